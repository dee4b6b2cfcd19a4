"""Tiers from orders: what is read, kept, moved and told."""

from datetime import date

import pytest

from quotamesh.do.customers.models import Contact, Customer
from quotamesh.do.customers.timeline import events
from quotamesh.do.tiers import queries
from quotamesh.do.tiers.actions import OlderRun, run_tiers
from quotamesh.do.tiers.models import Move, Run, Standing
from quotamesh.do.tiers.packing import unpack
from quotamesh.do.tiers.report import lines
from tests.cast import ACTOR, TODAY
from tests.cast_records import Line, book

pytestmark = pytest.mark.django_db
EARLIER = date(2025, 3, 31)


def standing(code):
    return Standing.objects.get(customer__code=code)


def test_every_customer_gets_one_standing_that_the_report_repeats(cast):
    run = run_tiers(ACTOR, TODAY)
    told = {line.customer: line for line in lines(cast.viewer("operations"), TODAY)}
    assert len(told) == run.customers == Customer.objects.count() == Standing.objects.count()
    for row in Standing.objects.select_related("customer"):
        line = told[row.customer.code]
        names = ("frequency", "monetary", "r", "f", "m", "value", "potential", "tier")
        assert [getattr(row, name) for name in names] == [getattr(line, name) for name in names]
        assert row.since == TODAY


def test_orders_above_nought_are_purchases_and_returns_subtract(cast):
    Customer.objects.create(code="NEW", name="New")
    rows = [
        Line("A1", date(2025, 8, 1), 100_00, {"rep_e1a": 10000}, customer="NEW"),
        Line("A1", date(2025, 8, 1), 50_00, {"rep_e1a": 10000}, customer="NEW", line="2"),
        Line("A2", date(2025, 8, 9), -30_00, {"rep_e1a": 10000}, customer="NEW"),
        Line("A3", date(2025, 9, 16), 999_00, {"rep_e1a": 10000}, customer="NEW"),
    ]
    book(ACTOR, rows)
    run_tiers(ACTOR, TODAY)
    found = standing("NEW")
    assert (found.frequency, found.monetary, found.last_day) == (1, 120_00, date(2025, 8, 1))


def test_who_never_bought_has_no_day_and_the_lowest_scores(cast):
    Customer.objects.create(code="NEW", name="New")
    run_tiers(ACTOR, TODAY)
    found = standing("NEW")
    assert (found.last_day, found.frequency, found.r, found.f, found.m) == (None, 0, 1, 1, 1)
    assert (found.complexity, found.chain, found.growth, found.wallet, found.potential) == (0, 0, 0, 0, 300)
    assert found.tier == "nurture"


def test_people_with_a_part_in_the_decision_count_as_its_chain(cast):
    customer = Customer.objects.get(code="C1")
    for number, part in enumerate(("decides", "influences", "uses")):
        Contact.objects.create(code=f"K{number}", customer=customer, name=part, part=part)
    run_tiers(ACTOR, TODAY)
    assert standing("C1").chain == 3


def test_moves_say_from_where_to_where_and_why(cast):
    first = run_tiers(ACTOR, EARLIER)
    assert first.moved == 0
    was = {row.customer.code: row.tier for row in Standing.objects.select_related("customer")}
    second = run_tiers(ACTOR, TODAY)
    now = {row.customer.code: row for row in Standing.objects.select_related("customer")}
    changed = {code for code in was if was[code] != now[code].tier}
    assert second.moved == len(changed) == Move.objects.count() > 0
    for move in Move.objects.select_related("customer"):
        assert (move.before, move.after) == (was[move.customer.code], now[move.customer.code].tier)
        assert move.why
        assert all(before != after for before, after in move.why.values())
    assert all((row.since == TODAY) == (code in changed) for code, row in now.items())


def test_a_second_run_of_the_day_changes_nothing(cast):
    run_tiers(ACTOR, EARLIER)
    run_tiers(ACTOR, TODAY)
    before = list(Standing.objects.order_by("pk").values_list())
    again = run_tiers(ACTOR, TODAY)
    assert again.moved == 0
    assert list(Standing.objects.order_by("pk").values_list()) == before


def test_a_customer_whose_row_was_lost_gets_it_again(cast):
    run_tiers(ACTOR, TODAY)
    Standing.objects.filter(customer__code="C1").delete()
    run_tiers(ACTOR, TODAY)
    assert standing("C1").monetary


def test_runs_go_forward_in_time_only(cast):
    run_tiers(ACTOR, TODAY)
    with pytest.raises(OlderRun):
        run_tiers(ACTOR, EARLIER)


def test_a_run_keeps_every_customers_figures(cast):
    run = Run.objects.get(pk=run_tiers(ACTOR, TODAY).pk)
    kept = unpack(run.columns)
    rows = Standing.objects.order_by("pk").values_list("pk", "monetary", "value", "potential")
    columns_ = (kept.customer, kept.monetary, kept.value, kept.potential)
    assert list(rows) == list(zip(*(column.tolist() for column in columns_), strict=True))


def test_pictures_of_a_branch_and_of_the_company_add_up(cast):
    run = run_tiers(ACTOR, TODAY)
    whole = queries.picture(cast.viewer("director"), run)
    parts = [queries.picture(cast.viewer(who), run) for who in ("region_east", "leader_n1")]
    assert whole.count == sum(part.count for part in parts) == 5
    assert whole.money == sum(part.money for part in parts)


def test_the_time_line_tells_of_moves(cast):
    run_tiers(ACTOR, EARLIER)
    run_tiers(ACTOR, TODAY)
    move = Move.objects.select_related("customer").first()
    found = [event for event in events(cast.viewer("director"), move.customer) if event.kind == "tier"]
    assert found[0].day == TODAY
    assert found[0].detail
