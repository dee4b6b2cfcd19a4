"""Who may stand in for whom."""

from datetime import timedelta

import pytest

from quotamesh.base.approvals.actions import end_deputy, name_deputy
from quotamesh.base.approvals.errors import BadDeputy
from quotamesh.base.approvals.models import Deputy
from tests.cast import ACTOR, TODAY


def stand_in(cast, person, deputy, first=0, last=5):
    days = {"first_day": TODAY + timedelta(first), "last_day": TODAY + timedelta(last), "day": TODAY}
    return name_deputy(ACTOR, person=cast.person(person), deputy=cast.person(deputy), **days)


@pytest.mark.parametrize(
    ("deputy", "first", "last", "reason"),
    [
        ("leader_e1", 0, 1, "oneself"),
        ("leader_e2", 2, 1, "upside_down"),
        ("leader_e2", -9, -1, "past"),
    ],
)
def test_what_makes_no_sense_is_refused(cast, deputy, first, last, reason):
    with pytest.raises(BadDeputy) as refused:
        stand_in(cast, "leader_e1", deputy, first, last)
    assert refused.value.reason == reason


def test_a_circle_is_named(cast):
    stand_in(cast, "leader_e1", "leader_e2")
    stand_in(cast, "leader_e2", "leader_n1")
    with pytest.raises(BadDeputy) as refused:
        stand_in(cast, "leader_n1", "leader_e1")
    assert refused.value.names == ("Lars North", "Leo East", "Lena East", "Lars North")


def test_a_circle_on_days_that_never_meet_is_none(cast):
    stand_in(cast, "leader_e1", "leader_e2", 0, 2)
    stand_in(cast, "leader_e2", "leader_e1", 3, 5)
    assert Deputy.objects.count() == 2


def test_twice_is_refused_and_an_end_is_possible(cast):
    row = stand_in(cast, "leader_e1", "leader_e2")
    with pytest.raises(BadDeputy):
        stand_in(cast, "leader_e1", "leader_e2", 2, 9)
    end_deputy(ACTOR, row)
    assert stand_in(cast, "leader_e1", "leader_e2", 2, 9)
