"""Attainment by person when people move and seats change hands in mid-year."""

from datetime import date

import pytest

from quotamesh.base.people.actions.move import hand_over, move
from quotamesh.base.people.models import Person
from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import everyone
from quotamesh.check.attainment.report import attainment
from quotamesh.do.customers.models import Customer
from quotamesh.do.orders.actions.create_order import NewLine, create_order
from quotamesh.plan.targets.actions import import_targets
from quotamesh.plan.targets.wishes import Wish

DAY = date(2025, 7, 10)
REVENUE = 1


def lines(by: str, period: str = "FY2025", viewer=None, indicator: str = "revenue") -> dict:
    found = attainment(
        viewer or everyone(), company(), period=period, by=by, indicator=indicator, as_of=date(2025, 12, 31)
    )
    return {line.code: line.figure for line in found}


def sell(actor, person: str, day: date, amount: int, number: str) -> None:
    line = NewLine("PUMPS", 1000, amount, None, {person: 10_000})
    create_order(actor, number=number, day=day, customer=any_customer(), lines=[line])


def any_customer() -> str:
    return Customer.objects.values_list("code", flat=True).first()


def test_people_add_up_to_the_company(cast):
    people, units = lines("person"), lines("unit")
    assert sum(figure.actual for figure in people.values()) == units["company"].actual


def test_a_successor_answers_for_the_months_to_come(cast, actor):
    before = lines("person")["rep_e1a"]
    seat, successor = cast.seat("rep_e1a"), Person.objects.create(code="new", name="New")
    sell(actor, "rep_e1a", date(2025, 7, 1), 1_000_00, "A-1")
    hand_over(actor, seat, to=successor, day=DAY)
    sell(actor, "new", date(2025, 7, 20), 2_000_00, "A-2")
    after = lines("person")
    assert after["rep_e1a"].target + after["new"].target == before.target
    assert after["new"].actual >= 2_000_00
    assert after["rep_e1a"].actual + after["new"].actual == before.actual + 3_000_00
    july = lines("person", "2025-07")
    assert july["rep_e1a"].target == 0, "July's target is the successor's, who holds the seat when it ends"
    assert july["new"].target > 0


def test_a_move_leaves_the_past_where_it_was(cast, actor):
    before = lines("unit")
    move(actor, cast.seat("rep_e1a"), to=cast.unit("N1"), day=DAY)
    sell(actor, "rep_e1a", date(2025, 8, 1), 5_000_00, "B-1")
    after = lines("unit")
    for code, more in {"N1": 5_000_00, "NORTH": 5_000_00, "EAST": 0, "E1": 0, "company": 5_000_00}.items():
        assert after[code].actual == before[code].actual + more, code
    assert lines("person")["rep_e1a"].actual >= 5_000_00


def test_customers_count_once_over_two_seats(cast, actor):
    move(actor, cast.seat("rep_e1a"), to=cast.unit("N1"), day=DAY)
    before = lines("person", indicator="customers")["rep_e1a"].actual
    sell(actor, "rep_e1a", date(2025, 8, 1), 5_000_00, "C-1")
    sell(actor, "rep_e1a", date(2025, 8, 2), 5_000_00, "C-2")
    assert lines("person", indicator="customers")["rep_e1a"].actual in (before, before + 1)


@pytest.mark.parametrize("count", [1, 3, 12])
def test_an_imported_target_is_what_was_asked(cast, actor, count):
    seat, root = cast.seat("rep_n1a"), cast.product("all")
    import_targets(actor, [Wish(REVENUE, seat.pk, root.pk, 2026, 0, count, 999_999_99)])
    period = {1: "2026-01", 3: "2026-Q1", 12: "FY2026"}[count]
    assert lines("person", period)["rep_n1a"].target == 999_999_99


def test_who_sells_sees_the_own_line_first_and_no_way_that_ends_at_a_closed_door(cast):
    client = cast.client("rep_e1a")
    assert "data-rows" in client.get("/attainment/").content.decode()
    for address in ("/attainment/?by=unit", "/orders/?text=nothing-of-this-name"):
        page = client.get(address).content.decode()
        assert 'class="empty"' in page
        assert "/imports/" not in page
        assert client.get("/imports/").status_code in (403, 404)
