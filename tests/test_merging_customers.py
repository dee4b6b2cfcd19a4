"""Two customers become one without loss, and two again exactly as they were."""

from datetime import date

import pytest
from django.core import serializers
from django.db import transaction
from hypothesis import HealthCheck, given, settings, strategies

from quotamesh.base.trail.models import Entry
from quotamesh.do.customers.actions import (
    add_contact,
    change_customer,
    make_customer,
    merge_customers,
    share_with,
    tell_apart,
    undo_merge,
)
from quotamesh.do.customers.errors import CannotUndo, Clash, IntoItself, MergedAlready
from quotamesh.do.customers.met import STAYS, foreseen, left_of, pointers
from quotamesh.do.customers.models import Customer, SearchKey, Share, Suspect
from quotamesh.do.customers.queries import customer_by_code, ids_by_code, visible_customers
from quotamesh.do.customers.search import find_customers
from quotamesh.do.orders.actions import rebuild_facts
from quotamesh.do.orders.actions.create_order import NewLine, create_order
from quotamesh.do.orders.models import Order
from quotamesh.do.tiers.actions import note_wallet, run_tiers
from quotamesh.do.tiers.models import Standing, Wallet
from quotamesh.plan.namedaccounts.actions import add_accounts, each_month
from quotamesh.plan.namedaccounts.models import NamedAccount
from quotamesh.plan.salesplans.models import PlannedAccount, SalesPlan
from tests.cast import ACTOR, TODAY

# What a merge and its undoing leave different: how often a record was written.
NOT_COMPARED = ("revision",)


def picture() -> dict[str, list]:
    """Every row that names a customer, and the customers, as they stand."""
    models = [Customer, *dict.fromkeys(model for model, _field in pointers())]
    found = {}
    for model in models:
        rows = serializers.serialize("python", model._base_manager.order_by("pk"))
        for row in rows:
            for name in NOT_COMPARED:
                row["fields"].pop(name, None)
        found[model._meta.label] = rows
    return found


def keys() -> set:
    return {
        (bytes(key), *rest)
        for key, *rest in SearchKey.objects.values_list("key", "holder", "customer", "shared")
    }


@pytest.fixture
def two(cast):
    """C1 and C2 of the cast, both of which bought in 2025."""
    return Customer.objects.get(code="C1"), Customer.objects.get(code="C2")


def test_all_that_points_to_the_loser_moves(cast, two):
    winner, loser = two
    contact = add_contact(ACTOR, loser, name="Zhou", part="decides")
    orders = Order.objects.filter(customer__in=two).count()
    merge_customers(ACTOR, winner, loser)
    assert Order.objects.filter(customer=winner).count() == orders
    contact.refresh_from_db()
    assert contact.customer == winner
    for model, field in pointers():
        assert not model._base_manager.filter(**{field: loser}).exists(), model


def test_the_walk_finds_every_table(cast):
    """By name, so that a new table that names customers is thought about: does it move, does it clash?"""
    found = {f"{model._meta.label_lower}.{field}" for model, field in pointers()}
    assert {
        "customers.contact.customer",
        "customers.share.customer",
        "customers.customer_tags.customer",
        "orders.order.customer",
        "pipeline.opportunity.customer",
        "leads.lead.customer",
        "followups.followup.customer",
        "namedaccounts.namedaccount.customer",
        "salesplans.plannedaccount.customer",
    } <= found
    assert not {model for model, _field in pointers()} & set(STAYS)


def test_the_summary_is_what_a_rebuild_says(cast, two):
    assert rebuild_facts(ACTOR)
    merge = merge_customers(ACTOR, *two)
    assert rebuild_facts(ACTOR)
    undo_merge(ACTOR, merge)
    assert rebuild_facts(ACTOR)


def test_undone_all_is_as_it_was(cast, two):
    winner, loser = two
    add_contact(ACTOR, loser, name="Zhou", part="decides")
    change_customer(ACTOR, loser, tags=["a", "b"], persona="careful", city="Ningbo")
    change_customer(ACTOR, winner, tags=["b"])
    share_with(ACTOR, loser, [cast.person("rep_n1a")])
    share_with(ACTOR, winner, [cast.person("rep_n1a"), cast.person("rep_e1b")])
    before, found = picture(), keys()
    merge = merge_customers(ACTOR, winner, loser)
    assert picture() != before
    undo_merge(ACTOR, merge)
    assert picture() == before
    assert keys() == found
    assert rebuild_facts(ACTOR)


