"""Projects: days are pushed, never pulled; money falls into parts that add up to it."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from quotamesh.kernel.projects import Mark, chance_bp, foreseen, planned, revenue, slip

START = date(2026, 1, 5)


def mark(
    due: int, reached: int | None = None, close: int = 5000, recognised: int = 0, first: int | None = None
):
    def day(days: int) -> date:
        return START + timedelta(days)

    return Mark(
        day(due if first is None else first),
        day(due),
        None if reached is None else day(reached),
        close,
        recognised,
    )


def test_usual_days_follow_one_another():
    assert planned(START, [20, 30, 25]) == [date(2026, 1, 25), date(2026, 2, 24), date(2026, 3, 21)]


def test_a_late_milestone_pushes_those_after_it():
    marks = [mark(10, reached=17), mark(40), mark(60)]
    assert foreseen(marks, START + timedelta(20)) == [START + timedelta(d) for d in (17, 47, 67)]
    assert slip(marks, START + timedelta(20)) == 7


def test_what_is_overdue_is_foreseen_for_today():
    marks = [mark(10), mark(40)]
    assert foreseen(marks, START + timedelta(25)) == [START + timedelta(25), START + timedelta(55)]


def test_an_early_milestone_pulls_nothing():
    assert foreseen([mark(10, reached=4), mark(40)], START + timedelta(5))[1] == START + timedelta(40)


def test_a_moved_day_shows_as_slip_against_the_first_plan():
    assert slip([mark(10, first=10), mark(60, first=40)], START) == 20


def test_the_chance_is_that_of_the_furthest_milestone():
    assert chance_bp([mark(1, close=1500), mark(2, close=3500)], 800) == 800
    assert chance_bp([mark(1, 1, close=1500), mark(2, 2, close=3500), mark(3, close=9000)], 800) == 3500


def test_what_the_shares_leave_falls_on_the_last():
    assert revenue(1000, [mark(1, recognised=6000), mark(2, recognised=1000)]) == [600, 400]
    assert revenue(1000, [mark(1), mark(2)]) == [0, 1000]


shares = st.lists(st.integers(0, 10_000), min_size=1, max_size=8).filter(lambda found: sum(found) <= 10_000)


@given(st.integers(-(10**15), 10**15), shares)
def test_the_parts_add_up_to_the_whole(total, recognised):
    assert sum(revenue(total, [mark(n, recognised=share) for n, share in enumerate(recognised)])) == total


@given(
    st.lists(st.tuples(st.integers(1, 60), st.integers(-30, 90)), min_size=1, max_size=8),
    st.integers(0, 8),
    st.integers(0, 500),
)
def test_foreseen_days_never_lie_before_agreed_or_present_ones(steps, done, today):
    due, marks = 0, []
    for place, (usual, late) in enumerate(steps):
        due += usual
        marks.append(mark(due, reached=max(due + late, 0) if place < done else None))
    now = START + timedelta(today)
    for each, day in zip(marks, foreseen(marks, now), strict=True):
        assert day == each.reached or day >= max(each.due, now)
