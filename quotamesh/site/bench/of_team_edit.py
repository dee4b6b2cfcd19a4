"""A team's month in a stored plan is given another amount, down to every person and line, and saved."""

import itertools

from quotamesh.site.bench.ground import YEAR, actor, lay_ground
from quotamesh.site.bench.measure import Case, Goal, Work
from quotamesh.site.bench.problem import LINES, MONTHS, TOTAL, Dimensions

OFTEN = 6


def run(case: Case) -> None:
    dimensions = Dimensions.of(case.many(10_000, 10))
    ground = lay_ground(dimensions)
    from django.db import connection

    from quotamesh.base.people.models import Unit
    from quotamesh.do.catalog.indicators import KEYS
    from quotamesh.do.catalog.models import Product
    from quotamesh.plan.targets.actions import Change, create_plan, edit_plan, split_plan

    plan = create_plan(actor(), name="bench", fiscal_year=YEAR)
    split_plan(actor(), plan, KEYS["revenue"], total=TOTAL, weights="equal")
    team = Unit.objects.get(pk=ground.teams[0])
    product = Product.objects.get(pk=ground.root_product)
    state = {"amount": TOTAL // dimensions.teams}

    def edit() -> None:
        state["amount"] = state["amount"] * 1001 // 1000
        change = Change(team, product, tuple(range(MONTHS)), state["amount"], balance="parent")
        edit_plan(actor(), plan, KEYS["revenue"], [change])

    copy = create_plan(actor(), name="copy", fiscal_year=YEAR, copy_of=plan)
    update = RawUpdate(copy.pk, team.path)
    people = dimensions.people // dimensions.teams
    sizes = {"people": people, "cells": people * LINES * MONTHS, "rows": update.rows}
    for title, mode in (("one team", "NORMAL"), ("one team, every commit flushed to the disk", "FULL")):
        connection.cursor().execute(f"PRAGMA synchronous={mode}")
        case.compare(
            title, Work(edit), "executemany of the same rows", Work(update.run), times=OFTEN,
            goals=(Goal("p95_ms", 100),), sizes=sizes,
        )  # fmt: skip
    edit()
    _check(plan, team, state["amount"])


def _check(plan, team, amount: int) -> None:
    """The team has what it was given, and its people have it between them."""
    from quotamesh.plan.targets.models import TargetRow

    rows = TargetRow.objects.filter(plan=plan, product__parent=None, line="total")
    assert rows.get(unit=team).year == amount
    assert sum(row.year for row in rows.filter(unit__parent=team)) == amount


class RawUpdate:
    """The rows of a team and its people through the driver, every month one more or one less than before."""

    def __init__(self, plan: int, path: str):
        from django.db import connection

        from quotamesh.base.store.months import MONTHS as NAMES

        table = "targets_targetrow"
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {', '.join(NAMES)}, t.id FROM {table} t JOIN people_unit u ON u.id = t.unit_id "  # noqa: S608
                "WHERE t.plan_id = %s AND u.path >= %s AND u.path < %s",
                [plan, path, path + "~"],
            )
            rows = cursor.fetchall()
        self.turns = itertools.cycle([_moved(rows, 1), rows])
        sets = ", ".join(f"{name} = %s" for name in NAMES)
        self.statement = f"UPDATE {table} SET {sets} WHERE id = %s"  # noqa: S608 - names of our own model
        self.rows = len(rows)

    def run(self) -> None:
        from django.db import connection, transaction

        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(self.statement, next(self.turns))


def _moved(rows: list[tuple], by: int) -> list[tuple]:
    return [(*(amount + by for amount in row[:-1]), row[-1]) for row in rows]
