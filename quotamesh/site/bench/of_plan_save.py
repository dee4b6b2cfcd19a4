"""A whole plan split and stored, against storing as many rows through the driver alone."""

from quotamesh.site.bench.ground import YEAR, actor, lay_ground
from quotamesh.site.bench.measure import Case, Goal, Work
from quotamesh.site.bench.problem import TOTAL, Dimensions

KEYS_FIRST = 2


def run(case: Case) -> None:
    dimensions = Dimensions.of(case.many(10_000, 10))
    lay_ground(dimensions)
    from quotamesh.do.catalog.indicators import KEYS
    from quotamesh.plan.targets.actions import create_plan, discard_plan, split_plan
    from quotamesh.plan.targets.models import Plan, TargetRow
    from quotamesh.site.bench.raw import RawFile, columns_of, rows_of

    def split(plan):
        split_plan(actor(), plan, KEYS["revenue"], total=TOTAL, weights="equal", reserve_bp=500)
        return plan

    columns = columns_of(TargetRow)
    split(create_plan(actor(), name="bench", fiscal_year=YEAR))
    rows = rows_of(TargetRow, columns)
    raw = RawFile(TargetRow)

    def fresh():
        discard_plan(actor(), Plan.objects.get())
        return create_plan(actor(), name="bench", fiscal_year=YEAR)

    def insert() -> None:
        with raw:
            raw.insert(TargetRow, columns, rows)

    def emptied(run):
        return Work(lambda _nothing: run(), ready=raw.empty)

    case.compare(
        "split and store a new plan",
        Work(split, ready=fresh),
        "executemany of the same rows",
        emptied(insert),
        same=lambda _ours, _theirs: _without_keys(rows_of(TargetRow, columns)) == _without_keys(rows),
        goals=(Goal("within", 1.5),),
        sizes={"people": dimensions.people, "cells": dimensions.cells, "rows of twelve months": len(rows)},
    )


def _without_keys(rows: list[tuple]) -> set[tuple]:
    """Rows less their own key and the plan's, which every split has anew."""
    return {row[KEYS_FIRST:] for row in rows}
