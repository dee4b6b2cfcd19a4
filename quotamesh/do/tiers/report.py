"""Tiers as a table for files and programs: sorted anew as of a day, by the rules in force, keeping nothing."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from quotamesh.base.people.models import Company
from quotamesh.base.people.viewer import Viewer
from quotamesh.do.customers.models import Customer
from quotamesh.do.customers.queries import visible_customers
from quotamesh.do.tiers.scheme import current
from quotamesh.do.tiers.sorting import EPOCH, sort_customers
from quotamesh.kernel.money import format_plain, minor_units
from quotamesh.kernel.tiering import TIERS

COLUMNS = (
    "customer", "recency_days", "frequency", "monetary", "r", "f", "m", "value", "potential", "tier",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A customer by code; `monetary` in the smallest unit, value and potential in hundredths."""

    customer: str
    recency_days: int | None
    frequency: int
    monetary: int
    r: int
    f: int
    m: int
    value: int
    potential: int
    tier: str


def lines(viewer: Viewer, as_of: date) -> Iterator[Line]:
    """Everybody is sorted, since fifths are of all customers; those in sight are told, in order of their codes."""
    columns, today = sort_customers(as_of, current()).columns, as_of.toordinal() - EPOCH
    names = ("last", "frequency", "monetary", "r", "f", "m", "value", "potential", "tier")
    figures = zip(*(getattr(columns, name).tolist() for name in names), strict=True)
    found = dict(zip(columns.customer.tolist(), figures, strict=True))
    seen = Customer.objects.all() if viewer.sees_all else visible_customers(viewer)
    for key, code in seen.order_by("code").values_list("pk", "code"):
        last, *rest, tier = found[key]
        yield Line(code, today - last if last >= 0 else None, *rest, TIERS[tier])


def values(line: Line, digits: int) -> tuple[str, ...]:
    return (
        line.customer,
        "" if line.recency_days is None else str(line.recency_days),
        str(line.frequency),
        format_plain(line.monetary, digits),
        *(str(score) for score in (line.r, line.f, line.m)),
        *(f"{part // 100}.{part % 100:02}" for part in (line.value, line.potential)),
        line.tier,
    )


def render(found: Iterator[Line], company: Company, form: str) -> Iterator[str]:
    """The report as csv or json, piece by piece."""
    digits = minor_units(company.currency)
    rows = (values(line, digits) for line in found)
    if form == "csv":
        yield _csv(COLUMNS)
        yield from map(_csv, rows)
        return
    yield "["
    for number, row in enumerate(rows):
        yield (",\n " if number else "\n ") + _object(row)
    yield "\n]\n"


def _csv(cells: tuple[str, ...]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()


def _object(row: tuple[str, ...]) -> str:
    """Numbers are written digit by digit, never through a float."""
    words = {"customer", "tier"}
    named = zip(COLUMNS, row, strict=True)
    cells = (
        f'"{name}": {json.dumps(cell, ensure_ascii=False) if name in words else cell or "null"}'
        for name, cell in named
    )
    return "{" + ", ".join(cells) + "}"
