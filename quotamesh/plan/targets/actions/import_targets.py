"""Targets that come in from outside become a plan in force, one a fiscal year."""

from collections import defaultdict

import numpy as np
from django.db import transaction

from quotamesh.base.jobs.progress import SILENT, Progress
from quotamesh.base.people.models import Unit
from quotamesh.base.people.queries import company
from quotamesh.base.trail.actions import Actor
from quotamesh.do.catalog.models import Product
from quotamesh.kernel.split import split_groups
from quotamesh.plan.targets.actions.manage import create_plan, put_in_force
from quotamesh.plan.targets.errors import PartsAboveWhole
from quotamesh.plan.targets.models import Plan, TargetRow
from quotamesh.plan.targets.rows import OPEN, TOTAL, Own, add_own, read_own
from quotamesh.plan.targets.shape import month_days
from quotamesh.plan.targets.wishes import Wish


@transaction.atomic
def import_targets(actor: Actor, wishes: list[Wish], progress: Progress = SILENT) -> list[Plan]:
    """Put the wished amounts in force. A plan in force already is superseded by one that holds them too.

    A seat's amount for several months is divided by their working days. A unit's amount is its total: what
    its parts do not hold stays open there, to be placed.

    Raises:
        PartsAboveWhole: the parts of a unit hold more than the unit is given.
    """
    by_year: dict[int, list[tuple[int, Wish]]] = defaultdict(list)
    for index, wish in enumerate(wishes):
        by_year[wish.fiscal_year].append((index, wish))
    plans = []
    for done, (year, numbered) in enumerate(sorted(by_year.items())):
        progress("targets", done, len(by_year))
        plans.append(_bring_into_force(actor, year, numbered))
    return plans


def _bring_into_force(actor: Actor, year: int, numbered: list[tuple[int, Wish]]) -> Plan:
    before = Plan.objects.filter(fiscal_year=year, state=Plan.State.IN_FORCE).first()
    plan = create_plan(actor, name=_free_name(year), fiscal_year=year, copy_of=before)
    for indicator in {wish.indicator_id for _, wish in numbered}:
        chosen = [(i, wish) for i, wish in numbered if wish.indicator_id == indicator]
        table = Table(read_own(plan, indicator), year)
        table.apply(chosen)
        rows = TargetRow.objects.filter(plan=plan, indicator_id=indicator)
        rows._raw_delete(rows.db)
        add_own(plan, indicator, table.own(), fresh=True)
    return put_in_force(actor, plan)


def _free_name(year: int) -> str:
    taken = set(Plan.objects.filter(fiscal_year=year).values_list("name", flat=True))
    name, number = f"FY{year}", 2
    while name in taken:
        name, number = f"FY{year} · {number}", number + 1
    return name


class Table:
    """A plan's own amounts by unit, product and line while wishes are laid into them."""

    def __init__(self, own: Own, year: int):
        self.cells: dict[int, dict[tuple[int, str], np.ndarray]] = defaultdict(dict)
        for unit, product, line, months in zip(
            own.unit.tolist(), own.product.tolist(), own.line.tolist(), own.months, strict=True
        ):
            self.cells[unit][product, line] = months.copy()
        self.days = month_days(company(), year)
        self.units = {unit.pk: unit for unit in Unit.objects.all()}
        self.products = dict(Product.objects.values_list("id", "path").order_by())

    def apply(self, numbered: list[tuple[int, Wish]]) -> None:
        """Seats before units, deep before high, so that a whole is measured against its parts."""

        def depth(item: tuple[int, Wish]) -> tuple:
            _, wish = item
            unit = self.units[wish.unit_id]
            return (unit.kind != "seat", -unit.depth, -len(self.products[wish.product_id]), -wish.month_count)

        for index, wish in sorted(numbered, key=depth):
            months = slice(wish.first_month, wish.first_month + wish.month_count)
            if self.units[wish.unit_id].kind == "seat":
                self._place(wish, months)
            else:
                self._leave_open(index, wish, months)

    def _place(self, wish: Wish, months: slice) -> None:
        below = [row for row in self._rows([wish.unit_id], wish.product_id) if row[months].any()]
        if below:
            weights = np.concatenate([row[months] for row in below])
        else:
            below = [self._row(wish.unit_id, wish.product_id, TOTAL)]
            weights = self.days[months]
        parts = split_groups(np.array([wish.amount]), np.array([0, len(weights)]), weights)
        for row, part in zip(below, np.split(parts, len(below)), strict=True):
            row[months] = part

    def _leave_open(self, index: int, wish: Wish, months: slice) -> None:
        path = self.units[wish.unit_id].path
        line = self._row(wish.unit_id, wish.product_id, OPEN)
        line[months] = 0
        branch = [unit for unit in self.cells if self.units[unit].path.startswith(path)]
        parts = int(sum(row[months].sum() for row in self._rows(branch, wish.product_id)))
        if parts > wish.amount:
            raise PartsAboveWhole(index, wish.amount, parts)
        weights = self.days[months]
        line[months] = split_groups(np.array([wish.amount - parts]), np.array([0, len(weights)]), weights)

    def _row(self, unit: int, product: int, line: str) -> np.ndarray:
        return self.cells[unit].setdefault((product, line), np.zeros(12, dtype=np.int64))

    def _rows(self, units: list[int], product: int) -> list[np.ndarray]:
        path = self.products[product]
        return [
            row
            for unit in units
            for (each, _), row in self.cells[unit].items()
            if self.products[each].startswith(path)
        ]

    def own(self) -> Own:
        return Own.of(
            [
                (unit, product, line, *row.tolist())
                for unit, rows in self.cells.items()
                for (product, line), row in rows.items()
            ]
        )
