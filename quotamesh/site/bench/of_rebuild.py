"""The summary anew from all stored order lines, against reading those lines once."""

from quotamesh.site.bench.ground import actor, lay_ground
from quotamesh.site.bench.measure import Case, Goal, Work
from quotamesh.site.bench.problem import Dimensions
from quotamesh.site.bench.sales import CUSTOMERS, store

SCAN = """
SELECT l.order_id, o.customer_id, c.seat_id, l.product_id, o.date, c.quantity_milli, c.amount, c.cost
FROM orders_credit c JOIN orders_orderline l ON l.id = c.line_id JOIN orders_order o ON o.id = l.order_id
"""


def run(case: Case) -> None:
    dimensions = Dimensions.of(case.many(10_000, 10))
    ground = lay_ground(dimensions, customers=CUSTOMERS * dimensions.people)
    lines = case.many(1_000_000, 100)
    store(ground, lines)
    from django.db import connection

    from quotamesh.do.facts.models import DayFact, Fact
    from quotamesh.do.orders.actions import rebuild_facts

    def scan() -> int:
        with connection.cursor() as cursor:
            cursor.execute(SCAN)
            return sum(len(rows) for rows in iter(lambda: cursor.fetchmany(20_000), []))

    def empty() -> None:
        Fact.objects.all().delete()
        DayFact.objects.all().delete()

    sizes = {
        "order lines": lines, "people": dimensions.people,
        "rows of the summary": Fact.objects.count(), "rows by day": DayFact.objects.count(),
    }  # fmt: skip
    for title, ready, unchanged in (
        ("proved right, nothing to write", None, True),
        ("written anew from nothing", empty, False),
    ):
        case.compare(
            title,
            Work(lambda *_ready: rebuild_facts(actor()), ready=ready),
            "one scan of the lines",
            Work(scan),
            same=lambda found, _lines, unchanged=unchanged: found == unchanged,
            goals=(Goal("within", 3),),
            sizes=sizes,
        )
