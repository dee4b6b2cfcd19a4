"""What leaves a list as a file is what its viewer sees, runs nothing in a spreadsheet, and comes in again as it was."""

import csv
import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from quotamesh.base.exchange.actions import run_import
from quotamesh.do.customers.actions import add_contact, change_customer
from quotamesh.do.customers.models import Customer
from quotamesh.do.followups.actions import Told, record_follow_up
from quotamesh.do.leads import actions as leads
from quotamesh.do.leads.models import Lead, Source
from quotamesh.do.orders.actions import rebuild_facts
from quotamesh.do.pipeline.actions import open_opportunity
from quotamesh.do.pipeline.actions.move import Wish, move
from quotamesh.do.pipeline.flows import flow_book
from quotamesh.do.tiers.actions import run_tiers
from quotamesh.plan.namedaccounts.actions import add_accounts, each_month
from tests.cast import ACTOR, TODAY

pytestmark = pytest.mark.django_db
EVIL = '=HYPERLINK("http://x")'
# The list's address, its kind of import, and the column that names who is at home in the east.
LISTS = {
    "customers": ("/customers/?", "customers"),
    "contacts": ("/customers/contacts/export/?", "contacts"),
    "leads": ("/leads/?view=team&", "leads"),
    "closed leads": ("/leads/?view=closed&", "leads"),
    "follow-ups": ("/follow-ups/?", "followups"),
    "pipeline": ("/pipeline/list/?outcome=all&", "opportunities"),
    "named accounts": ("/named-accounts/?year=2025&", "named_accounts"),
    "tiers": ("/tiers/?", ""),
}


@pytest.fixture
def records(cast):
    """One record of each kind in the east and in the north, with what a spreadsheet might run."""
    source = Source.objects.create(code="fair", name="Fair", kind="event", per_lead=1250)
    flow_book()
    for code, seat in (("C1", "rep_e1a"), ("C3", "rep_n1a")):
        person = cast.person(seat)
        customer = Customer.objects.get(code=code)
        Customer.objects.filter(pk=customer.pk).update(owner=person)
        change_customer(ACTOR, customer, name=f"{EVIL} {code}", persona="careful\n-slow", tags=["a", "+b"])
        add_contact(ACTOR, customer, name=f"@{seat}", phone="+86 138", part="decides")
        values = {
            "contact": f"-{seat}",
            "phone": f"1380000{code[1:]}",
            "need": "two\nlines",
            "product": cast.product("PUMPS"),
        }
        leads.take_in(ACTOR, source, values, owner=person)
        done = leads.take_in(ACTOR, source, values | {"phone": f"139{code}"}, owner=person)
        leads.convert(ACTOR, done, person, customer=customer)
        told = Told(
            customer,
            TODAY,
            "visit",
            f"{EVIL} {seat}",
            need="more\r\npressure",
            next_step="+offer",
            due=TODAY + timedelta(3),
        )
        record_follow_up(ACTOR, person, told)
        product = cast.product("PUMPS")
        open_opportunity(
            ACTOR, person, TODAY, name=f"{EVIL} {seat}", product=product, customer=customer, amount=1_234_50
        )
        lost = open_opportunity(ACTOR, person, TODAY, name=f"lost {seat}", product=product, customer=customer)
        stage = next(each for each in flow_book().stages.values() if each.kind == "lost")
        move(ACTOR, lost, Wish(stage, TODAY, why="price", reason="too dear", may_override=True))
        add_accounts(ACTOR, cast.seat(seat), [customer], 2025, **each_month(2))
    run_tiers(ACTOR, TODAY)
    return cast


def taken_out(cast, who: str, name: str, form: str) -> bytes:
    answer = cast.client(who).get(f"{LISTS[name][0]}format={form}")
    assert answer.status_code == 200, name
    return answer.getvalue()


def cells(data: bytes, form: str) -> list[list[str]]:
    if form == "csv":
        return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(data)).active
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    return [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("name", list(LISTS))
def test_a_file_holds_what_its_viewer_sees_and_runs_nothing(records, name, form):
    whole = cells(taken_out(records, "operations", name, form), form)
    branch = cells(taken_out(records, "leader_n1", name, form), form)
    assert whole[0] == branch[0]
    assert 1 < len(branch) < len(whole)
    text = str(branch)
    assert "rep_n1a" in text or "C3" in text
    assert "rep_e1a" not in text
    for row in (*whole, *branch):
        for cell in row:
            assert not cell.startswith(("=", "@", "+b", "+o", "+86", "-r", "-s")), cell


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("name", [name for name, (_path, kind) in LISTS.items() if kind])
def test_a_file_comes_in_again_and_changes_nothing(records, name, form):
    data = taken_out(records, "operations", name, form)
    kind = LISTS[name][1]
    before = list(Lead.objects.order_by("pk").values()) if kind == "leads" else None
    result = run_import(ACTOR, kind, [(f"list.{form}", data)])
    assert result.ok, [str(error) for error in result.errors[:5]] or str(result.failure)
    assert (result.created, result.changed) == (0, 0), result
    assert result.unchanged == len(cells(data, form)) - 1
    assert before is None or before == list(Lead.objects.order_by("pk").values())
    assert rebuild_facts(ACTOR)


@pytest.mark.parametrize("name", ["leads", "pipeline", "contacts", "named accounts"])
def test_a_cell_changed_in_the_file_is_all_that_changes(records, name):
    column, word = {
        "leads": ("region", "Ningbo"),
        "pipeline": ("name", "Another name"),
        "contacts": ("title", "Head"),
        "named accounts": ("next_step", "Call again"),
    }[name]
    head, *rows = cells(taken_out(records, "operations", name, "csv"), "csv")
    rows[0][head.index(column)] = word
    out = io.StringIO()
    csv.writer(out).writerows([head, *rows])
    result = run_import(ACTOR, LISTS[name][1], [("list.csv", out.getvalue().encode())])
    assert result.ok, [str(error) for error in result.errors[:5]]
    assert (result.created, result.changed) == (0, 1)


def test_a_lead_given_on_keeps_the_seat_it_counts_for(records):
    found = Lead.objects.filter(owner__code="rep_e1a", state="new").get()
    leads.answer(ACTOR, found, "call", "spoke")
    leads.assign(ACTOR, found, records.person("rep_e1b"))
    data = taken_out(records, "operations", "leads", "csv")
    assert run_import(ACTOR, "leads", [("list.csv", data)]).changed == 0
    found.refresh_from_db()
    assert (found.seat, found.unit) == (records.seat("rep_e1a"), records.seat("rep_e1b"))
