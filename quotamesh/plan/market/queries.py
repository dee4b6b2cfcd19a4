"""Reading the market: as it stands for the pages, as it was on a day for the calibration."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from django.http import Http404

from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import Viewer
from quotamesh.do.catalog.models import Product
from quotamesh.kernel.market import FACTORS, Market
from quotamesh.plan.market.access import need_reader
from quotamesh.plan.market.kinds import BASIS_POINTS, MEASURES
from quotamesh.plan.market.models import Entry, MarketBook, Version

SEED = 20
Row = tuple[str, str, dict[str, Any]]  # uid, name, values


@dataclass(frozen=True)
class Picture:
    """The inputs of one kind each in order, and the market they make."""

    segments: Sequence[Row]
    scans: Sequence[Row]
    niches: Sequence[Row]

    @cached_property
    def market(self) -> Market:
        return Market(
            factors=np.stack([_points(self.segments, name) for name in FACTORS]),
            scans=_points(self.scans, "effect"),
            touches=np.array([self._touched(scan) for scan in self.scans], dtype=bool).reshape(
                len(self.scans), len(self.segments)
            ),
            niches=_points(self.niches, "amount"),
        )

    def _touched(self, scan: Row) -> list[bool]:
        chosen = scan[2].get("touches") or []
        return [not chosen or segment[0] in chosen for segment in self.segments]

    @cached_property
    def range(self) -> tuple[int, ...]:
        """What is exceeded in nine, five and one of ten draws."""
        return self.market.quantiles(SEED)

    def weighed(self) -> list[tuple[str, str, int]]:
        """(kind, name, amount) of all that adds up to the likely amount."""
        parts = self.market.parts()
        groups = (
            (Entry.Kind.SEGMENT, self.segments, parts.segments),
            (Entry.Kind.SCAN, self.scans, parts.scans),
            (Entry.Kind.COMPETITOR, self.niches, parts.niches),
        )
        return [
            (kind.value, _shown(kind, row), int(amount))
            for kind, rows, amounts in groups
            for row, amount in zip(rows, amounts, strict=True)
        ]

    def named(self, swing_name: str, place: int) -> str:
        """The name of the input that a swing of the kernel stands for."""
        rows = {"scan": self.scans, "niche": self.niches}.get(swing_name, self.segments)
        return rows[place][1]


def _shown(kind: Entry.Kind, row: Row) -> str:
    return row[2].get("niche") or row[1] if kind == Entry.Kind.COMPETITOR else row[1]


def _points(rows: Sequence[Row], name: str) -> np.ndarray:
    """float64[3, rows]: shares and changes as fractions, counts and money as they are."""
    scale = BASIS_POINTS if MEASURES[name] in ("share", "change") else 1
    found = np.array([row[2][name] for row in rows], dtype=np.float64).reshape(len(rows), 3)
    return found.T / scale


def picture(rows: Iterable[tuple[str, Row]]) -> Picture:
    """(kind, row) each, in order."""
    kept = list(rows)
    return Picture(
        segments=[row for kind, row in kept if kind == Entry.Kind.SEGMENT],
        scans=[row for kind, row in kept if kind == Entry.Kind.SCAN],
        niches=[row for kind, row in kept if kind == Entry.Kind.COMPETITOR and row[2].get("amount")],
    )


def market_for(fiscal_year: int, product: Product, as_of: date | None) -> Market | None:
    """The market of a product line as it was known at the end of a day (None: as it stands); None where it holds
    nothing that counts."""
    versions = Version.objects.filter(entry__book__fiscal_year=fiscal_year, entry__book__product=product)
    if as_of is not None and as_of != _standing_day():
        versions = versions.filter(at__lt=_end_of(as_of))
    versions = versions.order_by("entry_id", "number")
    last = {v.entry_id: v for v in versions.select_related("entry")}
    live = [v for v in last.values() if not v.state["removed"]]
    found = picture((v.entry.kind, (str(v.entry.uid), v.state["name"], v.state["values"])) for v in live)
    return found.market if found.segments or found.niches else None


def _end_of(day: date) -> datetime:
    own = company()
    return datetime.combine(day + timedelta(1), time.min, ZoneInfo(own.time_zone if own else "UTC"))


def _standing_day() -> date | None:
    """The demo company's day: it stands still while people go on changing things."""
    own = company()
    return own.demo_day if own and own.is_demo else None


@dataclass(frozen=True)
class Book:
    """A market as a viewer reads it today."""

    fiscal_year: int
    product: Product
    book: MarketBook | None
    entries: Sequence[Entry]
    today: date

    def of(self, kind: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.kind == kind]

    @cached_property
    def picture(self) -> Picture:
        return picture((e.kind, (str(e.uid), e.name, e.values)) for e in self.entries)

    @property
    def counts(self) -> bool:
        """Whether there is anything that adds up to an amount."""
        return bool(self.picture.segments or self.picture.niches)

    def is_stale(self, entry: Entry) -> bool:
        return self.book is not None and entry.noted_on + timedelta(self.book.stale_after) < self.today

    @property
    def stale(self) -> list[Entry]:
        return [entry for entry in self.entries if self.is_stale(entry)]


def read_book(viewer: Viewer, fiscal_year: int, product: Product, today: date) -> Book:
    """
    Raises:
        Http404: the viewer reads no market.
    """
    need_reader(viewer)
    book = MarketBook.objects.filter(fiscal_year=fiscal_year, product=product).first()
    entries = list(book.entries.filter(removed=False).select_related("owner")) if book else []
    return Book(fiscal_year, product, book, entries, today)


def find_entry(viewer: Viewer, uid: Any) -> Entry:
    need_reader(viewer)
    entry = Entry.objects.filter(uid=uid).select_related("book__product", "owner").first()
    if entry is None:
        raise Http404
    return entry


def years_with(product: Product) -> list[int]:
    """Fiscal years whose market of this product line holds inputs, latest first."""
    years = Entry.objects.filter(book__product=product, removed=False)
    return sorted(set(years.values_list("book__fiscal_year", flat=True).order_by()), reverse=True)


@dataclass(frozen=True)
class Step:
    """One version: who left it so, when, and what it changed as (field, before, after)."""

    number: int
    at: Any
    actor: str
    changed: list[tuple[str, Any, Any]]


def history(entry: Entry) -> list[Step]:
    """The versions of an entry, latest first."""
    versions = list(entry.versions.order_by("number"))
    before: dict[str, Any] = {}
    steps = []
    for version in versions:
        after = _flat(version.state)
        changed = [
            (name, before.get(name), value) for name, value in after.items() if before.get(name) != value
        ]
        steps.append(Step(version.number, version.at, version.actor, changed))
        before = after
    return steps[::-1]


def _flat(state: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in state.items() if name != "values"} | state["values"]
