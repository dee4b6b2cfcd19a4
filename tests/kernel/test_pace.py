"""Pace, status, seasons."""

from datetime import date

import numpy as np
import pytest

from quotamesh.kernel.calendar import FiscalCalendar, working_days
from quotamesh.kernel.pace import (
    attainment,
    day_weights,
    day_weights_to_shares,
    expected_band,
    expected_share,
    inherit,
    pace,
    rate_status,
    seasonal_weights,
    status,
    status_names,
    variance,
)
from quotamesh.kernel.tree import Tree


def test_expected_share_counts_working_days():
    worked = working_days(date(2026, 1, 1), date(2026, 12, 31))
    assert expected_share(worked, 90) == pytest.approx(worked[:90].sum() / worked.sum())
    assert expected_share(worked, [0, 365, 400]).tolist() == [0, 1, 1]
    assert expected_share([1, 1, 2], [0.5, 2.5]).tolist() == [0.125, 0.75]
    assert np.isnan(expected_share([0, 0], 1))
    assert expected_share([[1, 1], [1, 3]], [1, 1]).tolist() == [0.5, 0.25]
    assert day_weights_to_shares([1, 3]).tolist() == [0.25, 1]


def test_season_and_holidays_together():
    days = np.arange("2026-01-01", "2027-01-01", dtype="datetime64[D]")
    months = FiscalCalendar(1).month_indices(days)
    worked = working_days(date(2026, 1, 1), date(2026, 12, 31))
    season = np.r_[np.full(6, 0.5), np.full(6, 1.5)]
    weights = day_weights(worked, months, season)
    half = expected_share(weights, 181)
    assert half == pytest.approx((worked[:181] * 0.5).sum() / weights.sum())
    assert half < expected_share(day_weights(worked, months), 181)


def test_status_of_paces():
    codes = status(pace([100, 90, 89, 5, 7], [200, 200, 200, 0, 100], [0.5, 0.5, 0.5, 0.5, 0]))
    assert codes.dtype == np.int8
    assert status_names(codes) == ["green", "yellow", "red", "none", "none"]
    assert status_names(status(pace([27], [100], [0.3]))) == ["yellow"]
    assert status_names(status([0.8], (0.9, 0.8))) == ["yellow"]


def test_status_of_rates():
    codes = rate_status([0.95, 0.90, 0.80, np.nan, 0.5], [1, 1, 1, 1, 0])
    assert status_names(codes) == ["green", "yellow", "red", "none", "none"]


def test_attainment_has_no_ratio_without_target():
    assert attainment([50, 0], [100, 100]).tolist() == [0.5, 0]
    assert np.isnan(attainment([50, 50], [0, -10])).all()
    assert variance([0, 30], [100, 20]).tolist() == [-100, 10]


def test_seasonal_index_per_working_day():
    days = np.tile(np.r_[15, np.full(11, 20)], (3, 1))
    level = np.r_[0.5, np.full(10, 1.0), 2.0]
    history = days * level * np.array([[1.0], [5.0], [9.0]])
    index = seasonal_weights(history, days)
    assert index.mean() == pytest.approx(1)
    assert index[11] / index[0] == pytest.approx(4)
    history[1, 3] = np.nan
    assert seasonal_weights(history, days) == pytest.approx(index)
    assert np.isnan(seasonal_weights(np.zeros((2, 12)), days[:2])).all()


def test_units_without_history_take_the_parents():
    tree = Tree.from_parents([1, -1, 0, 0])
    rows = inherit(tree, [[np.nan, 1], [0.4, 1.6], [2, 3], [np.nan, np.nan]])
    assert rows.tolist() == [[0.4, 1.6], [0.4, 1.6], [2, 3], [0.4, 1.6]]


def test_band_of_past_years():
    low, high = expected_band([[1, 1, 2], [2, 1, 1], [0, 0, 0]], 0, 1)
    assert low.tolist() == [0.25, 0.5, 1]
    assert high.tolist() == [0.5, 0.75, 1]
    assert np.isnan(expected_band([[0, 0]])[0]).all()
