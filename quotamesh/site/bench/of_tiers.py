"""Customers sorted into tiers, against one DuckDB query over the same orders."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from quotamesh.kernel.tiering import VALUE, Known, Purchases, tiers_of
from quotamesh.site.bench.ground import lay_ground
from quotamesh.site.bench.measure import Case, Goal, Work
from quotamesh.site.bench.problem import Dimensions

START, AS_OF = date(2024, 1, 1), date(2026, 5, 20)
DAYS = (AS_OF - START).days + 1
BLOCK = 500_000


@dataclass(frozen=True)
class Drawn:
    """Orders of one line each: customer by position, day since START, amount in the smallest unit."""

    customer: np.ndarray
    day: np.ndarray
    amount: np.ndarray


def run(case: Case) -> None:
    customers, orders = case.many(1_000_000, 100), case.many(10_000_000, 1000)
    ground = lay_ground(Dimensions.of(10), customers=customers)
    rng = np.random.default_rng(17)
    # Few buy often, many seldom: as sales go.
    popular = (rng.random(orders) ** 2 * customers).astype(np.int64)
    drawn = Drawn(popular, rng.integers(0, DAYS, orders), rng.integers(10_000, 5_000_000, orders))
    _store(ground, drawn)
    from quotamesh.do.tiers.scheme import current
    from quotamesh.do.tiers.sorting import read, sort_customers

    duck, rules = Duck(drawn), current()
    sizes = {"orders": orders, "customers": customers}
    bought = read(AS_OF, rules).bought
    unknown = np.full(customers, -1, dtype=np.int64)
    case.compare(
        "orders in columns, grouped and sorted into tiers",
        Work(lambda: _of_columns(drawn, customers, unknown, rules)),
        "DuckDB: scan, group-by, fifths",
        Work(duck.query),
        same=lambda found, _none: duck.agrees(found.scores, bought),
        goals=(Goal("within", 3),),
        sizes=sizes,
    )
    case.compare(
        "orders in the database, read, grouped and sorted into tiers",
        Work(lambda: sort_customers(AS_OF, rules)),
        "DuckDB: scan, group-by, fifths",
        Work(duck.query),
        same=lambda found, _none: duck.agrees({name: getattr(found.columns, name) for name in VALUE}, bought),
        goals=(Goal("within", 3),),
        sizes=sizes,
    )
    case.compare(
        "the same against the database's own group-by",
        Work(lambda: sort_customers(AS_OF, rules)),
        "the plain grouped query, by cursor",
        Work(_plain),
        goals=(Goal("within", 3),),
        sizes=sizes,
    )


def _of_columns(drawn: Drawn, customers: int, unknown: np.ndarray, rules):
    """What a program with the orders at hand would do with the kernel."""
    today = DAYS - 1
    last = np.full(customers, -1, dtype=np.int64)
    np.maximum.at(last, drawn.customer, drawn.day)
    year = today - drawn.day < rules.growth_days
    former = ~year & (today - drawn.day < 2 * rules.growth_days)
    bought = Purchases(
        np.where(last >= 0, today - last, -1),
        np.bincount(drawn.customer, minlength=customers),
        _summed(drawn, customers, None),
        _summed(drawn, customers, year),
        _summed(drawn, customers, former),
    )
    return tiers_of(bought, Known(unknown, unknown, unknown), rules.kernel(), rules.cuts)


def _summed(drawn: Drawn, customers: int, which: np.ndarray | None) -> np.ndarray:
    """Exact: so many of these amounts stay below what a float holds to the unit."""
    weights = drawn.amount if which is None else drawn.amount * which
    return np.bincount(drawn.customer, weights=weights, minlength=customers).astype(np.int64)


def _plain() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(PLAIN)
        return sum(len(rows) for rows in iter(lambda: cursor.fetchmany(20_000), []))


def _store(ground, drawn: Drawn) -> None:
    from django.db import transaction

    from quotamesh.base.store import bulk
    from quotamesh.do.orders.models import Order, OrderLine

    product = int(ground.lines[0])
    with transaction.atomic():
        for start in range(0, len(drawn.customer), BLOCK):
            part = slice(start, start + BLOCK)
            count = len(drawn.customer[part])
            keys = bulk.reserve_ids(Order, count)
            columns = ("id", "uid", "number", "date", "customer", "currency", "amount")
            bulk.insert(Order, columns, _orders(ground, drawn, part, keys))
            lines = (
                (key, "1", product, 1000, amount, amount)
                for key, amount in zip(keys, drawn.amount[part].tolist(), strict=True)
            )
            bulk.insert(
                OrderLine, ("order", "line", "product", "quantity_milli", "amount", "amount_original"), lines
            )


def _orders(ground, drawn: Drawn, part: slice, keys: range) -> Iterator[tuple]:
    from quotamesh.base.store.bulk import new_uid_value

    days = np.datetime_as_string(np.datetime64(START) + drawn.day[part]).tolist()
    customers = ground.customers[drawn.customer[part]].tolist()
    for key, day, customer, amount in zip(keys, days, customers, drawn.amount[part].tolist(), strict=True):
        yield key, new_uid_value(), f"T{key:09}", day, customer, "CNY", amount


PLAIN = """
SELECT o.customer_id, max(o.date), count(DISTINCT o.id), sum(l.amount)
FROM orders_order o JOIN orders_orderline l ON l.order_id = o.id GROUP BY o.customer_id
"""
QUERY = """
CREATE OR REPLACE TEMP TABLE answer AS
WITH bought AS (
    SELECT customer, max(day) AS last, count(*) AS frequency, sum(amount)::BIGINT AS monetary,
           sum(amount) FILTER (day > $today - 365)::BIGINT AS now,
           sum(amount) FILTER (day BETWEEN $today - 729 AND $today - 365)::BIGINT AS before
    FROM orders GROUP BY customer
)
SELECT *, 1 + 5 * (rank() OVER (ORDER BY last) - 1) // count(*) OVER () AS r,
       1 + 5 * (rank() OVER (ORDER BY frequency) - 1) // count(*) OVER () AS f,
       1 + 5 * (rank() OVER (ORDER BY monetary) - 1) // count(*) OVER () AS m
FROM bought
"""


class Duck:
    """The same in DuckDB, in memory."""

    def __init__(self, drawn: Drawn):
        import duckdb

        self.connection = duckdb.connect(config={"threads": 2})
        self.connection.register("given", vars(drawn))
        self.connection.execute("CREATE TABLE orders AS SELECT * FROM given")

    def query(self) -> None:
        self.connection.execute(QUERY.replace("$today", str(DAYS - 1)))

    def agrees(self, scores, bought: Purchases) -> bool:
        """Every customer's purchases and scores are DuckDB's."""
        self.query()
        found = self.connection.execute("SELECT * FROM answer").fetchnumpy()
        at = found["customer"]
        mine = {"last": DAYS - 1 - bought.days, "frequency": bought.frequency, "monetary": bought.monetary}
        mine |= {"now": bought.now, "before": bought.before} | {name: scores[name] for name in VALUE}
        return len(at) == int((bought.days >= 0).sum()) and all(
            (np.ma.filled(found[name], 0) == column[at]).all() for name, column in mine.items()
        )
