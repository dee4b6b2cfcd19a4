"""Attainment of what is measured: counts on pace, states at the month's end, ratios of two targets, levels."""

from datetime import date

import pytest

from quotamesh.base.people.queries import company
from quotamesh.base.shell.formats import percent
from quotamesh.check.attainment.people import by_person
from quotamesh.check.attainment.queries import by_unit
from quotamesh.check.attainment.spans import Span
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.measures.actions import record_measures
from quotamesh.do.measures.tests.test_booking import value
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.targets.actions import (
    Change,
    create_plan,
    edit_plan,
    put_in_force,
    set_levels,
    split_plan,
)
from quotamesh.plan.targets.models import Plan

pytestmark = pytest.mark.django_db
TODAY = date(2025, 9, 15)


def span(period="FY2025", as_of=TODAY) -> Span:
    made = company()
    return Span(made, FiscalCalendar(made.fiscal_start).parse(period), as_of)


@pytest.fixture
def planned(cast, actor):
    """1,200 leads and 240 deals, ten named accounts more every month up to 120 of rep_e1a; in force with levels."""
    plan = create_plan(actor, name="process", fiscal_year=2025, copy_of=cast.plan("FY2025"))
    for code, total in (("leads", 1_200), ("deals_won", 240)):
        split_plan(actor, plan, cast.indicator(code), total=total, weights="equal")
    accounts = [
        Change(cast.seat("rep_e1a"), root_product(), (month,), 10 * (month + 1), "parent")
        for month in range(12)
    ]
    edit_plan(actor, plan, cast.indicator("named_accounts"), accounts)
    set_levels(actor, plan, cast.indicator("leads"), shares=(1_000, 2_000))
    put_in_force(actor, plan)
    return Plan.objects.get(pk=plan.pk)


def record(cast, actor, *told):
    record_measures(actor, [value(cast, who, code, day, amount) for who, code, day, amount in told], "test")


def figure(cast, code, period="FY2025", unit="ROOT", as_of=TODAY):
    found = by_unit(cast.viewer("operations"), span(period, as_of), code)
    return next(line.figure for line in found if (line.depth == 0 if unit == "ROOT" else line.code == unit))


def test_counts_have_pace_and_levels(cast, actor, planned):
    record(cast, actor, ("rep_e1a", "leads", date(2025, 2, 3), 1_350))
    leads = figure(cast, "leads")
    assert (leads.target, leads.actual, leads.attainment) == (1_200, 1_350, 1.125)
    assert 0 < leads.expected < 1_200
    assert leads.levels == (("stretch", 1_320), ("challenge", 1_440))
    assert leads.level == "stretch"
    assert leads.next_level == ("challenge", 90)
    assert figure(cast, "deals_won").levels == ()


def test_a_ratios_target_is_that_of_its_parts(cast, actor, planned):
    record(
        cast,
        actor,
        ("rep_e1a", "leads", date(2025, 2, 3), 100),
        ("rep_e1a", "deals_won", date(2025, 3, 3), 15),
    )
    conversion = figure(cast, "lead_conversion")
    assert (conversion.wanted, conversion.ratio) == (0.2, 0.15)
    assert conversion.attainment == pytest.approx(0.75)
    assert conversion.status == "red"
    people = {
        line.code: line.figure for line in by_person(cast.viewer("operations"), span(), "lead_conversion")
    }
    assert people["rep_e1a"].ratio == 0.15
    assert people["rep_e1b"].ratio is None
    assert people["rep_e1a"].wanted == pytest.approx(0.2, abs=0.01)


def test_states_are_those_of_the_last_month(cast, actor, planned):
    record(
        cast,
        actor,
        ("rep_e1a", "named_accounts", date(2025, 2, 3), 15),
        ("rep_e1a", "named_accounts", date(2025, 8, 3), 81),
    )
    assert (figure(cast, "named_accounts").target, figure(cast, "named_accounts").actual) == (120, 81)
    first = figure(cast, "named_accounts", "2025-Q1")
    assert (first.target, first.actual, first.expected) == (30, 15, 30)
    running = figure(cast, "named_accounts", "2025-09")
    assert running.target == 90
    assert 80 < running.expected < 90
    week = figure(cast, "named_accounts", "2025-W37")
    assert week.actual == 81
    people = {
        line.code: line.figure for line in by_person(cast.viewer("operations"), span(), "named_accounts")
    }
    assert (people["rep_e1a"].target, people["rep_e1a"].actual) == (120, 81)


def test_pages_and_api_tell_it(cast, actor, planned):
    record(
        cast,
        actor,
        ("rep_e1a", "leads", date(2025, 2, 3), 1_350),
        ("rep_e1a", "deals_won", date(2025, 3, 3), 150),
    )
    client = cast.client("operations")
    page = client.get("/attainment/?indicator=leads").text
    assert "Stretch reached; 90 to Challenge" in page
    ratios = client.get("/attainment/?indicator=lead_conversion").text
    assert percent(0.2) in ratios
    assert "stands at" in client.get("/cockpit/?indicator=lead_conversion").text
    row = client.get("/api/v1/attainment?period=FY2025&indicator=leads").json()["rows"][0]
    assert (row["level"], row["missing"]) == ("stretch", 90)
    conversion = client.get("/api/v1/attainment?period=FY2025&indicator=lead_conversion").json()["rows"][0]
    assert (conversion["target"], conversion["target_base"]) == (240, 1_200)
