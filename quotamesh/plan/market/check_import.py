"""What must hold of a table of segments before it is stored: each as on the page, all of a market together."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.utils.translation import gettext_noop as _

from quotamesh.base.people.models import Person
from quotamesh.base.tables.coded import EMPTY, Numbers
from quotamesh.base.tables.lookups import keys_by_name, keys_of
from quotamesh.base.tables.problems import Message
from quotamesh.base.tables.rows import Rows
from quotamesh.do.catalog.naming import named_products
from quotamesh.do.catalog.queries import product_lines
from quotamesh.plan.market.actions import state_of
from quotamesh.plan.market.checks import problems_of
from quotamesh.plan.market.kinds import POINTS, TEXTS
from quotamesh.plan.market.models import Entry, MarketBook

MOST_ROWS = 1_000
ENDS = ("_low", "", "_high")
COLUMN_OF = {"noted_on": "as_of"}
SEGMENT = Entry.Kind.SEGMENT


@dataclass
class Wanted:
    """One row: the entry as the file wants it, and its state before ({} for a new one)."""

    place: int
    entry: Entry
    before: dict[str, Any]
    market: tuple[int, int]  # fiscal year and product


@dataclass
class Checked:
    rows: Rows
    wanted: list[Wanted]

    def __len__(self) -> int:
        return len(self.wanted)


def check_segments(rows: Rows) -> Checked | None:
    if len(rows) > MOST_ROWS:
        rows.refuse(
            MOST_ROWS,
            "name",
            "too_many",
            Message(_("is one more than the %(most)s a file may hold."), most=MOST_ROWS),
        )
        return None
    rows.read_all()
    products = keys_by_name(rows, "product", named_products(), "product")
    people = {person.pk: person for person in Person.objects.select_related("user")}
    owners = keys_of(rows, "owner", {person.code: pk for pk, person in people.items()}, "person")
    years = _years(rows)
    _refuse_parts_of_lines(rows, products)
    if rows.problems:
        return None
    markets = list(zip(years, products.tolist(), strict=True))
    _refuse_doubled(rows, markets)
    if rows.problems:
        return None
    found = _wanted(rows, markets, [people.get(pk) for pk in owners.tolist()])
    if rows.problems:
        return None
    _refuse_what_cannot_be(rows, found)
    return Checked(rows, found)


def _years(rows: Rows) -> list[int]:
    periods = rows.coded("period").rows(None)
    wrong = [place for place, each in enumerate(periods) if each is not None and each.kind != "year"]
    rows.refuse_all(
        np.array(wrong, dtype=np.int64), "period", "not_a_year",
        lambda _i: (Message(_("is not a whole fiscal year.")), Message(_("Write it like FY2026."))),
    )  # fmt: skip
    return [each.fiscal_year if each else 0 for each in periods]


def _refuse_parts_of_lines(rows: Rows, products: np.ndarray) -> None:
    lines = {line.pk for line in product_lines()}
    wrong = [place for place, pk in enumerate(products.tolist()) if pk != EMPTY and pk not in lines]
    codes = ", ".join(line.code for line in product_lines()[:6])
    rows.refuse_all(
        np.array(wrong, dtype=np.int64), "product", "not_a_line",
        lambda _i: (
            Message(_("is no product line of the first level.")),
            Message(_("Write one of: %(words)s."), words=codes),
        ),
    )  # fmt: skip


def _refuse_doubled(rows: Rows, markets: list[tuple[int, int]]) -> None:
    first: dict[tuple, int] = {}
    for place, (market, name) in enumerate(zip(markets, rows.coded("name").rows(""), strict=True)):
        stood = first.setdefault((market, name.casefold()), place)
        if stood != place:
            rows.refuse(
                place, "name", "doubled",
                Message(_("stands in row %(row)s already."), row=rows.number(stood)),
            )  # fmt: skip


def _wanted(rows: Rows, markets: list[tuple[int, int]], owners: list[Person | None]) -> list[Wanted]:
    """What the file does not bring stays."""
    known = _known(markets)
    texts = _texts(rows)
    figures = _figures(rows)
    found = []
    for place, market in enumerate(markets):
        name = texts["name"][place]
        entry = known.get((market, name.casefold()))
        before = state_of(entry) if entry else {}
        entry = entry or Entry(kind=SEGMENT, values={"apart": False} | dict.fromkeys(TEXTS[SEGMENT], ""))
        entry.name, entry.source, entry.noted_on = name, texts["source"][place], texts["as_of"][place]
        if rows.has("owner"):
            _own(rows, place, entry, owners[place])
        brought = {name: texts[name][place] for name in TEXTS[SEGMENT] if name in texts}
        if "apart" in texts:
            brought["apart"] = texts["apart"][place] == "yes"
        entry.values = entry.values | _points(figures, place, entry.values) | brought
        found.append(Wanted(place, entry, before, market))
    return found


def _own(rows: Rows, place: int, entry: Entry, owner: Person | None) -> None:
    """As on the page, somebody who signs in; who answers for it already may go on doing so."""
    user = getattr(owner, "user", None)
    if owner and owner != entry.owner and not (user and user.is_active):
        rows.refuse(place, "owner", "no_sign_in", Message(_("has no sign-in, so could not look after it.")))
    entry.owner = owner


def _known(markets: list[tuple[int, int]]) -> dict[tuple, Entry]:
    entries = Entry.objects.filter(
        kind=SEGMENT, removed=False, book__product__in={pk for _year, pk in markets}
    )
    return {
        ((entry.book.fiscal_year, entry.book.product_id), entry.name.casefold()): entry
        for entry in entries.select_related("book__product", "owner")
    }


def _texts(rows: Rows) -> dict[str, list]:
    names = ("name", "source", "as_of", *TEXTS[SEGMENT], "apart")
    return {name: rows.coded(name).rows("") for name in names if rows.has(name)}


def _figures(rows: Rows) -> dict[str, list]:
    """Per column its whole numbers, None where a cell is empty."""
    found = {}
    for points in POINTS[SEGMENT]:
        for column in (points.name + end for end in ENDS):
            if rows.has(column):
                read = rows.column(column)
                found[column] = (
                    [int(v) if f else None for v, f in zip(read.values, read.filled, strict=True)]
                    if isinstance(read, Numbers)
                    else read.rows(None)
                )
    return found


def _points(figures: dict[str, list], place: int, stood: dict[str, Any]) -> dict[str, list[int]]:
    """An end that the file does not bring stays, and goes along with a likely value that it equalled; an empty one is
    as the likely value."""
    found = {}
    for points in POINTS[SEGMENT]:
        likely = figures[points.name][place]
        before = stood.get(points.name) or [likely] * 3
        ends = [
            figures[points.name + end][place]
            if points.name + end in figures
            else (None if before[at] == before[1] else before[at])
            for at, end in enumerate(ENDS)
        ]
        found[points.name] = [likely if each is None else each for each in ends]
    return found


def _refuse_what_cannot_be(rows: Rows, wanted: list[Wanted]) -> None:
    """Each by itself, and only if all can be, against all others of its market as they will stand."""
    for each in wanted:
        _refuse(rows, each, [])
    if rows.problems:
        return
    mine = defaultdict(list)
    for each in wanted:
        mine[each.market].append(each)
    for (year, product), group in mine.items():
        taken = {each.entry.pk for each in group}
        book = MarketBook.objects.filter(fiscal_year=year, product=product).first()
        rest = [e for e in book.entries.filter(removed=False) if e.pk not in taken] if book else []
        for each in group:
            _refuse(rows, each, [*rest, *(other.entry for other in group if other is not each)])


def _refuse(rows: Rows, wanted: Wanted, others: list[Entry]) -> None:
    for name, sentence in problems_of(wanted.entry, others, date.max).items():
        column = COLUMN_OF.get(name, name)
        told = Message("%(told)s", told=sentence)
        rows.refuse(wanted.place, column if rows.has(column) else "name", "cannot_be", told)
