"""A plan from its first draft to the file, and what stands in its way."""

from datetime import date

import pytest
from django.db.models import QuerySet

from quotamesh.base.approvals.actions import decide, withdraw
from quotamesh.base.approvals.errors import NobodyApproves
from quotamesh.base.approvals.models import Request
from quotamesh.base.people.models import Role, Tenure
from quotamesh.do.customers.models import Customer
from quotamesh.do.pipeline.actions import open_opportunity
from quotamesh.do.pipeline.flows import flow_book
from quotamesh.do.tiers.models import Standing
from quotamesh.plan.namedaccounts.models import NamedAccount
from quotamesh.plan.salesplans import actions, prefill
from quotamesh.plan.salesplans.actions.submit import DISCOUNT
from quotamesh.plan.salesplans.errors import (
    BadCount,
    NotADraft,
    NothingPlanned,
    PastPeriod,
    PlanThere,
    StalePlan,
)
from quotamesh.plan.salesplans.models import SalesPlan
from quotamesh.plan.salesplans.queries import handed_in, sheet, team
from quotamesh.plan.salesplans.tests.planning import OCTOBER, WANTED, acting, ask_for, company, made
from tests.cast import TODAY

State = SalesPlan.State


def submitted(cast, plan):
    return actions.submit_plan(acting(cast, "rep_e1a"), company(), plan, day=TODAY)


def decided(cast, plan, *, approve=True, who="leader_e1", kind="salesplan.plan", reason=""):
    request = Request.objects.get(subject_key=str(plan.uid), kind=kind, state=Request.State.OPEN)
    decide(acting(cast, who), request, approve=approve, day=TODAY, reason=reason)
    return SalesPlan.objects.get(pk=plan.pk)


def test_a_fresh_plan_is_filled_from_customers_and_targets_and_suffices(cast):
    ask_for(cast)
    own = sheet(company(), made(cast))
    assert [row.customer.code for row in own.accounts] == ["C1"]
    assert {line.code: line.planned for line in own.lines} == WANTED
    assert not own.gaps


def test_the_next_month_goes_on_with_the_accounts_of_the_last(cast):
    first = made(cast)
    row = first.accounts.get()
    wanted = actions.Wanted(accounts={row.uid: {"visits": 4, "next_step": "ask the boss"}})
    actions.save_plan(acting(cast, "rep_e1a"), first, wanted, day=TODAY)
    again = made(cast, month=date(2025, 11, 1)).accounts.get()
    assert (again.customer_id, again.visits, again.next_step) == (row.customer_id, 4, "ask the boss")


def test_named_accounts_come_with_their_contacts_of_the_month(cast):
    seat = cast.seat("rep_e1a")
    for code, way, contacts in (("C2", "visit", 3), ("C3", "call", 5), ("C4", "visit", 0)):
        customer = Customer.objects.get(code=code)
        NamedAccount.objects.create(
            fiscal_year=2025, customer=customer, seat=seat, way=way, m10=contacts, next_step="ring up"
        )
    found = {row.customer.code: (row.visits, row.calls, row.next_step) for row in made(cast).accounts.all()}
    assert found == {"C2": (3, 0, "ring up"), "C3": (0, 5, "ring up")}


def test_deals_that_should_close_in_the_month_bring_their_customers(cast):
    def deal(code, expected, amount, at="discovery", who="rep_e1a"):
        stage = next(each for each in flow_book().stages.values() if each.code == at)
        open_opportunity(
            acting(cast, who), cast.person(who), TODAY, name=f"Deal {code}", product=cast.product("PUMPS"),
            customer=Customer.objects.get(code=code), expected=expected, amount=amount, stage=stage,
        )  # fmt: skip

    deal("C1", date(2025, 10, 20), 500)
    deal("C2", date(2025, 10, 31), 900, at="proposal")
    deal("C3", date(2025, 11, 1), 900)
    deal("C4", date(2025, 10, 20), 900, who="rep_n1a")
    found = [(row.customer.code, row.proposals, row.next_step) for row in made(cast).accounts.all()]
    assert found == [("C2", 1, "Deal C2 · Proposal"), ("C1", 0, "Deal C1 · Discovery")]


