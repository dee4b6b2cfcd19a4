"""The summary anew from all stored order lines, against reading those lines once."""

from quotamesh.site.bench.ground import actor, lay_ground
from quotamesh.site.bench.measure import Case, Goal, Work
from quotamesh.site.bench.problem import Dimensions
from quotamesh.site.bench.sales import store

SCAN = """
SELECT l.order_id, o.customer_id, c.seat_id, l.product_id, o.date, c.quantity_milli, c.amount, c.cost
FROM orders_credit c JOIN orders_orderline l ON l.id = c.line_id JOIN orders_order o ON o.id = l.order_id
"""


def run(case: Case) -> None:
    dimensions = Dimensions.of(case.many(10_000, 10))
    ground = lay_ground(dimensions, customers=case.many(20_000, 10))
    lines = case.many(1_000_000, 100)
    store(ground, lines)
    from django.db import connection

    from quotamesh.do.facts.models import DayFact, Fact
    from quotamesh.do.orders.actions import rebuild_facts

    def scan() -> int:
        with connection.cursor() as cursor:
            cursor.execute(SCAN)
            return sum(len(rows) for rows in iter(lambda: cursor.fetchmany(20_000), []))

    case.compare(
        "rebuild, and compare with what was there",
        Work(lambda: rebuild_facts(actor())),
        "one scan of the lines",
        Work(scan),
        same=lambda unchanged, _lines: unchanged,
        goals=(Goal("within", 3),),
        sizes={
            "order lines": lines, "people": dimensions.people,
            "rows of the summary": Fact.objects.count(), "rows by day": DayFact.objects.count(),
        },
    )  # fmt: skip