def test_what_came_since_stays_with_the_winner(cast, two):
    winner, loser = two
    merge = merge_customers(ACTOR, winner, loser)
    line = NewLine("PUMPS", 1000, 500, None, {"rep_e1a": 10_000})
    create_order(ACTOR, number="SINCE", day=TODAY, customer=loser.code, lines=[line])
    change_customer(ACTOR, winner, city="Ningbo")
    undo_merge(ACTOR, merge)
    assert Order.objects.get(number="SINCE").customer == winner
    assert Customer.objects.get(pk=winner.pk).city == "Ningbo"
    assert rebuild_facts(ACTOR)


def test_the_winner_gets_what_it_lacks_and_keeps_its_own(cast, two):
    winner, loser = two
    change_customer(ACTOR, winner, city="Ningbo")
    change_customer(ACTOR, loser, city="Dalian", persona="careful")
    merge_customers(ACTOR, winner, loser)
    found = Customer.objects.get(pk=winner.pk)
    assert (found.city, found.persona) == ("Ningbo", "careful")


def test_the_old_code_goes_on_answering(cast, two):
    winner, loser = two
    merge_customers(ACTOR, winner, loser)
    assert customer_by_code(loser.code) == winner
    assert ids_by_code()[loser.code] == winner.pk
    client = cast.client("operations")
    assert client.get(f"/customers/{loser.uid}/").headers["Location"] == f"/customers/{winner.uid}/"
    assert client.get(f"/customers/code/{loser.code}/").headers["Location"] == f"/customers/{winner.uid}/"
    assert [each.code for each in find_customers(cast.viewer("operations"), loser.name)] == [winner.code]
    assert loser not in visible_customers(cast.viewer("operations"))


def test_two_steps_of_merging_and_back(cast, two):
    winner, loser = two
    last = make_customer(ACTOR, owner=None, code="C9", name="The last")
    before = picture()
    first = merge_customers(ACTOR, winner, loser)
    second = merge_customers(ACTOR, last, winner)
    assert customer_by_code(loser.code) == last
    with pytest.raises(CannotUndo):
        undo_merge(ACTOR, first)
    undo_merge(ACTOR, second)
    undo_merge(ACTOR, first)
    assert picture() == before
    with pytest.raises(CannotUndo):
        undo_merge(ACTOR, first)
    assert rebuild_facts(ACTOR)


def test_not_into_itself_nor_twice(cast, two):
    with pytest.raises(IntoItself):
        merge_customers(ACTOR, two[0], two[0])
    merge_customers(ACTOR, *two)
    with pytest.raises(MergedAlready):
        merge_customers(ACTOR, *two)
    with pytest.raises(MergedAlready):
        merge_customers(ACTOR, two[1], two[0])


def suspected() -> set:
    return set(Suspect.objects.values_list("one", "other", "likeness", "different"))


@pytest.fixture
def both(cast, two):
    """C1 and C2 with everything of which one alone may have but one; returns who foretells what."""
    for each in two:
        share_with(ACTOR, each, [cast.person("rep_n1a")])
        change_customer(ACTOR, each, tags=["key"])
    note_wallet(ACTOR, two[0], 500_000_00, TODAY)
    note_wallet(ACTOR, two[1], 120_000_00, TODAY)
    run_tiers(ACTOR, TODAY)
    add_accounts(ACTOR, cast.seat("rep_e1a"), two, 2025, **each_month(1))
    seat, person = cast.seat("rep_e1a"), cast.person("rep_e1a")
    plan = SalesPlan.objects.create(seat=seat, person=person, month=date(2025, 9, 1), changed_at=ACTOR.at)
    for number, each in enumerate(two, 1):
        PlannedAccount.objects.create(plan=plan, customer=each, calls=number)
    return two


def test_what_both_have_is_said_before_and_readable_after(cast, both):
    winner, loser = both
    before = {(each.text, each.kept, each.way) for each in foreseen(winner, loser)}
    assert {way for _text, _kept, way in before} == {"behind", "ended", "put_away"}
    spent = next(each for each in before if "120" in each[0])
    assert ("500" in spent[1], spent[2]) == (True, "behind")
    merge = merge_customers(ACTOR, winner, loser)
    assert {(each.text, each.kept, each.way) for each in left_of(merge)} == before
    assert Wallet.objects.get(customer=winner).amount == 500_000_00
    assert Wallet.objects.get(customer=loser).amount == 120_000_00
    assert Standing.objects.filter(customer__in=both).count() == 1
    assert NamedAccount.objects.get(customer=winner, ended_on=None).planned == 12
    assert loser.name not in NamedAccount.objects.get(customer=winner, ended_on=TODAY).ended_why
    client = cast.client("operations")
    page = client.get(f"/customers/merges/{merge.uid}/").content.decode()
    assert "120" in page
    assert "FY2025" in page