def test_customers_of_a_tier_come_when_their_rhythm_falls_into_the_month(cast):
    scores = dict.fromkeys(
        ("r", "f", "m", "complexity", "chain", "growth", "wallet", "value", "potential"), 1
    )
    standings = (("C1", "maintain", date(2025, 8, 2)), ("C2", "strategic", TODAY), ("C3", "maintain", TODAY))
    for code, tier, last in standings:
        Customer.objects.filter(code=code).update(owner=cast.person("rep_e1a"), last_contact=last)
        Standing.objects.create(
            customer=Customer.objects.get(code=code),
            tier=tier,
            frequency=1,
            monetary=1,
            since=TODAY,
            **scores,
        )
    found = [(row.customer.code, row.visits, row.calls) for row in made(cast).accounts.all()]
    # Every 14 days is twice in October; every 90 days since 2 August falls on the 31st.
    assert found == [("C2", 2, 0), ("C1", 0, 1)]


def test_a_plan_holds_no_more_than_one_can_do(cast, monkeypatch):
    monkeypatch.setattr(prefill, "ENOUGH", 1)
    for customer in Customer.objects.filter(code__in=("C1", "C2")):
        open_opportunity(
            acting(cast, "rep_e1a"), cast.person("rep_e1a"), TODAY, name="Deal", customer=customer,
            product=cast.product("PUMPS"), expected=TODAY, amount=1,
        )  # fmt: skip
    assert made(cast).accounts.count() == 1


def test_pressed_twice_at_once_there_is_one_plan(cast, monkeypatch):
    made(cast)
    monkeypatch.setattr(QuerySet, "exists", lambda self: False)
    with pytest.raises(PlanThere):
        made(cast)


def test_a_gap_is_named_and_filled(cast):
    ask_for(cast)
    plan = made(cast)
    actor = acting(cast, "rep_e1a")
    actions.save_plan(actor, plan, actions.Wanted(general={"visits": 5, "calls": 0}), day=TODAY)
    assert {line.code: line.gap for line in sheet(company(), plan).gaps} == {"calls": 62, "visits": 15}
    actions.fill_gaps(actor, company(), plan, day=TODAY, activity="visits")
    assert [line.code for line in sheet(company(), plan).gaps] == ["calls"]
    actions.fill_gaps(actor, company(), plan, day=TODAY)
    assert not sheet(company(), plan).gaps


def test_without_a_target_nothing_is_said_to_suffice(cast):
    assert all(line.suffices is None for line in sheet(company(), made(cast)).lines)


@pytest.mark.parametrize("month", [date(2025, 8, 1), date(2027, 1, 1)])
def test_a_month_that_is_over_or_far_is_refused(cast, month):
    with pytest.raises(PastPeriod):
        made(cast, month=month)


def test_one_plan_a_month(cast):
    made(cast)
    with pytest.raises(PlanThere):
        made(cast)


@pytest.mark.parametrize("count", [-1, 10_000])
def test_a_number_out_of_bounds_is_refused(cast, count):
    with pytest.raises(BadCount):
        actions.save_plan(
            acting(cast, "rep_e1a"), made(cast), actions.Wanted(general={"visits": count}), day=TODAY
        )


def test_a_stale_plan_is_not_overwritten(cast):
    plan, actor = made(cast), acting(cast, "rep_e1a")
    actions.save_plan(actor, plan, actions.Wanted(general={"visits": 3}), day=TODAY, seen=0)
    with pytest.raises(StalePlan) as refused:
        actions.save_plan(actor, plan, actions.Wanted(general={"visits": 4}), day=TODAY, seen=0)
    assert refused.value.by == "Rosa Able"


def test_approved_is_filed_and_frozen(cast):
    plan = made(cast)
    submitted(cast, plan)
    with pytest.raises(NotADraft):
        actions.save_plan(acting(cast, "rep_e1a"), plan, actions.Wanted(general={"visits": 3}), day=TODAY)
    filed = decided(cast, plan)
    assert (filed.state, filed.approved_by) == (State.FILED, "Leo East")
    assert filed.content["counts"]["visits"] == 1
    assert len(filed.digest) == 64


