import pytest
from django.utils.translation import override

from quotamesh.base.exchange.tests.bringing import bring, cells, take
from quotamesh.do.orders.tests.importing import small_company
from quotamesh.plan.targets.models import Plan, TargetRow

HEAD = "indicator,unit,person,product,period,amount\n"


@pytest.fixture(autouse=True)
def company(db):
    with override("en"):
        yield small_company(fiscal_start=7)


def test_targets_come_into_force_in_their_fiscal_year():
    take("targets", HEAD + "revenue,,P3,,2025-07,100.50\nrevenue,,P3,,2026-Q2,60万\norders,,P3,,FY2026,12\n")
    plan = Plan.objects.get(state=Plan.State.IN_FORCE)
    assert plan.fiscal_year == 2026
    row = TargetRow.objects.get(
        plan=plan, unit__code="P3", indicator__code="revenue", line="total", product__parent=None
    )
    assert row.m01 == 10050
    assert (row.m04 + row.m05 + row.m06, row.m02) == (60000000, 0)


def test_a_person_who_moved_is_asked_on_the_seat_of_the_period():
    take("targets", HEAD + "revenue,,P1,,2025-06,1\nrevenue,,P1,,2025-07,2\n")
    rows = TargetRow.objects.filter(unit__kind="seat", line="total", product__parent=None)
    seats = {(row.plan.fiscal_year, row.unit.parent.code) for row in rows if row.m12 or row.m01}
    assert seats == {(2025, "EAST"), (2026, "WEST")}


@pytest.mark.parametrize(
    ("line", "column", "code", "told"),
    [
        ("sales,,P3,,2025-07,1", "indicator", "unknown_code", "is not an indicator"),
        ("gross_margin_rate,,P3,,2025-07,1", "indicator", "no_target", "follows from others"),
        ("revenue,NORTH,,,2025-07,1", "unit", "unknown_code", "is not the code of a unit"),
        ("revenue,P3,,,2025-07,1", "unit", "unknown_code", "is not the code of a unit"),
        ("revenue,,P9,,2025-07,1", "person", "unknown_code", "Did you mean"),
        ("revenue,EAST,P1,,2025-07,1", "person", "both", "Fill one"),
        ("revenue,,,,2025-07,1", "unit", "missing", "whose target"),
        ("revenue,,P3,Z,2025-07,1", "product", "unknown_code", "is not the code of a product"),
        ("revenue,,P3,,2025-W30,1", "period", "week", "months and longer"),
        ("revenue,,P3,,July,1", "period", "not_a_period", "FY2020"),
        ("revenue,,P2,,2026-01,1", "person", "no_seat", "2024-01-01 – 2025-12-31"),
        ("revenue,,P2,,2023-12,1", "person", "no_seat", "2024-01-01 – 2025-12-31"),
        ("revenue,,P3,,2025-07,lots", "amount", "not_an_amount", "1234.50"),
        ("revenue,,P3,,2025-07,-1", "amount", "negative", "below nought"),
        ("orders,,P3,,2025-07,1.5", "amount", "not_an_amount", "At most 0 decimals"),
    ],
)
def test_bad_targets(line, column, code, told):
    result = bring("targets", HEAD + line + "\n")
    assert cells(result) == [(2, column, code)]
    assert told in str(result.errors[0])
    assert not Plan.objects.exists()


def test_a_month_is_set_once():
    result = bring(
        "targets", HEAD + "revenue,,P3,,2026-Q1,3\nrevenue,,P3,,2025-08,1\nrevenue,,P3,L1,2025-08,1\n"
    )
    assert cells(result) == [(3, "period", "doubled")]


def test_parts_above_the_whole_are_refused_with_what_the_parts_hold():
    result = bring("targets", HEAD + "revenue,,P3,,2025-07,100\nrevenue,WEST,,,2025-07,99.99\n")
    assert cells(result) == [(3, "amount", "parts_above_whole")]
    assert "100.00" in str(result.errors[0])
    assert not Plan.objects.exists()
