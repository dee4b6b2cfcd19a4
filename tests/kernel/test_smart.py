"""The five letters, at and around their limits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotamesh.kernel.smart import LETTERS, Grade, Limits, LimitsOutOfOrder, Reason, Targets, check, grade_of

pytestmark = pytest.mark.pure


def targets(n: int = 1, **other) -> Targets:
    """Targets with nothing to find fault with, but for what is named."""
    yes = np.ones(n, dtype=bool)
    known = dict.fromkeys(("owned", "defined", "measured", "linked", "period"), yes)
    known |= {"seat": yes, "probability": np.full(n, 0.5), "checkpoint_days": np.full(n, 31)}
    return Targets(**(known | {name: np.asarray(value) for name, value in other.items()}))


def reason(letter: str, any_objectives: bool = True, **other) -> Reason:
    report = check(targets(**other), any_objectives=any_objectives)
    assert not np.delete(report.reasons[0], LETTERS.index(letter)).any(), "only this letter is touched"
    return Reason(report.reasons[0, LETTERS.index(letter)])


def test_a_good_target_passes_every_letter():
    assert check(targets(3), any_objectives=True).worst.tolist() == [Grade.PASS] * 3


@pytest.mark.parametrize(
    ("probability", "wanted"),
    [
        (0.0, Reason.OUT_OF_REACH), (0.1999, Reason.OUT_OF_REACH), (0.20, Reason.HARD), (0.3499, Reason.HARD),
        (0.35, Reason.FINE), (0.85, Reason.FINE), (0.8501, Reason.EASY), (0.95, Reason.EASY),
        (0.9501, Reason.NO_CHALLENGE), (1.0, Reason.NO_CHALLENGE), (np.nan, Reason.NOT_CALIBRATED),
    ],
)  # fmt: skip
def test_achievable_is_a_matter_of_probability(probability, wanted):
    assert reason("A", probability=[probability]) == wanted


def test_a_seat_without_holder_fails_a_unit_without_leader_warns():
    assert reason("S", owned=[False]) == Reason.NO_OWNER
    assert reason("S", owned=[False], seat=[False]) == Reason.NO_LEADER
    assert (grade_of(Reason.NO_OWNER), grade_of(Reason.NO_LEADER)) == (Grade.FAIL, Grade.WARN)


def test_what_serves_no_objective_fails_only_where_there_are_any():
    assert reason("R", linked=[False]) == Reason.SERVES_NONE
    assert reason("R", any_objectives=False, linked=[False]) == Reason.NO_OBJECTIVES


@pytest.mark.parametrize(
    ("days", "wanted"), [(7, Reason.FINE), (31, Reason.FINE), (92, Reason.RARE_CHECKPOINTS)]
)
def test_time_bound_wants_a_look_a_month(days, wanted):
    assert reason("T", checkpoint_days=[days]) == wanted


def test_measurable_wants_a_definition_first_and_rows_then():
    assert reason("M", defined=[False], measured=[False]) == Reason.NOT_DEFINED
    assert reason("M", measured=[False]) == Reason.NEVER_MEASURED


@given(st.lists(st.floats(0, 1), min_size=1, max_size=50))
def test_grades_fall_off_to_both_sides(probabilities):
    ordered = np.sort(np.array(probabilities))
    grades = check(targets(len(ordered), probability=ordered), any_objectives=True).grades[:, 2].astype(int)
    falls, rises = grades[ordered <= 0.5], grades[ordered > 0.5]
    assert (np.diff(falls) <= 0).all()
    assert (np.diff(rises) >= 0).all()


def test_limits_must_rise():
    with pytest.raises(LimitsOutOfOrder):
        Limits(out_of_reach=0.5, hard=0.4)
    with pytest.raises(LimitsOutOfOrder):
        Limits(no_challenge=1.2)


def test_no_targets_no_findings():
    assert check(targets(0, seat=np.zeros(0, dtype=bool)), any_objectives=True).reasons.shape == (0, 5)
