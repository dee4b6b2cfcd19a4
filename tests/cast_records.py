"""The records of the standing cast, written through the product's own actions."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from quotamesh.base.people.actions.accounts import open_account
from quotamesh.base.people.actions.found_company import ROOT_CODE
from quotamesh.base.people.actions.store_people import store_people
from quotamesh.base.people.actions.store_units import store_units
from quotamesh.base.people.check_people import Draft, People
from quotamesh.base.people.models import Person, Role, Tenure, Unit, User
from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.catalog.actions import store_products, store_rates
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.catalog.models import Product
from quotamesh.do.customers.actions import store_customers
from quotamesh.do.customers.models import Customer
from quotamesh.do.orders.actions import store_orders, store_payments
from quotamesh.do.orders.columns import LineColumns, PaymentColumns
from quotamesh.do.orders.models import Order
from quotamesh.kernel.money import convert, rate_fraction
from quotamesh.plan.targets.actions import create_plan, propose_plan, put_in_force, split_plan
from quotamesh.site.setup import found

UNITS = {
    "EAST": ("East", ROOT_CODE, "region"),
    "E1": ("East 1", "EAST", "team"),
    "E2": ("East 2", "EAST", "team"),
    "NORTH": ("North", ROOT_CODE, "region"),
    "N1": ("North 1", "NORTH", "team"),
}
PEOPLE = {
    "director": ("Dora Director", ROOT_CODE, Role.DIRECTOR),
    "operations": ("Olga Operations", ROOT_CODE, Role.SALES_OPERATIONS),
    "finance": ("Finn Finance", ROOT_CODE, Role.FINANCE),
    "analyst": ("Anna Analyst", ROOT_CODE, Role.ANALYST),
    "region_east": ("Rita Region", "EAST", Role.DIRECTOR),
    "leader_e1": ("Leo East", "E1", Role.LEADER),
    "rep_e1a": ("Rosa Able", "E1", Role.REPRESENTATIVE),
    "rep_e1b": ("Rolf Baker", "E1", Role.REPRESENTATIVE),
    "leader_e2": ("Lena East", "E2", Role.LEADER),
    "rep_e2a": ("Ruth Cole", "E2", Role.REPRESENTATIVE),
    "leader_n1": ("Lars North", "N1", Role.LEADER),
    "rep_n1a": ("Rena Dahl", "N1", Role.REPRESENTATIVE),
}
PRODUCTS = {
    "ENERGY": ("Energy", "all"),
    "MACHINES": ("Machines", "all"),
    "PUMPS": ("Pumps", "MACHINES"),
    "VALVES": ("Valves", "MACHINES"),
    "SERVICE": ("Service", "all"),
}
CUSTOMERS = {"C1": "rep_e1a", "C2": "rep_e1b", "C3": "rep_e2a", "C4": "rep_n1a", "C5": "rep_n1a"}
SELLERS = ("rep_e1a", "rep_e1b", "rep_e2a", "rep_n1a")
LEAVES = ("ENERGY", "PUMPS", "VALVES", "SERVICE")


@dataclass
class Line:
    """One order line as a test tells it: amounts in the order's smallest unit, shares in basis points."""

    order: str
    date: date
    amount: int
    credit: dict[str, int]
    product: str = "ENERGY"
    customer: str = "C1"
    line: str = "1"
    quantity: int = 1
    cost: int | None = None
    currency: str = "CNY"
    rate: str = ""
    extra: dict = field(default_factory=dict)


def build(actor: Actor, today: date, password: str) -> None:
    found(
        actor, name="Test Works", currency="CNY", fiscal_start=1, country="CN", is_demo=True, demo_day=today
    )
    organise(actor)
    for code in PEOPLE:
        open_account(actor, username=code, password=password, person=Person.objects.get(code=code))
    open_account(actor, username="administrator", password=password, role=Role.ADMINISTRATOR)
    book(actor, standing_lines())
    collect(actor)
    plan(actor)
    assert User.objects.count() == len(PEOPLE) + 1


def organise(actor: Actor) -> None:
    units = {code: {"name": n, "parent": parent, "kind": kind} for code, (n, parent, kind) in UNITS.items()}
    store_units(actor, units, silent)
    drafts = [
        Draft(i, code, unit, role, None, None) for i, (code, (_, unit, role)) in enumerate(PEOPLE.items())
    ]
    persons = {code: {"name": name} for code, (name, _, _) in PEOPLE.items()}
    store_people(actor, People(persons, drafts, brings_end=True), silent)
    store_products(
        actor, {code: {"name": n, "parent": parent} for code, (n, parent) in PRODUCTS.items()}, silent
    )
    people = dict(Person.objects.values_list("code", "id"))
    customers = {code: {"name": f"Customer {code}", "owner_id": people[p]} for code, p in CUSTOMERS.items()}
    store_customers(actor, customers, silent)
    store_rates(actor, {("USD", date(2024, 1, 1)): {"rate_e8": 710_000_000}}, silent)
    record(
        actor,
        "import.people",
        subject="import",
        key="people",
        label="people",
        change={"rows": [None, len(people)]},
    )


def silent(*_told) -> None:
    pass


