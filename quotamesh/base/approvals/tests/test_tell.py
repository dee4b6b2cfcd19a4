"""Approvals tell: who is to decide, then who asked, and once a day who is late."""

from datetime import timedelta

from quotamesh.base.approvals.actions import decide, remind
from quotamesh.base.approvals.tests.asking import asked
from quotamesh.base.notices import queries
from tests.cast import ACTOR, TODAY


def texts(cast, who):
    return [row.text for row in queries.listed(cast.viewer(who))]


def test_the_decider_and_then_the_requester_are_told(cast):
    request = asked(cast, "rep_e1a")
    assert len(texts(cast, "leader_e1")) == 1
    assert "waits for your decision" in texts(cast, "leader_e1")[0]
    leader = cast.person("leader_e1")
    decide(ACTOR, request, approve=True, day=TODAY, person=leader)
    assert texts(cast, "rep_e1a") == [f"“{request.label}” is approved."]


def test_the_late_are_reminded_once_a_day(cast):
    request = asked(cast, "rep_e1a")
    late = request.due_on + timedelta(days=1)
    for _again in range(2):
        remind(ACTOR, late)
    assert len([text for text in texts(cast, "leader_e1") if "overdue" in text]) == 1
    remind(ACTOR, late + timedelta(days=1))
    assert len([text for text in texts(cast, "leader_e1") if "overdue" in text]) == 2
