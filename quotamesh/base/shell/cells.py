"""From a table's values to what stands in its cells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import mark_safe

from . import charts, formats
from .states import state_badge
from .tables import Column, Table


@dataclass(frozen=True)
class Cell:
    content: str
    classes: str
    link: str = ""
    label: str = ""
    pick: str = ""


def _digits(column: Column, otherwise: int) -> int:
    return otherwise if column.digits is None else column.digits


def _state(value, column: Column) -> str:
    return state_badge(*value) if isinstance(value, tuple) else state_badge(value)


def _spark(values, column: Column) -> str:
    known = [value for value in values if value is not None]
    label = (
        f"{column.label}: {formats.short(known[0])} → {formats.short(known[-1])}"
        if known
        else str(column.label)
    )
    return mark_safe(charts.sparkline(values, label))  # noqa: S308 (built and escaped in charts)


def _bullet(value, column: Column) -> str:
    actual, target, expected, state = value
    label = f"{column.label}: {formats.percent(actual / target if target else None)}"
    return mark_safe(charts.attainment_bar(actual, target, expected, label, state))  # noqa: S308


SHOW: Mapping[str, Callable[[Any, Column], str]] = {
    "text": lambda value, column: value,
    "name": lambda value, column: value,
    "prose": lambda value, column: value,
    "strong": lambda value, column: value,
    "html": lambda value, column: value,
    "written": lambda value, column: value,
    "date": lambda value, column: formats.local_date(value),
    "time": lambda value, column: formats.local_datetime(value),
    "state": _state,
    "spark": _spark,
    "bullet": _bullet,
    "number": lambda value, column: formats.number(value, _digits(column, 0)),
    "money": lambda value, column: formats.money(value, column.currency),
    "short": lambda value, column: formats.short_money(value, column.currency),
    "percent": lambda value, column: formats.percent(value, _digits(column, 1)),
    "signed": lambda value, column: formats.signed(value, formats.number, _digits(column, 0)),
    "signed_money": lambda value, column: formats.signed(value, formats.money, column.currency),
    "signed_short": lambda value, column: formats.signed(value, formats.short_money, column.currency),
    "signed_percent": lambda value, column: formats.signed(value, formats.percent, _digits(column, 1)),
    "signed_points": lambda value, column: formats.signed(value, formats.points, _digits(column, 1)),
}


def cell(column: Column, row: Mapping[str, Any]) -> Cell:
    value = row.get(column.key)
    empty = value is None or value == ""
    content = formats.NOTHING if empty else SHOW[column.kind](value, column)
    classes = "cell-number" if column.numeric else f"cell-{column.kind}"
    classes += "" if column.phone else " cell-off"
    classes += " cell-wide" if column.wide else ""
    classes += " cell-empty" if empty else ""
    link = row.get(column.link) or "" if column.link else ""
    return Cell(format_html("{}", content), classes, link, str(column.label))


def body(table: Table) -> list[list[Cell]]:
    return [_row(table, row) for row in table.rows]


def _row(table: Table, row: Mapping[str, Any]) -> list[Cell]:
    first, *others = (cell(column, row) for column in table.columns)
    depth = row.get("depth")
    if table.pick and row.get("pick"):
        first = replace(first, pick=str(row["pick"]))
    return [replace(first, classes=f"{first.classes} tree-{depth}") if depth else first, *others]


def foot(table: Table) -> list[Cell]:
    """Columns without a total stay empty: a dash would read as a missing one."""
    return [
        cell(column, table.totals)
        if column.key in table.totals
        else Cell("", "" if column.phone else "cell-off")
        for column in table.columns
    ]
