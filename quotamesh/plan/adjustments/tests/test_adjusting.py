"""An adjustment from proposal to force: what it may change, who decides, what follows."""

import pytest

from quotamesh.base.approvals import actions as approvals
from quotamesh.base.approvals.errors import NobodyApproves
from quotamesh.base.approvals.models import Request
from quotamesh.base.people.viewer import everyone
from quotamesh.do.catalog.actions import root_product
from quotamesh.plan.adjustments import actions, errors
from quotamesh.plan.adjustments.effects import by_product, by_unit
from quotamesh.plan.adjustments.models import Adjustment
from quotamesh.plan.adjustments.tests import world
from quotamesh.plan.agreements.models import Agreement
from quotamesh.plan.agreements.tests import world as agreements
from quotamesh.plan.targets.actions import Change, create_plan, discard_plan, edit_plan, put_in_force
from quotamesh.plan.targets.errors import StillNeeded
from quotamesh.plan.targets.queries import plan_in_force
from tests.cast import ACTOR, TODAY

pytestmark = pytest.mark.django_db
State = Adjustment.State


def decide(cast, adjustment: Adjustment, *, approve: bool = True, reason: str = "") -> Adjustment:
    request = Request.objects.get(subject_key=str(adjustment.uid))
    who = "director"
    approvals.decide(
        world.actor(cast, who), request, approve=approve, reason=reason, day=TODAY, person=cast.person(who)
    )
    return Adjustment.objects.get(pk=adjustment.pk)


def test_approved_it_comes_into_force_and_the_months_before_stay(cast):
    seat, team = cast.seat("rep_e1a"), cast.unit("E1")
    before = world.months(cast, cast.plan("FY2025"), seat)
    whole = world.months(cast, cast.plan("FY2025"), team)
    adjustment = decide(cast, world.asked(cast))
    plan = plan_in_force(2025)
    assert (adjustment.state, plan) == (State.APPROVED, adjustment.plan)
    after = world.months(cast, plan, seat)
    assert after[:9] == before[:9]
    assert sum(after[9:]) == sum(before[9:]) // 2
    assert world.months(cast, plan, team) == whole


def test_the_effect_is_told_on_every_level_and_adds_up(cast):
    adjustment = world.halved(cast, world.proposed(cast))
    effects = by_unit(everyone(), adjustment)
    assert sum(effect.change for effect in effects) == 0
    lost = next(effect for effect in effects if effect.code == cast.seat("rep_e1a").code)
    assert lost.change == lost.rest_after - lost.rest_before < 0
    assert {effect.code for effect in effects} <= {
        cast.seat(p).code for p in ("leader_e1", "rep_e1a", "rep_e1b")
    }
    assert sum(effect.change for effect in by_product(adjustment)) == 0


