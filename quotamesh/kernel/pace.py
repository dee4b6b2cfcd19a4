"""Pace: how far one should be by now, how far one is, and the colour of it.

Ratios only: amounts of money stay integers outside. Method: methods.md section 6.
"""

import numpy as np
import numpy.typing as npt

from quotamesh.kernel.tree import Tree

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int8]

STATUSES = ("none", "green", "yellow", "red")
NONE, GREEN, YELLOW, RED = range(4)

_SLACK = 1e-9  # a pace of exactly 0.90 must not turn red by the last bit of a division


def day_weights(
    working: npt.ArrayLike, months: npt.ArrayLike, seasonal: npt.ArrayLike | None = None
) -> Floats:
    """Weight of each day: seasonal index of its month if it is worked, else 0.

    working bool[d]; months int[d], 0 to 11; seasonal [..., 12], 1 for all months where it is None.
    Returns float64[..., d].
    """
    index = np.ones(12) if seasonal is None else np.asarray(seasonal, dtype=np.float64)
    return np.asarray(index[..., np.asarray(months)] * np.asarray(working, dtype=np.float64))


def day_weights_to_shares(weights: npt.ArrayLike) -> Floats:
    """Expected share at the close of each day (or period): cumulative weight ÷ whole weight, [..., d].

    NaN where the weights sum to zero: nothing is expected of nobody.
    """
    values = np.asarray(weights, dtype=np.float64)
    whole = values.sum(axis=-1, keepdims=True)
    shares = np.cumsum(values, axis=-1) / np.where(whole > 0, whole, np.nan)
    return np.minimum(shares, 1.0)


def expected_share(weights: npt.ArrayLike, elapsed: npt.ArrayLike) -> Floats:
    """Expected share after the first `elapsed` days (or periods), 0 to 1.

    weights [..., d]; elapsed: counts that broadcast to [...]; a fraction counts that part of the next day.
    Beyond the ends the share is 0 or 1.
    """
    shares = day_weights_to_shares(weights)
    steps = np.concatenate([np.where(np.isnan(shares[..., :1]), np.nan, 0.0), shares], axis=-1)
    reach = np.clip(np.asarray(elapsed, dtype=np.float64), 0, shares.shape[-1])
    reach = np.broadcast_to(reach, np.broadcast_shapes(reach.shape, steps.shape[:-1]))
    steps = np.broadcast_to(steps, (*reach.shape, steps.shape[-1]))
    day = np.floor(reach).astype(np.int64)
    done = np.take_along_axis(steps, day[..., None], axis=-1)[..., 0]
    after = np.minimum(day + 1, steps.shape[-1] - 1)
    coming = np.take_along_axis(steps, after[..., None], axis=-1)[..., 0]
    return np.asarray(done + (coming - done) * (reach - day))


def variance(actual: npt.ArrayLike, target: npt.ArrayLike) -> Ints:
    """actual − target; with nothing sold it is −target."""
    return np.asarray(actual, dtype=np.int64) - np.asarray(target, dtype=np.int64)


def attainment(actual: npt.ArrayLike, target: npt.ArrayLike) -> Floats:
    """actual ÷ target, shapes that broadcast; NaN (no ratio) where the target is zero or negative."""
    wanted = np.asarray(target, dtype=np.float64)
    return np.asarray(np.asarray(actual, dtype=np.float64) / np.where(wanted > 0, wanted, np.nan))


def pace(actual: npt.ArrayLike, target: npt.ArrayLike, expected: npt.ArrayLike) -> Floats:
    """actual ÷ (target × expected share); NaN where nothing is expected yet or the target is not positive."""
    return attainment(actual, np.asarray(target, dtype=np.float64) * np.asarray(expected, dtype=np.float64))


def status(paces: npt.ArrayLike, thresholds: tuple[float, float] = (1.00, 0.90)) -> Codes:
    """Codes into STATUSES: green from the first threshold, yellow from the second, red below, none for NaN."""
    values = np.asarray(paces, dtype=np.float64)
    green, yellow = (values >= limit - _SLACK for limit in thresholds)
    codes = np.select([np.isnan(values), green, yellow], [NONE, GREEN, YELLOW], default=RED)
    return np.asarray(codes, dtype=np.int8)


def rate_status(
    rates: npt.ArrayLike, baselines: npt.ArrayLike, drops: tuple[float, float] = (0.10, 0.20)
) -> Codes:
    """Codes into STATUSES for rates against their baselines: yellow from 10 % below, red from 20 % below.

    None where a rate or baseline is NaN, or the baseline is not positive.
    """
    fall = 1.0 - attainment(rates, baselines)
    yellow, red = (fall >= drop - _SLACK for drop in drops)
    codes = np.select([np.isnan(fall), red, yellow], [NONE, RED, YELLOW], default=GREEN)
    return np.asarray(codes, dtype=np.int8)


def status_names(codes: npt.ArrayLike) -> list[str]:
    """The names of status codes, in flat order."""
    return [STATUSES[code] for code in np.asarray(codes).ravel().tolist()]


def seasonal_weights(history: npt.ArrayLike, working_days: npt.ArrayLike) -> Floats:
    """Seasonal index by month from past years: float64[..., 12] with mean 1, NaN where there is no history.

    history [..., years, 12]: amounts, NaN where unknown. working_days [..., years, 12]. In each year the amount
    per working day of a month is divided by that of the year; the index is the mean over the years. Months
    below zero count as zero; a year needs all its months and a positive sum.
    """
    amounts = np.maximum(np.asarray(history, dtype=np.float64), 0.0)
    days = np.broadcast_to(np.asarray(working_days, dtype=np.float64), amounts.shape)
    daily = amounts / np.where(days > 0, days, np.nan)
    yearly = amounts.sum(axis=-1, keepdims=True) / days.sum(axis=-1, keepdims=True)
    index = np.nan_to_num(daily, nan=0.0) / np.where(yearly > 0, yearly, np.nan)
    known = ~np.isnan(index).any(axis=-1, keepdims=True)
    years = known.sum(axis=-2)
    mean = np.where(known, index, 0.0).sum(axis=-2) / np.where(years > 0, years, np.nan)
    return np.asarray(mean / mean.mean(axis=-1, keepdims=True))


def inherit(tree: Tree, weights: npt.ArrayLike) -> Floats:
    """Rows [n, k] that hold a NaN take those of their nearest ancestor that holds none; roots take ones."""
    rows = np.array(weights, dtype=np.float64)
    missing = np.asarray(np.isnan(rows).any(axis=1), dtype=np.bool_)
    for begin, end in zip(tree.levels[:-1], tree.levels[1:], strict=True):
        nodes = tree.order[begin:end]
        nodes = nodes[missing[nodes]]
        rows[nodes] = rows[tree.parents[nodes]] if begin else 1.0
    return rows


def expected_band(amounts: npt.ArrayLike, low: float = 0.1, high: float = 0.9) -> tuple[Floats, Floats]:
    """Where the cumulative share stood in past years: the `low` and `high` quantile at each period.

    amounts [years, periods]; returns two float64[periods]. Years without a positive sum are left out; with
    few years the band is little more than their range. NaN where no year remains.
    """
    values = np.asarray(amounts, dtype=np.float64)
    whole = values.sum(axis=1, keepdims=True)
    good = np.asarray(whole[:, 0] > 0, dtype=np.bool_)
    if not good.any():
        empty = np.full(values.shape[1], np.nan)
        return empty, empty.copy()
    curves = np.cumsum(values[good], axis=1) / whole[good]
    lower, upper = np.quantile(curves, [low, high], axis=0)
    return lower, upper
