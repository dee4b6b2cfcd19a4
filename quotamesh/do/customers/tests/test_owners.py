"""Whose a customer is: given on, shared, and a leaver's handed over in one go."""

import pytest

from quotamesh.base.trail.models import Entry
from quotamesh.do.customers.actions import make_customer, reassign, share_with, transfer_customers, unshare
from quotamesh.do.customers.errors import NobodyToTake, NoReason, SameOwner
from quotamesh.do.customers.models import Customer, OwnerChange
from quotamesh.do.customers.owners import owned_by, spread
from quotamesh.do.customers.queries import visible_customers
from quotamesh.do.customers.search import find_customers
from tests.cast import ACTOR


def seen(cast, who):
    return set(visible_customers(cast.viewer(who)).values_list("code", flat=True))


def test_a_customer_given_on_is_in_sight_of_the_new_owner_alone(cast):
    customer = Customer.objects.get(code="C1")
    reassign(ACTOR, customer, cast.person("rep_n1a"), "moved north")
    assert "C1" not in seen(cast, "rep_e1a") | seen(cast, "leader_e1")
    assert "C1" in seen(cast, "rep_n1a") & seen(cast, "leader_n1") & seen(cast, "operations")
    change = OwnerChange.objects.get()
    assert (change.before.code, change.after.code, change.why) == ("rep_e1a", "rep_n1a", "moved north")
    assert Entry.objects.first().change["owner"] == ["rep_e1a", "rep_n1a"]


def test_not_without_a_reason_nor_to_the_same(cast):
    customer = Customer.objects.get(code="C1")
    with pytest.raises(NoReason):
        reassign(ACTOR, customer, cast.person("rep_n1a"), "  ")
    with pytest.raises(SameOwner):
        reassign(ACTOR, customer, cast.person("rep_e1a"), "why not")
    assert not OwnerChange.objects.exists()


def test_shared_is_seen_by_both_but_nothing_else_is(cast):
    customer = Customer.objects.get(code="C1")
    before = seen(cast, "rep_n1a")
    share_with(ACTOR, customer, [cast.person("rep_n1a")])
    assert seen(cast, "rep_n1a") == before | {"C1"}
    assert "C1" in seen(cast, "rep_e1a")
    page = cast.client("rep_n1a").get(f"/customers/{customer.uid}/").content.decode()
    assert "SO-001" not in page
    assert "SO-001" in cast.client("rep_e1a").get(f"/customers/{customer.uid}/").content.decode()
    unshare(ACTOR, customer, cast.person("rep_n1a"))
    assert seen(cast, "rep_n1a") == before


def test_who_is_shown_a_customer_does_not_merge_it_away_from_its_owner(cast):
    customer, own = Customer.objects.get(code="C1"), Customer.objects.get(code="C4")
    share_with(ACTOR, customer, [cast.person("rep_n1a")])
    client, api = cast.client("rep_n1a"), "/api/v1/customers/merge"
    page = client.post(f"/customers/{own.uid}/merge/", {"other": "C1"})
    assert (page.status_code, "has an owner" in page.content.decode()) == (422, True)
    asked = {"winner": "C4", "loser": "C1"}
    assert client.post(api, asked, content_type="application/json").status_code == 403
    assert client.get(api, asked).status_code == 403
    assert "C1" in seen(cast, "rep_e1a")
    asked = {"winner": "C1", "loser": "C4"}
    assert client.post(api, asked, content_type="application/json").status_code == 200


def test_a_leader_gives_those_of_the_own_people_not_what_they_are_shown(cast):
    customer = Customer.objects.get(code="C1")
    share_with(ACTOR, customer, [cast.person("rep_n1a")])
    told, address = {"owner": "rep_n1a", "why": "takes it"}, f"/api/v1/customers/{customer.uid}/reassign"
    for who, status in (("leader_n1", 403), ("leader_e1", 404), ("operations", 200)):
        answer = cast.client(who).post(address, told, content_type="application/json")
        assert answer.status_code == status, who
    share_with(ACTOR, customer, [cast.person("rep_e1a")])
    assert cast.client("leader_e1").get(f"/customers/{customer.uid}/reassign/").status_code == 403
    assert "/reassign/" not in cast.client("leader_e1").get(f"/customers/{customer.uid}/").content.decode()
    assert "/reassign/" in cast.client("leader_n1").get(f"/customers/{customer.uid}/").content.decode()