def standing_lines() -> list[Line]:
    """Forty orders over two years, in a pattern: each seller sells each product line, amounts in step."""
    lines = []
    for n in range(36):
        day = date(2024, 1, 15) + timedelta(days=17 * n)
        amount = (10_000 + 700 * n) * 100
        seller, product = SELLERS[n % 4], LEAVES[(n // 4) % 4]
        customer = next(code for code, owner in CUSTOMERS.items() if owner == seller)
        lines.append(
            Line(f"SO-{n + 1:03d}", day, amount, {seller: 10_000}, product, customer, cost=amount * 7 // 10)
        )
    shared = {"rep_e1a": 6000, "rep_n1a": 4000}
    return [
        *lines,
        Line("SO-001", date(2024, 1, 15), 250_000, {"rep_e1a": 10_000}, "SERVICE", "C1", line="2"),
        Line("SO-SHARED", date(2025, 4, 10), 5_000_000, shared, "PUMPS", "C4", cost=3_000_000),
        Line("SO-TEAM", date(2025, 6, 3), 3_333_333, {"rep_e1a": 5000, "rep_e1b": 5000}, "VALVES", "C2"),
        Line(
            "SO-USD",
            date(2025, 3, 5),
            1_000_000,
            {"rep_e2a": 10_000},
            "ENERGY",
            "C3",
            currency="USD",
            rate="7.1",
        ),
        Line(
            "SO-BACK",
            date(2025, 5, 20),
            -400_000,
            {"rep_n1a": 10_000},
            "PUMPS",
            "C4",
            quantity=-1,
            cost=-280_000,
        ),
    ]


def seats_on(day: date) -> dict[str, int]:
    """{person: the seat held on a day}"""
    tenures = Tenure.objects.select_related("person")
    return {t.person.code: t.seat_id for t in tenures if t.covers(day)}


def book(actor: Actor, lines: list[Line]) -> None:
    """Store order lines told by codes."""
    people = dict(Person.objects.values_list("code", "id"))
    products = dict(Product.objects.values_list("code", "id"))
    customers = dict(Customer.objects.values_list("code", "id"))
    credits = [(person, share, line.date) for line in lines for person, share in line.credit.items()]
    own = [_own_amount(line, line.amount) for line in lines]
    columns = LineColumns(
        order=[line.order for line in lines],
        line=[line.line for line in lines],
        date=np.array([line.date for line in lines], dtype="datetime64[D]"),
        customer_id=_ints(customers[line.customer] for line in lines),
        product_id=_ints(products[line.product] for line in lines),
        quantity_milli=_ints(line.quantity * 1000 for line in lines),
        amount=_ints(own),
        amount_original=_ints(line.amount for line in lines),
        cost=_ints(_own_amount(line, line.cost or 0) for line in lines),
        has_cost=np.array([line.cost is not None for line in lines], dtype=bool),
        currency=[line.currency for line in lines],
        credit_offsets=np.cumsum([0, *(len(line.credit) for line in lines)]),
        credit_person_id=_ints(people[person] for person, _, _ in credits),
        credit_seat_id=_ints(seats_on(day)[person] for person, _, day in credits),
        credit_share_bp=_ints(share for _, share, _ in credits),
    )
    store_orders(actor, columns)


def _own_amount(line: Line, amount: int) -> int:
    return int(convert([amount], *rate_fraction(line.rate))[0]) if line.rate else amount


def _ints(values) -> np.ndarray:
    return np.array(list(values), dtype=np.int64)


def collect(actor: Actor) -> None:
    """Every second order is paid 45 days later, the shared one in two parts."""
    orders = {order.number: order for order in Order.objects.prefetch_related("lines")}
    chosen = [orders[f"SO-{n:03d}"] for n in range(1, 35, 2)]
    rows = [
        (f"R-{o.number}", o, o.date + timedelta(45), sum(line.amount for line in o.lines.all()))
        for o in chosen
    ]
    shared = orders["SO-SHARED"]
    rows += [(f"R-SHARED-{n}", shared, date(2025, 5 + n, 1), 2_500_000) for n in (0, 1)]
    pay(actor, [(number, order.pk, day, amount) for number, order, day, amount in rows])


def pay(actor: Actor, rows: list[tuple[str, int, date, int]]) -> None:
    """Store payments as (number, key of the order, day, fen)."""
    amounts = _ints(row[3] for row in rows)
    days = np.array([row[2] for row in rows], dtype="datetime64[D]")
    columns = PaymentColumns(
        [row[0] for row in rows], _ints(row[1] for row in rows), days, amounts, amounts, ["CNY"] * len(rows)
    )
    store_payments(actor, columns)


def plan(actor: Actor) -> None:
    revenue = KEYS["revenue"]
    for year, total, weights in ((2024, 40_000_000, "equal"), (2025, 60_000_000, "history")):
        made = create_plan(actor, name=f"FY{year}", fiscal_year=year)
        split_plan(actor, made, revenue, total=total, weights=weights, reserve_bp=1200)
        put_in_force(actor, made)
    draft = create_plan(actor, name="Draft", fiscal_year=2025, copy_of=made)
    propose_plan(actor, draft)
    bold = create_plan(actor, name="Ambitious", fiscal_year=2026)
    split_plan(actor, bold, revenue, total=90_000_000, reserve_bp=1000)


__all__ = ["Line", "Unit", "book", "build", "pay", "seats_on"]
