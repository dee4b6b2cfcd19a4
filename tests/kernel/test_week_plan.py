"""A month over its weeks: exact, whatever is fixed."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotamesh.kernel.week_plan import FREE, FixedDoNotFit, lay, weeks_of

pytestmark = pytest.mark.pure


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(0, 400))
def test_weeks_tile_the_days_and_begin_on_monday(start, length):
    end = start + timedelta(length)
    weeks = weeks_of(start, end)
    days = [first + timedelta(n) for first, last in weeks for n in range((last - first).days + 1)]
    assert days == [start + timedelta(n) for n in range(length + 1)]
    assert all(first.weekday() == 0 for first, _ in weeks[1:])


@st.composite
def months(draw):
    width = draw(st.integers(1, 6))
    days = draw(st.lists(st.integers(0, 7), min_size=width, max_size=width))
    part = st.one_of(st.just(FREE), st.integers(0, 50))
    fixed = draw(st.lists(st.lists(part, min_size=width, max_size=width), min_size=1, max_size=4))
    given_parts = [sum(p for p in row if p != FREE) for row in fixed]
    more = [draw(st.integers(0, 500)) if FREE in row else 0 for row in fixed]
    return [g + m for g, m in zip(given_parts, more, strict=True)], days, fixed


@given(months())
def test_weeks_add_up_to_the_month_exactly_and_fixed_ones_stay(case):
    totals, days, fixed = case
    laid = lay(totals, days, fixed)
    assert laid.sum(axis=1).tolist() == totals
    assert (laid >= 0).all()
    kept = np.array(fixed)
    assert (laid[kept != FREE] == kept[kept != FREE]).all()


def test_a_month_goes_over_its_weeks_by_working_days():
    """21 working days of 1, 5, 5, 5, 5: 42 visits are two a day; the 43rd goes to the earliest full week."""
    free = [[FREE] * 5]
    assert lay([42], [1, 5, 5, 5, 5], free).tolist() == [[2, 10, 10, 10, 10]]
    assert lay([43], [1, 5, 5, 5, 5], free).tolist() == [[2, 11, 10, 10, 10]]
    assert lay([42], [1, 5, 5, 5, 5], [[FREE, 20, FREE, FREE, FREE]]).tolist() == [[1, 20, 7, 7, 7]]


@pytest.mark.parametrize(("total", "fixed"), [(5, [6, FREE]), (7, [3, 3]), (5, [3, 3])])
def test_what_cannot_add_up_is_named(total, fixed):
    with pytest.raises(FixedDoNotFit) as refused:
        lay([total], [5, 5], [fixed])
    assert (refused.value.total, refused.value.fixed) == (total, sum(f for f in fixed if f != FREE))
