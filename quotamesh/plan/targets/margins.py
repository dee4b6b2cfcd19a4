"""Two margins at once: what units get in a year and what product lines (or months) get, both to the cent.

A table of a unit's children × its product lines or the months. What is locked, held back or left to place below
stays as it is; the rest keeps the pattern of what stands, or of last year, as near as both margins allow.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from quotamesh.base.people.models import Unit
from quotamesh.base.people.queries import company
from quotamesh.base.shell.periods import period_name
from quotamesh.base.store.paths import STEP
from quotamesh.do.catalog.models import Product
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.kernel.margins import MarginsUnreachable, fit_margins
from quotamesh.kernel.periods import Period
from quotamesh.kernel.split import split_groups
from quotamesh.plan.targets.errors import CannotMeet, HeldAbove, MarginsApart
from quotamesh.plan.targets.locks import lock_paths
from quotamesh.plan.targets.models import Plan
from quotamesh.plan.targets.rows import TOTAL, Own, joined, once_a_key, read_own, unit_paths
from quotamesh.plan.targets.shape import held_in, line_ids, shape_of
from quotamesh.plan.targets.splitting import over_lines_and_months
from quotamesh.plan.targets.weights import history

By = Literal["lines", "months"]
Pattern = Literal["standing", "history"]
NOWHERE = -1
MONTHS = 12


@dataclass(frozen=True)
class Placed:
    """Own amounts with their place in a table: row int64 [n], cell int64 [n, 12] (−1: in no column)."""

    own: Own
    row: np.ndarray
    cell: np.ndarray

    def where(self, mask: np.ndarray) -> "Placed":
        return Placed(self.own.where(mask), self.row[mask], self.cell[mask])


@dataclass(frozen=True)
class Table:
    """Rows are the children of a unit, columns its product lines or the twelve months.

    stays: what is locked, held back, left to place, or stands on no line. moves: what is to be fitted anew.
    pattern: in which proportions, which is `moves` itself or last year.
    """

    rows: tuple[Unit, ...]
    columns: tuple[Product, ...] | tuple[Period, ...]
    stays: Placed
    moves: Placed
    pattern: Placed

    @cached_property
    def fixed(self) -> np.ndarray:
        """What stays in the cells, int64 [R, C]."""
        return self._summed(self.stays)

    @cached_property
    def rest(self) -> np.ndarray:
        """What stays in the rows but in no column, int64 [R]."""
        sums = np.zeros(len(self.rows), dtype=np.int64)
        np.add.at(sums, self.stays.row, self.stays.own.months.sum(axis=1))
        return sums - self.fixed.sum(axis=1)

    @cached_property
    def stands(self) -> np.ndarray:
        """What the cells hold now, int64 [R, C]."""
        return self.fixed + self._summed(self.moves)

    @cached_property
    def seed(self) -> np.ndarray:
        """The pattern, int64 [R, C]."""
        return self._summed(self.pattern)

    @property
    def row_sums(self) -> np.ndarray:
        """What the rows have now, int64 [R]."""
        return self.stands.sum(axis=1) + self.rest

    @property
    def column_sums(self) -> np.ndarray:
        """What the columns have now, int64 [C]."""
        return self.stands.sum(axis=0)

    def _summed(self, placed: Placed) -> np.ndarray:
        sums = np.zeros(len(self.rows) * len(self.columns), dtype=np.int64)
        there = placed.cell >= 0
        np.add.at(sums, placed.cell[there], placed.own.months[there])
        return sums.reshape(len(self.rows), len(self.columns))


def table_of(plan: Plan, indicator: int, unit: Unit, by: By, pattern: Pattern) -> Table:
    """Read the table of a unit's children.

    Raises:
        NoHistory: last year's pattern is asked for, and there is none.
    """
    paths = unit_paths(unit.path)
    own = read_own(plan, indicator, unit.path)
    own = own.where(own.unit != unit.pk)
    rows = _rows(plan, unit, own)
    place = _Placing(unit, paths, rows, _columns(plan, by))
    placed = place(own)
    locks = tuple(lock_paths(plan, indicator))
    free = (own.line == TOTAL) & (placed.cell >= 0).any(axis=1) & ~_below_any(own, paths, locks)
    moves = placed.where(free)
    if pattern == "history":
        past = _past(plan, indicator, paths, locks)
        wanted = place(past)
    else:
        wanted = moves
    return Table(rows, place.columns, placed.where(~free), moves, wanted)


def _columns(plan: Plan, by: By) -> tuple[Product, ...] | tuple[Period, ...]:
    if by == "lines":
        return tuple(Product.objects.filter(pk__in=line_ids(plan.product_level)).order_by("path"))
    calendar = FiscalCalendar(company().fiscal_start)
    return tuple(calendar.months(calendar.year(plan.fiscal_year)))


def _rows(plan: Plan, unit: Unit, own: Own) -> tuple[Unit, ...]:
    """Children in the order of the organisation; seats only when they are held in the year or hold amounts."""
    children = list(Unit.objects.filter(parent=unit).order_by("path"))
    if not any(child.kind == Unit.Kind.SEAT for child in children):
        return tuple(children)
    carrying = {*held_in(company(), plan.fiscal_year), *own.unit.tolist()}
    return tuple(child for child in children if child.kind != Unit.Kind.SEAT or child.pk in carrying)


class _Placing:
    """Finds the row and the cells of own amounts."""

    def __init__(self, unit: Unit, paths: dict[int, str], rows: Sequence[Unit], columns: tuple):
        self.columns = columns
        at = {row.pk: position for position, row in enumerate(rows)}
        start = len(unit.path)
        steps = {pk: path[start : start + STEP - 1] for pk, path in paths.items() if len(path) > start}
        self.row = {pk: at.get(int(step, 16), NOWHERE) for pk, step in steps.items()}
        self.by_month = isinstance(columns[0], Period)
        lines = [] if self.by_month else [(line.path, position) for position, line in enumerate(columns)]
        products = {} if self.by_month else dict(Product.objects.values_list("pk", "path").order_by())
        self.column = {
            pk: next((position for top, position in lines if path.startswith(top)), NOWHERE)
            for pk, path in products.items()
        }

    def __call__(self, own: Own) -> Placed:
        row = np.array([self.row[pk] for pk in own.unit.tolist()], dtype=np.int64)
        if self.by_month:
            cell = row[:, None] * MONTHS + np.arange(MONTHS)[None, :]
        else:
            column = np.array([self.column[pk] for pk in own.product.tolist()], dtype=np.int64)
            at = np.where(column >= 0, row * len(self.columns) + column, NOWHERE)
            cell = np.repeat(at[:, None], MONTHS, axis=1)
        return Placed(own, row, cell.reshape(len(own), MONTHS))


def _below_any(own: Own, paths: dict[int, str], tops: tuple[str, ...]) -> np.ndarray:
    return (
        np.array([paths[pk].startswith(tops) for pk in own.unit.tolist()], dtype=bool)
        if tops
        else (np.zeros(len(own), dtype=bool))
    )


def _past(plan: Plan, indicator: int, paths: dict[int, str], locks: tuple[str, ...]) -> Own:
    """Last year as own amounts of the seats that are held in the plan's year and not locked."""
    shape = shape_of(plan, company())
    weights = history(plan, indicator, shape)
    cells = over_lines_and_months(shape, weights.seat_lines.sum(axis=1), weights.seat_lines, weights.months)
    seats, lines, _months = cells.shape
    own = Own(
        np.repeat(shape.unit_ids[shape.seats], lines),
        np.tile(shape.lines, seats),
        np.full(seats * lines, TOTAL, dtype=object),
        cells.reshape(-1, 12),
    )
    inside = np.isin(own.unit, np.fromiter(paths, dtype=np.int64))
    own = own.where(inside & own.months.any(axis=1))
    return own.where(~_below_any(own, paths, locks))


