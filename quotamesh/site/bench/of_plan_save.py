"""A whole plan split and stored, against storing as many rows through the driver alone."""

from quotamesh.site.bench.ground import YEAR, actor, lay_ground
from quotamesh.site.bench.measure import Case, Goal, Work
from quotamesh.site.bench.problem import TOTAL, Dimensions


def run(case: Case) -> None:
    dimensions = Dimensions.of(case.many(10_000, 10))
    lay_ground(dimensions)
    from quotamesh.do.catalog.indicators import KEYS
    from quotamesh.plan.targets.actions import create_plan, discard_plan, split_plan
    from quotamesh.plan.targets.models import Plan, TargetRow
    from quotamesh.site.bench.raw import Driver, columns_of, rows_of

    def split(plan):
        split_plan(actor(), plan, KEYS["revenue"], total=TOTAL, weights="equal", reserve_bp=500)
        return plan

    def fresh():
        discard_plan(actor(), Plan.objects.get(name="bench"))
        return create_plan(actor(), name="bench", fiscal_year=YEAR)

    first = split(create_plan(actor(), name="bench", fiscal_year=YEAR))
    other = create_plan(actor(), name="raw", fiscal_year=YEAR)
    columns = [name for name in columns_of(TargetRow) if name != "plan_id"]
    rows = rows_of(TargetRow, columns, f"plan_id = {first.pk}")
    theirs = [(other.pk, *row) for row in rows]
    driver = Driver()

    def empty() -> None:
        TargetRow.objects.filter(plan=other)._raw_delete(TargetRow.objects.db)

    def insert() -> None:
        with driver:
            driver.insert(TargetRow, ["plan_id", *columns], theirs)

    case.compare(
        "split and store a new plan",
        Work(split, ready=fresh),
        "executemany of the same rows",
        Work(lambda _nothing: insert(), ready=empty),
        same=lambda plan, _none: set(rows_of(TargetRow, columns, f"plan_id = {plan.pk}")) == set(rows),
        goals=(Goal("within", 1.5),),
        sizes={"people": dimensions.people, "cells": dimensions.cells, "rows of twelve months": len(rows)},
    )
