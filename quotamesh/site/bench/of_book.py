"""New order lines come to many that are there: stored with their credits and summary, and committed."""

import itertools

from quotamesh.site.bench.ground import actor, lay_ground
from quotamesh.site.bench.measure import Case, Goal, Work
from quotamesh.site.bench.problem import Dimensions
from quotamesh.site.bench.sales import CUSTOMERS, columns_of, draw, store

NEW, OFTEN = 1_000, 4
DAYS = 1


def run(case: Case) -> None:
    dimensions = Dimensions.of(case.many(10_000, 10))
    ground = lay_ground(dimensions, customers=CUSTOMERS * dimensions.people)
    stored = case.many(1_000_000, 100)
    store(ground, stored)
    from quotamesh.do.orders.actions import rebuild_facts, store_orders

    numbers = itertools.count(1)

    def next_lines():
        number = next(numbers)
        return columns_of(ground, draw(ground, NEW, seed=number, days=DAYS), prefix=f"N{number}-")

    book = Work(lambda columns: store_orders(actor(), columns), ready=next_lines)
    line = case.alone(
        "book", book, times=OFTEN, goals=(Goal("ms", 50),), sizes={"new lines": NEW, "stored lines": stored}
    )
    rebuild = Work(lambda: rebuild_facts(actor()))
    seconds, unchanged = rebuild.timed()
    assert unchanged
    line.note = f"the whole summary rebuilt from the lines, and found unchanged: {seconds:.2f} s"
