"""The page of two margins: totals as they stand, as they were last year, and as somebody typed them."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from quotamesh.base.people.models import Company, Unit
from quotamesh.do.catalog.definition import Definition
from quotamesh.do.catalog.models import Product
from quotamesh.do.facts.queries import wide_facts
from quotamesh.kernel.amount_text import NotAnAmount
from quotamesh.kernel.money import parse_amount
from quotamesh.kernel.periods import Period
from quotamesh.kernel.split import split_one
from quotamesh.plan.targets.errors import NotAdditive
from quotamesh.plan.targets.finding import Measure
from quotamesh.plan.targets.margins import By, Pattern, Table, table_of
from quotamesh.plan.targets.models import Plan
from quotamesh.plan.targets.weights import NoHistory


@dataclass
class Total:
    """One row's or column's total: what stands, last year, what stays of it, what is asked.

    grows: whether there is anything to go by. What never had anything is not asked.
    """

    key: str
    head: Unit | Product | Period
    stands: int
    stays: int
    before: int
    asked: int
    grows: bool = True
    text: str = ""
    error: NotAnAmount | None = None


@dataclass
class Sheet:
    """A table with its totals. `pattern` is the one in use: last year's where nothing stands yet."""

    plan: Plan
    definition: Definition
    measure: Measure
    unit: Unit
    by: By
    pattern: Pattern
    table: Table
    rows: list[Total]
    columns: list[Total]
    wrong: bool = False

    @property
    def shown(self) -> tuple[list[tuple[int, Total]], list[tuple[int, Total]]]:
        """Rows and columns that have or had anything, with their places in the table."""
        return tuple(
            [(at, each) for at, each in enumerate(totals) if each.grows or each.stands or each.before]
            for totals in (self.rows, self.columns)
        )

    @property
    def rest(self) -> int:
        """What of the rows stands in no column."""
        return int(self.table.rest.sum())

    @property
    def asked(self) -> tuple[list[int], list[int]]:
        return [each.asked for each in self.rows], [each.asked for each in self.columns]

    @property
    def difference(self) -> int:
        """By how much the rows asked are above the columns asked."""
        rows, columns = self.asked
        return sum(rows) - self.rest - sum(columns)


def sheet_of(
    company: Company, plan: Plan, definition: Definition, unit: Unit, by: By, pattern: Pattern | None
) -> Sheet:
    """Read a sheet; without a pattern it is what stands, or last year where nothing does.

    Raises:
        NotAdditive, NoHistory: last year is asked for, and there is none.
    """
    if definition.is_stock:
        raise NotAdditive
    used = pattern or "standing"
    table = table_of(plan, definition.key, unit, by, used)
    if pattern is None and not table.stands.any():
        with suppress(NoHistory):
            table, used = table_of(plan, definition.key, unit, by, "history"), "history"
    rows, columns = _totals(plan, definition, unit, by, table)
    return Sheet(plan, definition, Measure(definition, company), unit, by, used, table, rows, columns)


def _totals(
    plan: Plan, definition: Definition, unit: Unit, by: By, table: Table
) -> tuple[list[Total], list[Total]]:
    rows_before, columns_before = _last_year(plan, definition.key, unit, by, table)
    stands = (table.row_sums, table.column_sums)
    asked = stands if any(sums.any() for sums in stands) else (table.seed.sum(axis=1), table.seed.sum(axis=0))
    stays = (table.fixed.sum(axis=1) + table.rest, table.fixed.sum(axis=0))
    seeds = (table.seed.sum(axis=1), table.seed.sum(axis=0))
    before = (rows_before, columns_before)
    heads, kinds = (table.rows, table.columns), ("r", "c")
    return tuple(
        [
            Total(
                f"{kinds[side]}-{_code(head, at)}", head, int(stands[side][at]), int(stays[side][at]),
                before[side][at], int(asked[side][at]), bool(seeds[side][at]),
            )
            for at, head in enumerate(heads[side])
        ]
        for side in (0, 1)
    )  # fmt: skip


def code_of(total: Total, at: int) -> str:
    """A unit's or product's code; of a month its place in the fiscal year."""
    return _code(total.head, at)


def _code(head: Unit | Product | Period, at: int) -> str:
    return str(at) if isinstance(head, Period) else head.code


def _last_year(plan: Plan, indicator: int, unit: Unit, by: By, table: Table) -> tuple[list[int], list[int]]:
    """Actuals of the year before: of each row, and of each column of the unit."""
    root = Product.objects.get(parent=None).pk
    lines = [line.pk for line in table.columns] if by == "lines" else []
    found = wide_facts(
        indicators=[indicator],
        years=[plan.fiscal_year - 1],
        units=[unit.pk, *(row.pk for row in table.rows)],
        products=[root, *lines],
    )

    def grains(of: int, product: int) -> list[int]:
        return found.get((indicator, plan.fiscal_year - 1, of, product), [0] * 17)

    rows = [grains(row.pk, root)[16] for row in table.rows]
    return rows, [grains(unit.pk, line)[16] for line in lines] if lines else grains(unit.pk, root)[:12]


def read(sheet: Sheet, sent: Mapping[str, str]) -> bool:
    """Take over what was typed; whether all of it is an amount."""
    for each in (*sheet.rows, *sheet.columns):
        if each.key not in sent:
            continue
        each.text = sent[each.key][:100]
        try:
            each.asked = parse_amount(each.text, sheet.measure.digits)
        except NotAnAmount as error:
            each.error, sheet.wrong = error, True
    return not sheet.wrong


def scale(sheet: Sheet, side: str) -> None:
    """Bring the rows or the columns to the sum of the others, in proportion; what stays in them is kept."""
    totals = sheet.rows if side == "rows" else sheet.columns
    change = -sheet.difference if side == "rows" else sheet.difference
    free = np.array([max(each.asked - each.stays, 0) for each in totals], dtype=np.int64)
    wanted = int(free.sum()) + change
    if wanted < 0 or not free.any():
        return
    for each, now, part in zip(totals, free.tolist(), split_one(wanted, free)[0], strict=True):
        each.asked += part - now
        each.text = ""
