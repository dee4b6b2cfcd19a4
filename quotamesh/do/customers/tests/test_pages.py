"""The pages of customers: what they say, what they keep, and what they do with odd input."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotamesh.do.customers.actions import (
    add_contact,
    change_contact,
    change_customer,
    make_customer,
    make_field,
)
from quotamesh.do.customers.errors import StaleCustomer
from quotamesh.do.customers.models import Contact, Customer, OwnField, Suspect
from quotamesh.do.customers.queries import Asked, customers
from quotamesh.do.customers.wording import sentence, stage_of
from quotamesh.kernel.lifecycle import Stage
from tests.cast import ACTOR

ODD = {
    "script": "<script>alert(1)</script>",
    "emoji": "🏭🤝",
    "right to left": "\u202eشركة الاختبار",
    "control": "a\x01b\x1bc",
    "quotes": "\"'`&<>",
}


def one(code="C1"):
    return Customer.objects.get(code=code)


def test_the_page_answers_first(cast):
    page = cast.client("operations").get(f"/customers/{one().uid}/").content.decode()
    assert "Worth to us:" in page
    assert "no next step agreed" in page
    assert "SO-001" in page


def test_few_questions_to_the_database(cast):
    add_contact(ACTOR, one(), name="Zhou", part="decides")
    client = cast.client("rep_e1a")
    address = f"/customers/{one().uid}/"
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    own = [q["sql"] for q in asked]
    # What others share, the record with its marks, the contacts; worth, what is open, orders, payments.
    assert len([sql for sql in own if re.match(r'SELECT .{0,60}"(customers|orders)_|SELECT SUM', sql)]) <= 8


def test_what_two_changed_at_once_is_told_with_its_labels(cast):
    make_field(ACTOR, code="legacy", name_en="Old number", kind="text")
    made = make_customer(ACTOR, name="Huaxin", owner=cast.person("rep_e1a"))
    change_customer(ACTOR, made, seen=1, region="North", tags=["A"], own={"legacy": "77"})
    with pytest.raises(StaleCustomer) as refused:
        change_customer(ACTOR, made, seen=1, region="South", own={"legacy": "78"})
    assert "Region: South ↔ North; Old number: 78 ↔ 77." in sentence(refused.value)
    contact = add_contact(ACTOR, made, name="Zhou", part="decides")
    change_contact(ACTOR, contact, seen=1, part="uses")
    with pytest.raises(StaleCustomer) as refused:
        change_contact(ACTOR, contact, seen=1, part="buys")
    assert "Part in the decision: " in sentence(refused.value)
    assert "uses" not in sentence(refused.value).partition("↔")[0]


def test_make_edit_and_two_at_once(cast):
    client = cast.client("rep_e1a")
    client.post("/customers/new/", {"name": "华新装备", "tags": "大客户，新能源", "complexity": "4"})
    made = Customer.objects.get(name="华新装备")
    assert made.owner.code == "rep_e1a"
    assert [tag.name for tag in made.tags.all()] == ["大客户", "新能源"]
    change_customer(ACTOR, made, city="Ningbo", persona="theirs")
    told = {
        "name": "华新装备",
        "tags": "大客户，新能源",
        "complexity": "4",
        "city": "Dalian",
        "persona": "mine",
        "seen": "1",
    }
    answer = client.post(f"/customers/{made.uid}/edit/", told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(word in page for word in ("Ningbo", "Dalian", "theirs", "mine"))
    made.refresh_from_db()
    assert made.city == "Ningbo"
    assert client.post(f"/customers/{made.uid}/edit/", told | {"seen": str(made.revision)}).status_code == 302
    made.refresh_from_db()
    assert made.city == "Dalian"


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_text_is_stored_and_shown_harmlessly(cast, text):
    client = cast.client("operations")
    told = {"name": f"X {text}", "persona": text, "tags": text.replace(",", ""), "city": text}
    assert client.post("/customers/new/", told).status_code == 302
    made = Customer.objects.get(persona=text)
    add_contact(ACTOR, made, name=text, title=text)
    for address in (
        f"/customers/{made.uid}/",
        "/customers/",
        f"/customers/{made.uid}/edit/",
        "/customers/duplicates/",
    ):
        page = client.get(address).content.decode()
        assert "<script>alert(1)" not in page, address
    assert client.get("/customers/search/", {"text": text}).status_code == 200
    assert client.get("/customers/alike/", {"name": text}).status_code == 200


def test_a_name_that_is_there_already_is_asked_for_once(cast):
    client = cast.client("operations")
    client.post("/customers/new/", {"name": "苏州霁川智能科技有限公司"})
    told = {"name": "苏州霁川智能科技", "persona": "words kept"}
    answer = client.post("/customers/new/", told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "words kept" in page
    assert 'name="asked" value="苏州霁川智能科技"' in page
    assert not Customer.objects.filter(name=told["name"]).exists()
    shown = client.get("/customers/alike/", {"name": told["name"]}).content.decode()
    assert 'name="asked" value="苏州霁川智能科技"' in shown
    assert client.post("/customers/new/", told | {"asked": told["name"]}).status_code == 302


def test_a_hundred_thousand_characters(cast):
    client = cast.client("operations")
    long = "长" * 100_000
    assert client.post("/customers/new/", {"name": "Long", "persona": long}).status_code == 302
    assert Customer.objects.get(name="Long").persona == long
    answer = client.post("/customers/new/", {"name": long, "persona": "kept"})
    assert answer.status_code == 422
    assert "kept" in answer.content.decode()


def test_nul_is_refused(cast):
    client = cast.client("operations")
    assert client.post("/customers/new/", {"name": "A\x00B"}).status_code == 422
    assert client.get("/customers/?text=%00&sort=%00&stage=x").status_code == 200


def test_who_is_there_already_is_told_as_one_types(cast):
    make_customer(ACTOR, owner=cast.person("rep_e1a"), name="上海华新装备有限公司")
    page = cast.client("rep_e1a").get("/customers/alike/", {"name": "华新装备"}).content.decode()
    assert "上海华新装备有限公司" in page
    other = cast.client("rep_n1a").get("/customers/alike/", {"name": "华新装备"}).content.decode()
    assert "上海华新装备有限公司" not in other
    assert "another team" in other


def test_a_slip_is_noticed_as_one_types(cast):
    make_customer(ACTOR, owner=None, name="Northwind Power Ltd")
    make_customer(ACTOR, owner=None, name="宁波华新重工装备有限公司")
    client = cast.client("operations")
    for typed, there in (
        ("Northwind Powre", "Northwind Power"),
        ("华兴重工装备", "华新重工装备"),
        ("华新重工状备", "华新重工装备"),
    ):
        assert there in client.get("/customers/alike/", {"name": typed}).content.decode(), typed


def test_pairs_are_worked_off(cast):
    make_customer(ACTOR, owner=None, code="A1", name="Northwind Power Ltd")
    make_customer(ACTOR, owner=None, code="A2", name="Northwind Power GmbH")
    client = cast.client("operations")
    pair = Suspect.objects.get()
    assert "Northwind Power GmbH" in client.get("/customers/duplicates/").content.decode()
    client.post(f"/customers/duplicates/{pair.uid}/")
    assert f"/customers/duplicates/{pair.uid}/" not in client.get("/customers/duplicates/").content.decode()
    client.post("/customers/duplicates/look/")
    assert Suspect.objects.get().different, "told apart once is remembered"
    client.post(f"/customers/duplicates/{pair.uid}/", {"again": "1"})
    assert "Northwind Power GmbH" in client.get("/customers/duplicates/").content.decode()


def test_merge_on_the_page_and_undo(cast):
    client = cast.client("operations")
    assert "C2" in client.get(f"/customers/{one().uid}/merge/?other=C2").content.decode()
    assert client.post(f"/customers/{one().uid}/merge/", {"other": "C1"}).status_code == 422
    assert client.post(f"/customers/{one().uid}/merge/", {"other": "nobody at all"}).status_code == 422
    assert client.post(f"/customers/{one().uid}/merge/", {"other": "C2"}).status_code == 302
    page = client.get(f"/customers/{one().uid}/").content.decode()
    assert "formerly also C2" in page
    merge = one().merges.get()
    client.post(f"/customers/merges/{merge.uid}/undo/")
    assert Customer.objects.filter(code="C2").exists()


def test_own_fields_are_read_by_their_type(cast):
    make_field(ACTOR, code="staff", name_en="Staff", kind=OwnField.Kind.NUMBER)
    make_field(ACTOR, code="since", name_en="Since", kind=OwnField.Kind.DATE)
    make_field(
        ACTOR, code="form", name_en="Ownership", kind=OwnField.Kind.CHOICE, choices=["state", "private"]
    )
    client = cast.client("operations")
    bad = {"name": "A", "own-staff": "many", "own-since": "soon", "own-form": "other"}
    answer = client.post("/customers/new/", bad)
    assert answer.status_code == 422
    assert answer.content.decode().count("errorlist") == 3
    good = {"name": "A", "own-staff": "1,200.5", "own-since": "2019-05-01", "own-form": "state"}
    assert client.post("/customers/new/", good).status_code == 302
    made = Customer.objects.get(name="A")
    assert made.own == {"staff": "1200.5", "since": "2019-05-01", "form": "state"}
    page = client.get(f"/customers/{made.uid}/").content.decode()
    assert all(word in page for word in ("Staff", "1200.5", "Ownership"))


def test_contacts_are_made_changed_and_taken_off(cast):
    client = cast.client("rep_e1a")
    client.post(
        f"/customers/{one().uid}/contacts/", {"name": "Zhou", "part": "decides", "email": "z@example.com"}
    )
    contact = Contact.objects.get()
    page = client.get(f"/customers/{one().uid}/").content.decode()
    assert "1 person decides, influences or buys" in page
    told = {"name": "Zhou Min", "part": "uses", "seen": "1"}
    assert client.post(f"/customers/contacts/{contact.uid}/", told).status_code == 302
    assert client.post(f"/customers/contacts/{contact.uid}/", told | {"name": "Other"}).status_code == 422
    assert cast.client("rep_n1a").post(f"/customers/contacts/{contact.uid}/remove/").status_code == 404
    assert client.post(f"/customers/contacts/{contact.uid}/remove/").status_code == 302
    assert not Contact.objects.exists()


def test_the_list_narrows_sorts_and_leaves_as_a_file(cast):
    change_customer(ACTOR, one(), tags=["vip"], industry="energy")
    client = cast.client("operations")
    assert "Customer C2" not in client.get("/customers/?tag=vip").content.decode()
    assert "Customer C2" not in client.get("/customers/?industry=energy").content.decode()
    assert "Customer C2" not in client.get("/customers/?stage=potential").content.decode()
    told = b"".join(client.get("/customers/?format=csv&sort=-code").streaming_content).decode("utf-8-sig")
    codes = [line.split(",")[0] for line in told.splitlines()[1:]]
    assert codes == sorted(codes, reverse=True)
    told = b"".join(client.get("/customers/?format=csv&tag=vip").streaming_content).decode("utf-8-sig")
    assert [line.split(",")[0] for line in told.splitlines()[1:]] == ["C1"]
    assert "Customer C1" not in cast.client("rep_n1a").get("/customers/?text=C1").content.decode()


def test_stages_of_the_list_are_those_of_the_page(cast):
    make_customer(ACTOR, owner=None, code="P1", name="Nobody yet")
    for day in (date(2025, 9, 15), date(2026, 6, 1), date(2027, 6, 1)):
        by_list = {
            row.code: stage
            for stage in Stage
            for row in customers(cast.viewer("operations"), Asked(stage=stage), day)
        }
        assert by_list == {row.code: stage_of(row, day)[0] for row in Customer.objects.all()}
