"""Target against actual of everybody as a page, against the same sums in one SQL over the raw lines."""

from quotamesh.site.bench.ground import YEAR, actor, lay_ground
from quotamesh.site.bench.measure import Case, Goal, Work
from quotamesh.site.bench.problem import LINES, MONTHS, TOTAL, Dimensions
from quotamesh.site.bench.sales import CUSTOMERS, store
from quotamesh.site.bench.visitor import Visitor, collect_static

OFTEN = 4
PAGES = (
    ("by person", f"/attainment/?by=person&period=FY{YEAR}"),
    ("by product line", f"/attainment/?by=product&period=FY{YEAR}"),
    ("cockpit", f"/cockpit/?period=FY{YEAR}"),
)
RAW = """
SELECT c.person_id, l.product_id, strftime('%m', o.date), sum(c.amount)
FROM orders_credit c JOIN orders_orderline l ON l.id = c.line_id JOIN orders_order o ON o.id = l.order_id
GROUP BY 1, 2, 3
"""


def run(case: Case) -> None:
    dimensions = Dimensions.of(case.many(100, 10))
    ground = lay_ground(dimensions, customers=CUSTOMERS * dimensions.people)
    lines = case.many(60_000, 60)
    store(ground, lines)
    from django.db import connection

    from quotamesh.do.catalog.indicators import KEYS
    from quotamesh.plan.targets.actions import create_plan, put_in_force, split_plan

    plan = create_plan(actor(), name="bench", fiscal_year=YEAR)
    split_plan(actor(), plan, KEYS["revenue"], total=TOTAL, weights="equal")
    put_in_force(actor(), plan)
    collect_static()
    visitor = Visitor()

    def raw() -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(RAW.replace("%", "%%"), [])
            return cursor.fetchall()

    _check(ground, raw())
    sizes = {"people": dimensions.people, "groups": LINES, "months": MONTHS, "order lines": lines}
    for title, path in PAGES:
        case.compare(
            title, Work(lambda path=path: visitor.get(path)), "the sums in one SQL over the lines", Work(raw),
            times=OFTEN, goals=(Goal("ms", 50), Goal("queries", 5)), sizes=sizes, queries=visitor.queries(path),
        )  # fmt: skip


def _check(ground, rows: list[tuple]) -> None:
    """What the summary holds of every seat, product and month is what the lines add up to."""
    from quotamesh.do.catalog.indicators import KEYS
    from quotamesh.do.facts.queries import wide_facts

    units, products = ground.seats.tolist(), ground.lines.tolist()
    found = wide_facts(indicators=[KEYS["revenue"]], years=[YEAR], units=units, products=products)
    seat_of = dict(zip(ground.people.tolist(), units, strict=True))
    for person, product, month, amount in rows:
        assert found[KEYS["revenue"], YEAR, seat_of[person], product][int(month) - 1] == amount
    assert sum(row[16] for row in found.values()) == sum(row[3] for row in rows)