def test_those_beside_its_branch_give_and_take_nothing(cast):
    adjustment = world.proposed(cast)
    change = Change(cast.unit("E1"), root_product(), world.LEFT, 1, "units")
    with pytest.raises(errors.OthersOutside):
        actions.change(world.actor(cast, "leader_e1"), adjustment, world.REVENUE, [change])
    wanted = {"unit": "E1", "first_month": 9, "amount": 1, "balance": "units"}
    api = f"/api/v1/adjustments/{adjustment.uid}/changes"
    answer = cast.client("leader_e1").post(api, wanted, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (422, "others_outside")


def test_refused_it_is_kept_with_the_reason(cast):
    adjustment = decide(cast, world.asked(cast), approve=False, reason="The group signs next year")
    assert adjustment.state == State.REFUSED
    assert "The group signs next year" in adjustment.decision
    assert plan_in_force(2025).name == "FY2025"
    page = cast.client("leader_e1").get("/adjustments/").content.decode()
    assert "The group signs next year" in page


def test_signed_agreements_get_a_new_version_to_sign_and_stay_readable(cast):
    made = agreements.drafted(cast)
    old = agreements.signed(made[cast.seat("rep_e1a").code])
    untouched = agreements.signed(made[cast.seat("rep_n1a").code])
    decide(cast, world.asked(cast))
    new = Agreement.objects.get(supersedes=old)
    old.refresh_from_db()
    assert (old.state, new.state) == (Agreement.State.SIGNED, Agreement.State.OPEN)
    assert new.plan == plan_in_force(2025)
    assert '"effective_from":"2025-10-01"' in new.content
    assert not Agreement.objects.filter(supersedes=untouched).exists()


@pytest.mark.parametrize("month", [0, 7])
def test_a_past_month_is_not_adjusted(cast, month):
    with pytest.raises(errors.PastMonth):
        world.proposed(cast, from_month=month)


def test_earlier_months_stay_however_the_difference_is_balanced(cast):
    adjustment = world.proposed(cast)
    seat = cast.seat("rep_e1a")
    who = world.actor(cast, "leader_e1")
    for change in (
        Change(seat, root_product(), (3,), 1, "units"),
        Change(seat, root_product(), world.LEFT, 1, "periods"),
    ):
        with pytest.raises(errors.EarlierMonths):
            actions.change(who, adjustment, world.REVENUE, [change])


def test_an_edit_in_the_workbench_of_an_earlier_month_is_named_when_asked(cast):
    adjustment = world.proposed(cast)
    edit_plan(
        ACTOR,
        adjustment.plan,
        world.REVENUE,
        [Change(cast.seat("rep_e1a"), root_product(), (2,), 7, "units")],
    )
    with pytest.raises(errors.EarlierMonths) as refused:
        actions.ask(ACTOR, adjustment, day=TODAY, person=cast.person("leader_e1"))
    assert refused.value.month == 2


def test_numbers_touched_after_they_were_asked_for_do_not_come_into_force(cast):
    adjustment = world.asked(cast)
    edit_plan(
        ACTOR,
        adjustment.plan,
        world.REVENUE,
        [Change(cast.seat("rep_e1a"), root_product(), (11,), 1, "units")],
    )
    assert decide(cast, adjustment).state == State.LAPSED
    assert plan_in_force(2025).name == "FY2025"


def test_approved_too_late_it_lapses(cast):
    adjustment = world.asked(cast)
    put_in_force(ACTOR, create_plan(ACTOR, name="Meanwhile", fiscal_year=2025, copy_of=cast.plan("FY2025")))
    assert decide(cast, adjustment).state == State.LAPSED
    assert plan_in_force(2025).name == "Meanwhile"


def test_what_asks_for_nothing_or_for_others_is_refused(cast):
    adjustment = world.proposed(cast)
    with pytest.raises(errors.NothingChanged):
        actions.ask(ACTOR, adjustment, day=TODAY, person=cast.person("leader_e1"))
    change = Change(cast.seat("rep_n1a"), root_product(), world.LEFT, 1, "units")
    with pytest.raises(errors.OutsideBranch):
        actions.change(ACTOR, adjustment, world.REVENUE, [change])
    world.halved(cast, adjustment)
    actions.ask(ACTOR, adjustment, day=TODAY, person=cast.person("leader_e1"))
    with pytest.raises(errors.NotDraft):
        world.halved(cast, adjustment)


def test_an_approval_that_nobody_can_give_is_named(cast):
    """The director is the only one who approves, and asks."""
    adjustment = world.halved(cast, world.proposed(cast))
    with pytest.raises(NobodyApproves) as refused:
        actions.ask(world.actor(cast, "director"), adjustment, day=TODAY, person=cast.person("director"))
    assert refused.value.only_self


def test_withdrawn_it_stays_readable(cast):
    adjustment = world.asked(cast)
    actions.withdraw(world.actor(cast, "leader_e1"), adjustment, person=cast.person("leader_e1"))
    adjustment.refresh_from_db()
    assert adjustment.state == State.WITHDRAWN
    assert cast.client("leader_e1").get(f"/adjustments/{adjustment.uid}/").status_code == 200


def test_what_was_decided_at_the_same_moment_is_told_so(cast):
    adjustment = world.asked(cast)
    Request.objects.filter(subject_key=str(adjustment.uid)).update(state=Request.State.REFUSED)
    with pytest.raises(errors.NotDraft):
        actions.withdraw(world.actor(cast, "leader_e1"), adjustment, person=cast.person("leader_e1"))


def test_a_plan_that_bears_an_adjustment_is_not_thrown_away(cast):
    adjustment = world.proposed(cast)
    with pytest.raises(StillNeeded):
        discard_plan(ACTOR, adjustment.plan)


def test_the_whole_way_on_the_pages(cast):
    client = cast.client("leader_e1")
    form = {"unit": "E1", "start": "2025-9", "category": "customer", "reason": "A hospital group moves"}
    past = client.post("/adjustments/new/", {**form, "start": "2025-2"})
    assert past.status_code == 422
    assert "A hospital group moves" in past.content.decode()
    address = client.post("/adjustments/new/", form).headers["Location"]
    change = {"indicator": "revenue", "unit": cast.seat("rep_e1a").code, "product": "all", "balance": "units"}
    refused = client.post(f"{address}change/", {**change, "amount": "much"})
    assert refused.status_code == 422
    assert "much" in refused.content.decode()
    assert client.post(f"{address}change/", {**change, "amount": "1,000"}).status_code == 302
    assert client.post(f"{address}ask/").status_code == 302
    adjustment = Adjustment.objects.get()
    assert adjustment.state == State.ASKED
    assert decide(cast, adjustment).state == State.APPROVED
    assert "came into force" in cast.client("rep_e1a").get("/adjustments/").content.decode()
