"""Attainment, pace and status of one figure."""

import pytest

from quotamesh.check.attainment.figures import Figure
from quotamesh.do.catalog.indicators import DEFINITIONS

REVENUE = DEFINITIONS["revenue"]


def figure(target=0, actual=0, expected=0, share=1.0, **more) -> Figure:
    return Figure(REVENUE, target, actual, expected, share, **more)


@pytest.mark.parametrize(
    ("actual", "expected", "status"),
    [(100, 100, "green"), (99, 100, "yellow"), (90, 100, "yellow"), (89, 100, "red"), (5, 0, "none")],
)
def test_status_by_pace(actual, expected, status):
    assert figure(200, actual, expected).status == status


def test_nothing_sold_lacks_the_whole_target():
    assert figure(target=500, actual=0).variance == -500


def test_no_target_gives_no_ratio():
    nothing = figure(target=0, actual=300, share=0.4)
    assert (nothing.attainment, nothing.pace, nothing.status) == (None, None, "none")
    assert nothing.expected_share == 0.4


def test_growth_needs_a_year_before():
    assert figure(actual=120, before=100).growth == pytest.approx(0.2)
    assert figure(actual=120, before=0).growth is None


def test_a_ratio_divides_its_parts():
    margin = Figure(DEFINITIONS["gross_margin_rate"], 0, 30, 0, 1.0, base=120, before=10, before_base=100)
    assert (margin.ratio, margin.ratio_before) == (0.25, 0.1)
    assert Figure(DEFINITIONS["gross_margin_rate"], 0, 0, 0, 1.0, base=0).ratio is None
