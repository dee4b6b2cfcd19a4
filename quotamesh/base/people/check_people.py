"""What must hold of a table of people before it is stored."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_noop as _

from quotamesh.base.people.check_units import refuse_upside_down
from quotamesh.base.people.models import Tenure, Unit
from quotamesh.base.tables.lookups import rows_unknown, say_unknown
from quotamesh.base.tables.parsing import Context, each
from quotamesh.base.tables.problems import Message, Refused
from quotamesh.base.tables.rows import Rows


def read_email(text: str, _context: Context) -> str:
    try:
        validate_email(text)
    except ValidationError as error:
        raise Refused("not_an_email", Message(_("is not an e-mail address."))) from error
    return text


email = each(read_email)


@dataclass(frozen=True)
class Draft:
    """One row: a person in a unit over a period, and the tenure stored for it already."""

    index: int
    code: str
    unit: str
    role: str | None
    start: date | None
    end: date | None
    known: Tenure | None = None

    def ends(self, brought: bool) -> date | None:
        return self.end if brought or self.known is None else self.known.valid_to


@dataclass(frozen=True)
class People:
    """Checked rows: who people are, and their tenures."""

    persons: dict[str, dict[str, str]]
    tenures: list[Draft]
    brings_end: bool


def check_people(rows: Rows) -> People | None:
    rows.read_all()
    _check_units(rows)
    _check_same(rows)
    drafts = _drafts(rows)
    _check_overlaps(rows, drafts)
    if rows.problems:
        return None
    names, emails = rows.coded("name").rows(), rows.coded("email").rows("")
    persons = {
        draft.code: {"name": names[draft.index]}
        | ({"email": emails[draft.index]} if rows.has("email") else {})
        for draft in drafts
    }
    return People(persons, drafts, rows.has("valid_to"))


def _check_units(rows: Rows) -> None:
    units = {code: kind for code, kind in Unit.objects.values_list("code", "kind") if kind != Unit.Kind.SEAT}
    column = rows.coded("unit")
    rows.refuse_all(rows_unknown(column, units), "unit", "unknown_code", say_unknown("unit", units, column))


def _check_same(rows: Rows) -> None:
    """All rows of one person must tell the same of the person."""
    codes = rows.coded("code")
    first = codes.first
    for column in ("name", "email"):
        told = rows.coded(column)
        for index, code in enumerate(codes.codes.tolist()):
            before = int(first[code]) if code >= 0 else index
            if told.codes[index] >= 0 and told.codes[before] >= 0 and told.codes[index] != told.codes[before]:
                message = Message(_("differs from row %(row)s of the same person."), row=rows.number(before))
                hint = Message(_("There it is %(value)s."), value=told[before])
                rows.refuse(index, column, "differs", message, hint)


def _drafts(rows: Rows) -> list[Draft]:
    known = {
        (tenure.person.code, tenure.seat.parent.code, tenure.valid_from): tenure
        for tenure in Tenure.objects.select_related("person", "seat__parent")
    }
    columns = (rows.coded(name).rows() for name in ("code", "unit", "role", "valid_from", "valid_to"))
    drafts = []
    for index, (code, unit, role, start, end) in enumerate(zip(*columns, strict=True)):
        if code is None or unit is None:
            continue
        draft = Draft(index, code, unit, role, start, end, known.get((code, unit, start)))
        refuse_upside_down(rows, index, start, draft.ends(rows.has("valid_to")))
        drafts.append(draft)
    return drafts


class Span(NamedTuple):
    """A period in which a person sits in a unit; `index` is the row that says so, None for what is stored."""

    start: date
    end: date
    index: int | None


def _check_overlaps(rows: Rows, drafts: list[Draft]) -> None:
    """In one unit a person has one seat at a time, counting what is stored already."""
    spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
    replaced = {draft.known.pk for draft in drafts if draft.known}
    people = {draft.code for draft in drafts}
    for tenure in Tenure.objects.select_related("person", "seat__parent"):
        if tenure.person.code in people and tenure.pk not in replaced:
            span = Span(tenure.valid_from or date.min, tenure.valid_to or date.max, None)
            spans[tenure.person.code, tenure.seat.parent.code].append(span)
    for draft in drafts:
        span = Span(draft.start or date.min, draft.ends(rows.has("valid_to")) or date.max, draft.index)
        spans[draft.code, draft.unit].append(span)
    for (_code, unit), held in spans.items():
        _refuse_overlaps(rows, unit, sorted(held, key=lambda span: (span.start, span.end)))


def _refuse_overlaps(rows: Rows, unit: str, held: list[Span]) -> None:
    last = held[0]
    for span in held[1:]:
        if span.start <= last.end:
            new, old = (last, span) if span.index is None else (span, last)
            if new.index is not None:
                _say_overlap(rows, new.index, old.index, unit)
        last = max(last, span, key=lambda each: each.end)


def _say_overlap(rows: Rows, index: int, other: int | None, unit: str) -> None:
    if other is None:
        message = Message(_("overlaps a period that is stored already in unit %(unit)s."), unit=unit)
    else:
        message = Message(_("overlaps row %(row)s in unit %(unit)s."), row=rows.number(other), unit=unit)
    column = "valid_from" if rows.has("valid_from") else "unit"
    hint = Message(_("End the earlier period the day before, or leave one out."))
    rows.refuse(index, column, "overlap", message, hint)
