"""The summary against sums and counts made line by line in plain Python, however the lines came in."""

from collections import defaultdict
from itertools import pairwise

import numpy as np
import pytest

from quotamesh.base.exchange.tests.bringing import ACTOR
from quotamesh.base.people.models import Person, Tenure, Unit
from quotamesh.base.store.paths import ancestor_ids
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.catalog.models import Product
from quotamesh.do.customers.models import Customer
from quotamesh.do.facts.models import GRAINS, DayFact, Fact
from quotamesh.do.orders.actions import rebuild_facts, store_orders
from quotamesh.do.orders.columns import LineColumns
from quotamesh.do.orders.models import Credit, Order, OrderLine
from quotamesh.do.orders.tests.importing import small_company
from quotamesh.kernel.calendar import FiscalCalendar

START = 7
CALENDAR = FiscalCalendar(START)


def lines(rng: np.random.Generator, numbers: range) -> LineColumns:
    """Three lines an order; an order has one customer, one day and one seller, at times two."""
    order = np.array(numbers) // 3
    own = [np.random.default_rng(int(number)) for number in order]
    tenures = list(Tenure.objects.order_by("id").values_list("person_id", "seat_id"))
    held = np.array([tenures[int(r.integers(len(tenures)))] for r in own])
    other = np.array(tenures)[rng.integers(0, len(tenures), len(order))]
    shared = rng.random(len(order)) < 0.3
    credits = [
        part
        for mine, theirs, both in zip(held.tolist(), other.tolist(), shared, strict=True)
        for part in ([(*mine, 3333), (*theirs, 6667)] if both else [(*mine, 10_000)])
    ]
    customers = np.array(Customer.objects.order_by("id").values_list("id", flat=True))
    products = np.array(Product.objects.filter(depth=2).order_by("id").values_list("id", flat=True))
    amount = rng.integers(-500, 2_000, len(order))
    return LineColumns(
        order=[f"SO{number}" for number in order],
        line=[str(number % 3) for number in numbers],
        date=np.array(["2025-04-01"], dtype="datetime64[D]") + np.array([r.integers(200) for r in own]),
        customer_id=np.array([customers[r.integers(len(customers))] for r in own]),
        product_id=rng.choice(products, len(order)),
        quantity_milli=rng.integers(0, 5_000, len(order)),
        amount=amount,
        amount_original=amount,
        cost=amount // 2,
        has_cost=rng.random(len(order)) < 0.5,
        currency=["CNY"] * len(order),
        credit_offsets=np.cumsum([0, *(1 + shared)]),
        credit_person_id=np.array([person for person, _, _ in credits]),
        credit_seat_id=np.array([seat for _, seat, _ in credits]),
        credit_share_bp=np.array([share for _, _, share in credits]),
    )


def by_hand() -> tuple[dict, dict]:
    """({(indicator, year, unit, product, grain): amount}, {(indicator, unit, day): amount}), zeros left out."""
    months, days = defaultdict(int), defaultdict(int)
    orders, customers = defaultdict(set), defaultdict(set)
    day_orders = defaultdict(set)
    for credit in Credit.objects.select_related("line__order", "line__product", "seat"):
        line, day = credit.line, credit.line.order.date
        sums = {"revenue": credit.amount, "units": credit.quantity_milli}
        if credit.cost is not None:
            sums |= {"gross_margin": credit.amount - credit.cost, "costed_revenue": credit.amount}
        index = CALENDAR.month_index(day)
        for unit in ancestor_ids(credit.seat.path):
            for code, amount in sums.items():
                days[KEYS[code], unit, day] += amount
            if credit.amount > 0:
                day_orders[KEYS["orders"], unit, day].add(line.order_id)
            for product in ancestor_ids(line.product.path):
                for grain in (index, 12 + index // 3, 16):
                    key = (CALENDAR.fiscal_year(day), unit, product, grain)
                    for code, amount in sums.items():
                        months[KEYS[code], *key] += amount
                    if credit.amount > 0:
                        orders[KEYS["orders"], *key].add(line.order_id)
                        customers[KEYS["customers"], *key].add(line.order.customer_id)
    for counts in (orders, customers):
        months.update({key: len(members) for key, members in counts.items()})
    days.update({key: len(members) for key, members in day_orders.items()})
    return {k: v for k, v in months.items() if v}, {k: v for k, v in days.items() if v}


def stored() -> tuple[dict, dict]:
    rows = Fact.objects.values_list("indicator_id", "fiscal_year", "unit_id", "product_id", *GRAINS)
    months = {(*row[:4], g): amount for row in rows for g, amount in enumerate(row[4:]) if amount}
    days = DayFact.objects.exclude(amount=0).values_list("indicator_id", "unit_id", "day", "amount")
    return months, {row[:3]: row[3] for row in days}


@pytest.fixture
def company(db):
    return small_company(fiscal_start=START)


def sums_by_hand() -> dict[int, int]:
    found = dict.fromkeys(Order.objects.values_list("pk", flat=True), 0)
    for order, amount in OrderLine.objects.values_list("order_id", "amount"):
        found[order] += amount
    return found


@pytest.mark.parametrize("cuts", [(0, 90), (0, 1, 2, 40, 41, 90)])
def test_lines_in_one_go_or_piece_by_piece(company, cuts):
    assert Person.objects.count() == 3
    assert Unit.objects.count() > 3
    for number, (start, end) in enumerate(pairwise(cuts)):
        store_orders(ACTOR, lines(np.random.default_rng(number), range(start, end)))
    assert stored() == by_hand()
    assert dict(Order.objects.values_list("pk", "amount")) == sums_by_hand()
    assert rebuild_facts(ACTOR)
    assert stored() == by_hand()


def test_rebuild_mends_whatever_is_wrong(company):
    store_orders(ACTOR, lines(np.random.default_rng(1), range(60)))
    expected = by_hand()
    Fact.objects.filter(unit__parent=None).update(m03=17)
    DayFact.objects.order_by("id").first().delete()
    Fact.objects.filter(pk=Fact.objects.latest("id").pk).update(fiscal_year=1999)
    assert not rebuild_facts(ACTOR)
    assert stored() == expected
    assert rebuild_facts(ACTOR)


def test_rebuild_sums_orders_up_anew(company):
    store_orders(ACTOR, lines(np.random.default_rng(1), range(60)))
    Order.objects.filter(pk=Order.objects.first().pk).update(amount=1)
    assert not rebuild_facts(ACTOR)
    assert dict(Order.objects.values_list("pk", "amount")) == sums_by_hand()


def test_rebuild_empties_what_no_record_stands_behind(company):
    store_orders(ACTOR, lines(np.random.default_rng(1), range(9)))
    Credit.objects.all().delete()
    assert not rebuild_facts(ACTOR)
    assert stored() == ({}, {})