def test_all_that_gave_way_is_back_when_undone(cast, both):
    change_customer(ACTOR, both[1], name=both[0].name)
    told_apart = make_customer(ACTOR, owner=None, code="C8", name=both[0].name)
    tell_apart(ACTOR, Suspect.objects.get(other=told_apart, one=both[1]))
    before, found, pairs = picture(), keys(), suspected()
    merge = merge_customers(ACTOR, *both)
    assert rebuild_facts(ACTOR)
    undo_merge(ACTOR, merge)
    assert picture() == before
    assert keys() == found
    assert suspected() == pairs
    assert rebuild_facts(ACTOR)


def test_merged_on_and_undone_in_turn_all_is_back(cast, both):
    third = make_customer(ACTOR, owner=None, code="C9", name="The last")
    note_wallet(ACTOR, third, 7_00, TODAY)
    before = picture()
    first = merge_customers(ACTOR, *both)
    second = merge_customers(ACTOR, third, both[0])
    undo_merge(ACTOR, second)
    undo_merge(ACTOR, first)
    assert picture() == before


def test_what_was_ended_for_another_reason_meanwhile_stays_ended(cast, both):
    merge = merge_customers(ACTOR, *both)
    ended = NamedAccount.objects.get(customer=both[0], ended_on=TODAY)
    NamedAccount.objects.filter(pk=ended.pk).update(ended_why="gone")
    undo_merge(ACTOR, merge)
    ended.refresh_from_db()
    assert (ended.customer, ended.ended_on, ended.ended_why) == (both[1], TODAY, "gone")


def test_rows_that_nobody_knows_how_to_end_refuse_the_merge(cast, both, monkeypatch):
    from quotamesh.do.customers import met

    monkeypatch.setattr(met, "_modules", {})
    before = picture()
    with pytest.raises(Clash) as error, transaction.atomic():
        merge_customers(ACTOR, *both)
    assert "FY2025" in error.value.what[0]
    assert picture() == before


def test_the_page_and_the_interface_say_it_before(cast, both):
    winner, loser = both
    client = cast.client("operations")
    page = client.get(f"/customers/{winner.uid}/merge/?other={loser.code}").content.decode()
    asked = {"winner": winner.code, "loser": loser.code}
    told = client.get("/api/v1/customers/merge", asked).json()
    assert len(told) == 6
    for each in told:
        assert each["text"].split(":")[0] in page
    made = client.post("/api/v1/customers/merge", asked, content_type="application/json").json()
    assert made["left"] == told


def test_a_link_that_both_have_stays_behind(cast, two):
    for each in two:
        share_with(ACTOR, each, [cast.person("rep_n1a")])
    merge_customers(ACTOR, *two)
    assert Share.objects.filter(customer=two[0]).count() == 1
    assert Share.objects.filter(customer=two[1]).count() == 1


def test_the_trail_tells_what_moved(cast, two):
    orders = Order.objects.filter(customer=two[1]).count()
    merge_customers(ACTOR, *two)
    entry = Entry.objects.first()
    assert (entry.verb, entry.change["loser"]) == ("customer.merge", two[1].code)
    assert entry.change["moved"]["orders.Order"] == orders > 0


def test_pairs_of_the_merged_are_open_no_more(cast, two):
    change_customer(ACTOR, two[1], name=two[0].name)
    assert Suspect.objects.count() == 1
    merge_customers(ACTOR, *two)
    assert not Suspect.objects.exists()


CODES = ("C1", "C2", "C3")


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    steps=strategies.lists(
        strategies.tuples(strategies.sampled_from(CODES), strategies.sampled_from(CODES)), max_size=4
    )
)
def test_any_merges_taken_back_in_turn_leave_nothing(cast, steps):
    with transaction.atomic():
        before, done = picture(), []
        for winner, loser in steps:
            found = [Customer.everything.get(code=code) for code in (winner, loser)]
            try:
                done.append(merge_customers(ACTOR, *found))
            except (IntoItself, MergedAlready):
                continue
        assert rebuild_facts(ACTOR)
        for merge in reversed(done):
            undo_merge(ACTOR, merge)
        assert picture() == before
        assert rebuild_facts(ACTOR)
        transaction.set_rollback(True)