def test_sent_back_says_why_and_withdrawn_is_a_draft_again(cast):
    plan = made(cast)
    submitted(cast, plan)
    back = decided(cast, plan, approve=False, reason="more visits")
    assert (back.state, back.returned) == (State.DRAFT, "more visits")
    submitted(cast, plan)
    request = Request.objects.get(subject_key=str(plan.uid), state=Request.State.OPEN)
    withdraw(acting(cast, "rep_e1a"), request)
    assert SalesPlan.objects.get(pk=plan.pk).state == State.DRAFT


def test_a_special_request_holds_the_file_until_it_is_decided(cast):
    plan = made(cast)
    actor = acting(cast, "rep_e1a")
    customer = plan.accounts.get().customer
    actions.ask_special(actor, plan, DISCOUNT, customer, day=TODAY, amount=100, reason="a big order")
    submitted(cast, plan)
    assert decided(cast, plan).state == State.APPROVED
    filed = decided(cast, plan, kind=DISCOUNT)
    assert filed.state == State.FILED
    assert [row["state"] for row in filed.content["special"]] == ["approved"]


def test_a_change_after_filing_is_a_new_version(cast):
    plan = made(cast)
    submitted(cast, plan)
    filed = decided(cast, plan)
    fresh = actions.new_version(acting(cast, "rep_e1a"), filed, TODAY)
    assert (fresh.version, fresh.state, fresh.accounts.count()) == (2, State.DRAFT, 1)
    with pytest.raises(PlanThere):
        actions.new_version(acting(cast, "rep_e1a"), filed, TODAY)
    submitted(cast, fresh)
    assert decided(cast, fresh).state == State.FILED
    assert SalesPlan.objects.get(pk=plan.pk).state == State.SUPERSEDED


def test_an_empty_plan_and_one_nobody_could_approve_are_not_handed_in(cast):
    plan = made(cast)
    actions.remove_account(acting(cast, "rep_e1a"), plan.accounts.get(), day=TODAY)
    with pytest.raises(NothingPlanned):
        submitted(cast, plan)
    actions.save_plan(acting(cast, "rep_e1a"), plan, actions.Wanted(general={"calls": 1}), day=TODAY)
    Tenure.objects.filter(role__in=[Role.LEADER, Role.DIRECTOR]).update(valid_to="2025-09-01")
    with pytest.raises(NobodyApproves):
        submitted(cast, plan)
    assert SalesPlan.objects.get(pk=plan.pk).state == State.DRAFT


def test_who_has_no_plan_is_in_the_team_too(cast):
    made(cast)
    found = {p.tenure.person.code: bool(p.shown) for p in team(cast.viewer("leader_e1"), OCTOBER)}
    assert found == {"rep_e1a": True, "rep_e1b": False}


def test_how_many_have_handed_in_is_counted_as_the_team_shows_it(cast):
    def counts() -> list[tuple[int, int]]:
        found = []
        for who in ("director", "leader_e1", "rep_e1a", "rep_n1a"):
            places = team(cast.viewer(who), OCTOBER)
            assert handed_in(cast.viewer(who), OCTOBER) == (sum(p.handed_in for p in places), len(places))
            found.append(handed_in(cast.viewer(who), OCTOBER)[0])
        return found

    ask_for(cast)
    assert counts() == [0, 0, 0, 0]
    plan = made(cast)
    assert counts() == [0, 0, 0, 0]
    submitted(cast, plan)
    assert counts() == [1, 1, 1, 0]
    filed = decided(cast, plan)
    actions.new_version(acting(cast, "rep_e1a"), filed, TODAY)
    assert counts() == [1, 1, 1, 0]
    # A plan counts even when its seat has been given another role since.
    Tenure.objects.filter(person__code="rep_e1a").update(role=Role.PRESALES)
    assert counts() == [1, 1, 1, 0]