def fitted(table: Table, rows: Sequence[int], columns: Sequence[int]) -> np.ndarray:
    """What the cells get anew, int64 [R, C]: with `fixed` and `rest` the rows and columns come out as asked.

    Raises:
        HeldAbove, MarginsApart, CannotMeet
    """
    by = "months" if isinstance(table.columns[0], Period) else "lines"
    asked, across = np.array(rows, dtype=np.int64), np.array(columns, dtype=np.int64)
    held, below = table.fixed.sum(axis=1) + table.rest, table.fixed.sum(axis=0)
    for heads, wanted, stays in ((table.rows, asked, held), (table.columns, across, below)):
        for head, amount, least in zip(heads, wanted.tolist(), stays.tolist(), strict=True):
            if amount < least:
                raise HeldAbove(name_of(head), amount, least)
    rest = int(table.rest.sum())
    if asked.sum() - rest != across.sum():
        raise MarginsApart(by, int(asked.sum()), rest, int(across.sum()))
    try:
        return fit_margins(table.seed, asked - held, across - below)
    except MarginsUnreachable as error:
        raise CannotMeet(
            [name_of(table.rows[at]) for at in error.rows],
            [name_of(table.columns[at]) for at in error.columns],
        ) from error


def name_of(head: Unit | Product | Period) -> str:
    return period_name(head.label) if isinstance(head, Period) else head.name


def spread(table: Table, cells: np.ndarray) -> Own:
    """The cells over the pattern's own amounts below them, as differences from what stands; a row a key."""
    pattern = table.pattern
    flat = pattern.cell.ravel()
    order = np.argsort(flat, kind="stable")
    order = order[flat[order] >= 0]
    totals = cells.ravel()
    wanted = totals[flat[order]] > 0
    order = order[wanted]
    groups, counts = np.unique(flat[order], return_counts=True)
    months = np.zeros(pattern.cell.size, dtype=np.int64)
    if len(groups):
        offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        weights = pattern.own.months.ravel()[order]
        months[order] = split_groups(totals[groups], offsets, weights)
    new = pattern.own.with_months(months.reshape(-1, 12))
    old = table.moves.own
    return once_a_key(joined(new, old.with_months(-old.months)))
