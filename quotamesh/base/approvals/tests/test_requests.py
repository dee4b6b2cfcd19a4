"""Asking, deciding, withdrawing: who may, in which order, and what follows."""

from datetime import timedelta

import pytest

from quotamesh.base.approvals.access import waiting_for
from quotamesh.base.approvals.actions import decide, name_deputy, remind, set_rule, withdraw
from quotamesh.base.approvals.bands import Ask, Band
from quotamesh.base.approvals.errors import NobodyApproves, NotOpen, NotYours, ReasonMissing, StepDecided
from quotamesh.base.approvals.kinds import on_decided
from quotamesh.base.approvals.models import Request
from quotamesh.base.approvals.queries import asked_of, inbox, untouched, waiting_count
from quotamesh.base.approvals.tests.asking import DISCOUNT, acting, asked, ladder
from quotamesh.base.people.models import Role, Tenure
from tests.cast import ACTOR, TODAY

OPEN, APPROVED, REFUSED = Request.State.OPEN, Request.State.APPROVED, Request.State.REFUSED


@pytest.fixture
def followed(monkeypatch):
    """What the feature that asked is told."""
    told = []
    monkeypatch.setitem(on_decided, DISCOUNT, lambda actor, request: told.append(request.state))
    return told


def by(cast, who, request, approve=True, **more):
    return decide(acting(cast, who), request, approve=approve, day=TODAY, **more)


def waiting(cast, who):
    viewer = cast.viewer(who)
    count = waiting_count(viewer, TODAY)
    assert count == waiting_for(viewer, TODAY).count()
    return count


def test_the_amount_chooses_the_steps(cast):
    ladder()
    assert [asked_of(s) for s in asked(cast, amount=5_000_000).steps.all()] == [["Leo East"]]
    assert [asked_of(s) for s in asked(cast, amount=5_000_001).steps.all()] == [["Leo East"], ["Rita Region"]]
    high = asked(cast, amount=90_000_000)
    assert [asked_of(s) for s in high.steps.all()] == [["Dora Director"], ["Finn Finance"]]


def test_steps_are_taken_in_order_and_the_last_one_closes(cast, followed):
    ladder()
    request = asked(cast, amount=6_000_000)
    assert (waiting(cast, "leader_e1"), waiting(cast, "region_east")) == (1, 0)
    with pytest.raises(NotYours):
        by(cast, "region_east", request)
    assert by(cast, "leader_e1", request).state == OPEN
    assert (waiting(cast, "leader_e1"), waiting(cast, "region_east")) == (0, 1)
    assert not followed
    assert by(cast, "region_east", request).state == APPROVED
    assert followed == [APPROVED]


def test_a_refusal_says_why_and_ends_it(cast, followed):
    request = asked(cast)
    with pytest.raises(ReasonMissing):
        by(cast, "leader_e1", request, approve=False, reason="  ")
    assert by(cast, "leader_e1", request, approve=False, reason="too much").state == REFUSED
    assert followed == [REFUSED]
    with pytest.raises(NotOpen):
        by(cast, "leader_e1", request)


def test_nobody_decides_their_own_request_and_the_next_on_the_line_is_asked(cast):
    request = asked(cast, "leader_e1")
    assert asked_of(request.steps.get()) == ["Rita Region"]
    with pytest.raises(NotYours):
        by(cast, "leader_e1", request)


def test_the_only_holder_who_asks_is_told_so(cast):
    set_rule(ACTOR, DISCOUNT, [Band(None, (Ask("finance"),))], day=TODAY)
    with pytest.raises(NobodyApproves) as refused:
        asked(cast, "finance")
    assert refused.value.only_self
    Tenure.objects.filter(role=Role.FINANCE).update(valid_to=TODAY - timedelta(1))
    with pytest.raises(NobodyApproves) as refused:
        asked(cast)
    assert not refused.value.only_self


def test_a_decision_made_meanwhile_is_not_repeated_on_the_next_step(cast):
    set_rule(ACTOR, DISCOUNT, [Band(None, (Ask("leader"), Ask("leader")))], day=TODAY)
    request = asked(cast)
    by(cast, "leader_e1", request, step=1)
    with pytest.raises(StepDecided) as refused:
        by(cast, "leader_e1", request, step=1)
    assert refused.value.by == "Leo East"


def test_a_deputy_decides_in_the_others_place(cast):
    request = asked(cast)
    with pytest.raises(NotYours):
        by(cast, "leader_e2", request)
    days = {"first_day": TODAY, "last_day": TODAY, "day": TODAY}
    name_deputy(ACTOR, person=cast.person("leader_e1"), deputy=cast.person("leader_e2"), **days)
    assert waiting(cast, "leader_e2") == 1
    by(cast, "leader_e2", request)
    step = request.steps.get()
    assert (step.decided_by, step.decided_for) == ("Lena East", "Leo East")


def test_only_the_requester_withdraws(cast, followed):
    request = asked(cast)
    with pytest.raises(NotYours):
        withdraw(acting(cast, "leader_e1"), request)
    assert withdraw(acting(cast, "rep_e1a"), request).state == Request.State.WITHDRAWN
    assert followed == [Request.State.WITHDRAWN]


def test_what_was_asked_is_frozen(cast):
    request = asked(cast)
    assert untouched(Request.objects.get(pk=request.pk))
    Request.objects.filter(pk=request.pk).update(amount=request.amount + 1)
    assert not untouched(Request.objects.get(pk=request.pk))


def test_the_pass_counts_what_is_late_closes_what_expired_and_asks_the_new_holder(cast, followed):
    set_rule(ACTOR, DISCOUNT, [Band(None, (Ask("leader"),))], day=TODAY, remind_days=2, expire_days=5)
    request = asked(cast)
    assert remind(ACTOR, TODAY + timedelta(2)).overdue == 0
    assert remind(ACTOR, TODAY + timedelta(3)).overdue == 1
    assert inbox(cast.viewer("leader_e1"), TODAY).overdue(TODAY + timedelta(3)) == 1
    Tenure.objects.filter(person__code="leader_e1").update(valid_to=TODAY)
    assert remind(ACTOR, TODAY + timedelta(4)).passed_on == 1
    assert asked_of(request.steps.get()) == ["Rita Region"]
    assert remind(ACTOR, TODAY + timedelta(6)).expired == 1
    assert followed == [Request.State.EXPIRED]
