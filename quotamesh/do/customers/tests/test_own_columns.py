"""Own fields of customers in tables: in, refused, out, and in again."""

import csv
import io

import pytest

from quotamesh.base.exchange.tests.bringing import bring, cells, take
from quotamesh.base.tables.registry import kind_named
from quotamesh.do.customers.actions import change_customer
from quotamesh.do.customers.models import Customer, OwnField
from tests.cast import ACTOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def fields(cast):
    rows = (
        ("size", "规模", "Size", "number", []),
        ("since", "合作开始", "", "date", []),
        ("grade", "等级", "Grade", "choice", ["A", "B"]),
        ("note", "", "Note", "text", []),
    )
    for code, zh, en, kind, choices in rows:
        OwnField.objects.create(code=code, name_zh=zh, name_en=en, kind=kind, choices=choices)
    OwnField.objects.create(code="old", name_en="Old", retired=True)
    return cast


def own(code: str) -> dict:
    return Customer.objects.get(code=code).own


def test_they_are_read_by_name_in_both_languages_and_by_key(fields):
    take(
        "customers", 'code,name,规模,合作开始,own:grade,Note\nN1,New one,"1,250.50",2025/9/3,A, two words \n'
    )
    assert own("N1") == {"size": "1250.5", "since": "2025-09-03", "grade": "A", "note": "two words"}


def test_of_a_known_customer_only_what_the_file_brings_is_changed(fields):
    change_customer(ACTOR, Customer.objects.get(code="C1"), own={"size": "5", "grade": "A", "old": "kept"})
    name, revision = Customer.objects.values_list("name", "revision").get(code="C1")
    result = take("customers", f"code,name,own:grade,own:note\nC1,{name},,hello\n")
    assert result.changed == 1
    assert own("C1") == {"size": "5", "note": "hello", "old": "kept"}
    assert Customer.objects.get(code="C1").revision == revision + 1
    again = take("customers", f"code,name,own:grade,own:note\nC1,{name},,hello\n")
    assert (again.changed, again.unchanged) == (0, 1)


@pytest.mark.parametrize(
    ("column", "cell", "code", "hint"),
    [
        ("own:size", "many", "not_a_number", "12.5"),
        ("own:size", "1.23456", "not_a_number", "four decimals"),
        ("own:since", "03/09/2025", "ambiguous_date", "2026-03-05"),
        ("own:since", "soon", "not_a_date", "2026-03-05"),
        ("own:grade", "C", "unknown_word", "A, B"),
        ("own:note", "x" * 2001, "too_long", "2000"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_comes_in(fields, column, cell, code, hint):
    result = bring("customers", f"code,name,{column}\nN1,One,\nN2,Two,{cell}\n")
    assert cells(result) == [(3, column, code)]
    (error,) = result.errors
    assert error.value == cell
    assert hint in str(error.hint)
    assert not Customer.objects.filter(code__startswith="N").exists()


def test_a_choice_written_otherwise_is_mapped_for_all_rows(fields):
    rows = "code,name,own:grade\nN1,One,top\nN2,Two,top\n"
    (unknown,) = bring("customers", rows).unknown
    assert (unknown.column, unknown.value, unknown.rows) == ("own:grade", "top", 2)
    from quotamesh.base.exchange.console import values_of

    assert bring("customers", rows, values=values_of(["own:grade:top=A"])).ok
    assert own("N2") == {"grade": "A"}


def test_a_retired_field_is_no_column(fields):
    assert "own:old" not in kind_named("customers").names
    result = take("customers", "code,name,own:old\nN1,One,x\n")
    assert "own:old" in str(result.notices[0])
    assert own("N1") == {}


def test_the_example_shows_them_and_comes_in(fields):
    sent = fields.client("operations").get("/imports/customers/example.csv")
    text = b"".join(sent.streaming_content).decode("utf-8-sig")
    assert text.splitlines()[0].endswith("own:size,own:since,own:grade,own:note")
    rows = [line.replace("P003", "rep_e1a").replace("P004", "rep_n1a") for line in text.splitlines()]
    take("customers", "\n".join(rows))
    assert own("C001")["since"] == "2025-09-01"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_went_out_comes_in_again_and_changes_nothing(fields, form):
    found = Customer.objects.get(code="C1")
    written = {"size": "5.25", "since": "2025-09-03", "grade": "B", "note": "=1+1"}
    change_customer(
        ACTOR, found, own=written, tags=["a", "b"], persona="careful\nslow", name="@Contoso", complexity=3
    )
    answer = fields.client("operations").get(f"/customers/?format={form}")
    data = b"".join(answer.streaming_content)
    if form == "csv":
        head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig")))
        assert head[-4:] == ["own:size", "own:since", "own:grade", "own:note"]
        assert all(not cell.startswith(("=", "@", "+")) for row in rows for cell in row)
    from quotamesh.base.exchange.actions import run_import

    count = Customer.objects.count()
    result = run_import(ACTOR, "customers", [(f"customers.{form}", data)])
    assert result.ok, [str(each) for each in result.errors]
    assert (result.created, result.changed, result.unchanged) == (0, 0, count)
    Customer.objects.filter(pk=found.pk).update(own={}, persona="", complexity=None, name="x")
    assert run_import(ACTOR, "customers", [(f"customers.{form}", data)]).changed == 1
    found.refresh_from_db()
    assert (found.own, found.persona, found.name, found.complexity) == (
        written,
        "careful\nslow",
        "@Contoso",
        3,
    )


def test_what_stands_in_a_retired_field_survives_an_edit(fields):
    found = Customer.objects.get(code="C1")
    Customer.objects.filter(pk=found.pk).update(own={"old": "kept", "size": "5"})
    change_customer(ACTOR, found, own={"size": "6"})
    assert own("C1") == {"old": "kept", "size": "6"}


def test_programs_change_the_own_fields_they_name(fields):
    found = Customer.objects.get(code="C1")
    Customer.objects.filter(pk=found.pk).update(own={"old": "kept", "size": "5", "grade": "A"})
    body = {"own": {"size": "6", "grade": ""}}
    address = f"/api/v1/customers/{found.uid}"
    answer = fields.client("operations").patch(address, body, content_type="application/json")
    assert answer.status_code == 200
    assert own("C1") == {"old": "kept", "size": "6"}
