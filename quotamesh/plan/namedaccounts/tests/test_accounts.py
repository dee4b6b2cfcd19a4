"""Named accounts: nobody is dropped silently, nobody stands on two lists, and the counts say what they mean."""

from datetime import date

import pytest
from django.urls import reverse

from quotamesh.base.people.queries import company
from quotamesh.base.store.months import MONTHS
from quotamesh.base.trail.models import Entry
from quotamesh.do.customers.models import Customer
from quotamesh.plan.namedaccounts import actions
from quotamesh.plan.namedaccounts.actions import (
    add_accounts,
    change_account,
    each_month,
    end_account,
    plan_months,
    take_up,
)
from quotamesh.plan.namedaccounts.errors import NamedAlready, NoReason, StaleAccount, WrongOrder
from quotamesh.plan.namedaccounts.models import NamedAccount
from quotamesh.plan.namedaccounts.queries import accounts, company_counts, counts_of, not_named
from quotamesh.plan.namedaccounts.wording import sentence
from tests.cast import ACTOR, TODAY

STANDING = actions.standing_accounts


def customer(code: str) -> Customer:
    return Customer.objects.get(code=code)


@pytest.fixture
def named(cast):
    """C1 and C2 with a plan on Rosa's list, C4 without one on Rena's."""
    ours = add_accounts(ACTOR, cast.seat("rep_e1a"), [customer("C1"), customer("C2")], 2025, **each_month(2))
    return [*ours, *add_accounts(ACTOR, cast.seat("rep_n1a"), [customer("C4")], 2025)]


def listed(cast, who: str, **more):
    return list(accounts(cast.viewer(who), company(), 2025, **more))


def test_who_lacks_a_plan_or_a_step_stands_first(cast, named):
    change_account(ACTOR, named[0], next_step="Call", due=date(2025, 10, 1))
    assert [(row.customer.code, row.lacking) for row in listed(cast, "operations")] == [
        ("C2", True), ("C4", True), ("C1", False),
    ]  # fmt: skip


def test_sight_ends_at_the_own_branch(cast, named):
    assert {row.customer.code for row in listed(cast, "leader_e1")} == {"C1", "C2"}
    assert {row.customer.code for row in listed(cast, "rep_n1a")} == {"C4"}


def test_the_counts_follow_their_definitions(cast, named):
    change_account(ACTOR, named[0], reached_on=date(2025, 2, 1), penetrated_on=date(2025, 3, 1))
    found = counts_of(accounts(cast.viewer("operations"), company(), 2025))
    buyers = Customer.objects.filter(code__in=["C1", "C2", "C4"], orders__date__year=2025).distinct().count()
    assert (found.named, found.covered, found.reached, found.penetrated) == (3, 2, 1, 1)
    assert found.signed == buyers > 0
    assert found == company_counts(company(), 2025)


def test_a_customer_stands_on_one_list_of_a_team(cast, named):
    with pytest.raises(NamedAlready) as refused:
        add_accounts(ACTOR, cast.seat("rep_e1b"), [customer("C3"), customer("C1")], 2025)
    assert refused.value.customer == "Customer C1"
    add_accounts(ACTOR, cast.seat("rep_e1b"), [customer("C1")], 2025, team="bd")
    with pytest.raises(NamedAlready):
        change_account(ACTOR, named[0], team="bd")
    left = not_named(cast.viewer("operations"), 2025, "sales", "")
    assert {each.code for each in left} == {"C3", "C5"}


def test_of_two_who_name_one_at_the_same_moment_the_second_is_told(cast, named, monkeypatch):
    looked = []

    def too_early(*asked):
        looked.append(asked)
        return STANDING(*asked) if len(looked) > 1 else []

    monkeypatch.setattr(actions, "standing_accounts", too_early)
    with pytest.raises(NamedAlready) as refused:
        add_accounts(ACTOR, cast.seat("rep_e1b"), [customer("C3"), customer("C1")], 2025)
    assert (refused.value.customer, refused.value.holder) == ("Customer C1", cast.seat("rep_e1a").name)
    assert not NamedAccount.objects.filter(customer=customer("C3")).exists()