def test_the_owner_shares_others_do_not(cast):
    customer = Customer.objects.get(code="C1")
    share_with(ACTOR, customer, [cast.person("rep_n1a")])
    asked = {"codes": "rep_e2a"}
    assert cast.client("rep_n1a").post(f"/customers/{customer.uid}/share/", asked).status_code == 403
    assert cast.client("rep_e1a").post(f"/customers/{customer.uid}/share/", asked).status_code == 302
    assert [share.person.code for share in customer.shares.all()] == ["rep_e2a"]


def test_colleagues_out_of_sight_are_named_by_code_and_a_wrong_one_loses_nothing(cast):
    customer = Customer.objects.get(code="C1")
    client, address = cast.client("rep_e1a"), f"/customers/{customer.uid}/share/"
    assert 'value="rep_n1a"' not in client.get(address).content.decode()
    refused = client.post(address, {"codes": "rep_n1a, nobody"})
    assert refused.status_code == 422
    assert "rep_n1a, nobody" in refused.content.decode()
    assert not customer.shares.exists()
    client.post(address, {"codes": "rep_n1a"})
    assert 'value="rep_n1a" checked' in client.get(address).content.decode()


@pytest.fixture
def leaver(cast):
    person = cast.person("rep_e1a")
    for number in range(10):
        region = "Dalian" if number < 6 else "Ningbo" if number < 8 else ""
        make_customer(ACTOR, owner=person, code=f"T{number}", name=f"Company {number} of East", region=region)
    return person


def test_all_go_in_one_go(cast, leaver):
    held = owned_by(cast.viewer("leader_e1"), leaver)
    people = [cast.person("rep_e1b"), cast.person("leader_e1")]
    plan = {who: [row.pk for row in rows] for who, rows in spread(held, people, "count").items()}
    count = transfer_customers(ACTOR, leaver, plan, "leaves the company")
    assert count == len(held) == 11
    assert not Customer.objects.filter(owner=leaver).exists()
    assert [
        Customer.objects.filter(owner=person, code__in=[h.code for h in held]).count() for person in people
    ] == [6, 5]
    changes = OwnerChange.objects.all()
    assert len(changes) == 11
    assert len({change.transfer for change in changes}) == 1
    assert Entry.objects.filter(verb="customer.transfer").count() == 1
    assert find_customers(cast.viewer("rep_e1a"), "company") == []
    assert len(find_customers(cast.viewer("rep_e1b"), "company")) == 5


def test_regions_stay_together(cast, leaver):
    held = owned_by(cast.viewer("operations"), leaver)
    people = [cast.person("rep_e1b"), cast.person("leader_e1")]
    plan = spread(held, people, "region")
    assert sorted(len(rows) for rows in plan.values()) == [5, 6]
    regions = [{row.region for row in rows} for rows in plan.values()]
    assert not regions[0] & regions[1]


def test_what_went_elsewhere_meanwhile_stays_there(cast, leaver):
    customer = Customer.objects.get(code="T0")
    reassign(ACTOR, customer, cast.person("rep_n1a"), "earlier")
    plan = {cast.person("rep_e1b"): [customer.pk]}
    assert transfer_customers(ACTOR, leaver, plan, "leaves") == 0
    customer.refresh_from_db()
    assert customer.owner.code == "rep_n1a"


def test_somebody_else_must_take_them(cast, leaver):
    for plan in ({}, {leaver: []}):
        with pytest.raises(NobodyToTake):
            transfer_customers(ACTOR, leaver, plan, "leaves")
    with pytest.raises(NoReason):
        transfer_customers(ACTOR, leaver, {cast.person("rep_e1b"): []}, "")


def test_preview_then_apply_on_the_page(cast, leaver):
    client = cast.client("leader_e1")
    asked = "?from=rep_e1a&to=rep_e1b&by=count"
    page = client.get("/customers/transfer/" + asked).content.decode()
    assert "Company 3 of East" in page
    told = {"from": "rep_e1a", "to": "rep_e1b", "by": "count", "why": "leaves"}
    assert client.post("/customers/transfer/", told | {"why": ""}).status_code == 422
    assert client.post("/customers/transfer/", told).status_code == 302
    assert not Customer.objects.filter(owner=leaver).exists()
    assert cast.client("leader_n1").get("/customers/transfer/" + asked).status_code == 404
