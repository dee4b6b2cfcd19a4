"""A file of order lines: read, typed and checked against Polars reading it; stored against raw inserts."""

from pathlib import Path

import numpy as np

from quotamesh.site.bench.ground import Ground, actor, lay_ground
from quotamesh.site.bench.measure import Case, Goal, Work
from quotamesh.site.bench.problem import Dimensions
from quotamesh.site.bench.sales import CUSTOMERS, PER_ORDER, Drawn, draw

STORED_PART = 5


def run(case: Case) -> None:
    ground = lay_ground(Dimensions.of(case.many(10_000, 10)), customers=CUSTOMERS * case.many(10_000, 10))
    lines = case.many(1_000_000, 200)
    _read_and_check(case, ground, _file(ground, lines), lines)
    stored = max(100, lines // STORED_PART)
    _store(case, _file(ground, stored), stored)


def _file(ground: Ground, lines: int) -> Path:
    """A CSV as another program writes it."""
    import polars as pl
    from django.conf import settings

    drawn: Drawn = draw(ground, lines, sharing=0)
    codes = {
        "order": ("SO", 7, drawn.order), "person": ("P", 5, drawn.first), "product": ("L", 2, drawn.product),
        "customer": ("C", 6, drawn.customer),
    }  # fmt: skip
    place = Path(settings.DATA) / f"orders-{lines}.csv"
    pl.DataFrame(
        {
            **{name: [f"{a}{n:0{w}}" for n in numbers.tolist()] for name, (a, w, numbers) in codes.items()},
            "line": np.arange(lines) % PER_ORDER + 1,
            "date": drawn.day,
            "quantity": drawn.quantity // 1000,
            "amount": [f"{cents / 100:.2f}" for cents in drawn.amount.tolist()],
        }
    ).write_csv(place)
    return place


def _read_and_check(case: Case, ground: Ground, place: Path, lines: int) -> None:
    import polars as pl

    from quotamesh.base.exchange.actions import read_input
    from quotamesh.base.jobs.progress import SILENT
    from quotamesh.base.tables.registry import kind_named

    kind = kind_named("orders")
    assert kind is not None
    schema = {
        "order": pl.String, "person": pl.String, "product": pl.String, "customer": pl.String,
        "line": pl.String, "date": pl.Date, "quantity": pl.Int64, "amount": pl.Decimal(18, 2),
    }  # fmt: skip

    def checked():
        given = read_input(kind, [(place.name, place)], {}, SILENT, ground.company)
        return kind.check(given.rows)

    case.compare(
        "read, typed and checked",
        Work(checked),
        "Polars reading the file with its types",
        Work(lambda: pl.read_csv(place, schema=schema)),
        same=lambda ours, theirs: (
            len(ours) == len(theirs)
            and int(ours.amount.sum()) == int(theirs["amount"].sum() * 100)
            and bool((ours.date == theirs["date"].to_numpy()).all())
        ),
        goals=(Goal("within", 3),),
        sizes={"order lines": lines, "bytes": place.stat().st_size},
    )


def _store(case: Case, place: Path, lines: int) -> None:
    from quotamesh.base.exchange.actions import run_import
    from quotamesh.do.facts.models import DayFact, Fact
    from quotamesh.do.orders.models import Credit, Order, OrderLine
    from quotamesh.site.bench.raw import Driver, columns_of, rows_of

    def bring() -> None:
        assert run_import(actor(), "orders", [(place.name, place)]).ok

    bring()
    tables = [Order, OrderLine, Credit]
    columns = {table: ["id", *columns_of(table)] for table in tables}
    rows = {table: rows_of(table, columns[table]) for table in tables}
    driver = Driver()

    def empty() -> None:
        for table in (DayFact, Fact, *reversed(tables)):
            table.objects.all()._raw_delete("default")

    def insert() -> None:
        with driver:
            for table in tables:
                driver.insert(table, columns[table], rows[table])

    case.compare(
        "a file read, checked and stored with credits, summary and trail",
        Work(lambda _empty: bring(), ready=empty),
        "raw inserts of the orders, lines and credits",
        Work(lambda _empty: insert(), ready=empty),
        most=3,
        goals=(Goal("within", 1.5),),
        sizes={"order lines": lines, "rows": sum(map(len, rows.values()))},
        note="the raw inserts leave out the summary and the trail",
    )