def test_who_leaves_the_list_leaves_a_reason_and_can_come_back(cast, named):
    with pytest.raises(NoReason):
        end_account(ACTOR, named[0], TODAY, " ")
    gone = end_account(ACTOR, named[0], TODAY, "bankrupt")
    assert [row.ended_why for row in listed(cast, "operations", ended=True)] == ["bankrupt"]
    anew = add_accounts(ACTOR, cast.seat("rep_e1b"), [customer("C1")], 2025)[0]
    with pytest.raises(NamedAlready):
        take_up(ACTOR, gone)
    end_account(ACTOR, anew, TODAY, "mistake")
    assert take_up(ACTOR, gone).ended_on is None
    assert Entry.objects.filter(verb="named.end").count() == 2


def test_stale_changes_are_refused_with_both_values(named):
    change_account(ACTOR, named[0], next_step="Call", seen=1)
    with pytest.raises(StaleAccount) as refused:
        change_account(ACTOR, named[0], next_step="Visit", seen=1)
    assert refused.value.fields == {"next_step": ["Visit", "Call"]}
    rows = [(named[1], (3,) * 12, 1), (named[0], (3,) * 12, 1)]
    with pytest.raises(StaleAccount):
        plan_months(ACTOR, rows)
    assert NamedAccount.objects.get(pk=named[1].pk).planned == 24


def test_what_was_changed_meanwhile_bears_the_names_of_its_fields(named):
    change_account(ACTOR, named[0], priority="A", m02=7, seen=1)
    with pytest.raises(StaleAccount) as refused:
        change_account(ACTOR, named[0], priority="C", m02=3, seen=1)
    assert "Priority: C ↔ A; Contacts in month 2 of the fiscal year: 3 ↔ 7." in sentence(refused.value)


def test_penetrated_needs_reached(named):
    with pytest.raises(WrongOrder):
        change_account(ACTOR, named[0], penetrated_on=date(2025, 3, 1))


def test_the_grid_keeps_what_was_typed_and_names_the_field(cast, named):
    client, address = cast.client("rep_e1a"), reverse("namedaccounts:plan")
    row = named[0]
    cells = {f"m-{row.pk}-{month}": "5" for month in range(12)} | {f"seen-{row.pk}": "1"}
    refused = client.post(address, cells | {f"m-{row.pk}-3": "lots"})
    assert refused.status_code == 422
    assert 'value="lots"' in refused.content.decode()
    assert client.post(address, cells).status_code == 302
    assert NamedAccount.objects.get(pk=row.pk).months == (5,) * 12
    other = named[2]
    theirs = {f"m-{other.pk}-{month}": "5" for month in range(12)}
    client.post(address, theirs)
    assert NamedAccount.objects.get(pk=other.pk).planned == 0


def test_many_are_added_at_once(cast):
    client = cast.client("leader_e1")
    uids = [str(customer(code).uid) for code in ("C1", "C2")]
    form = {
        "seat": cast.seat("rep_e1a").code, "team": "sales", "priority": "A", "way": "visit", "contacts": "3",
        "customers": uids,
    }  # fmt: skip
    address = reverse("namedaccounts:add") + "?year=2025"
    assert client.post(address, form | {"customers": [str(customer("C4").uid)]}).status_code == 422
    assert client.post(address, form | {"seat": cast.seat("rep_n1a").code}).status_code == 422
    assert client.post(address, form).status_code == 302
    assert NamedAccount.objects.filter(priority="A", **dict.fromkeys(MONTHS, 3)).count() == 2


def test_the_list_asks_few_questions(cast, named, django_assert_max_num_queries):
    client = cast.client("operations")
    client.get(reverse("namedaccounts:list"))
    with django_assert_max_num_queries(16):
        page = client.get(reverse("namedaccounts:list") + "?year=2025")
    assert "3 of 3 named accounts lack" in page.content.decode()
