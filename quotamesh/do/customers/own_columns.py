"""Own fields of customers as columns of a table: `own:<code>`, or the field's name in either language."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from django.utils.functional import lazystr
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from quotamesh.base.tables.days import read_day
from quotamesh.base.tables.kinds import Column, Kind
from quotamesh.base.tables.parsing import Context, each
from quotamesh.base.tables.problems import Message, Refused
from quotamesh.base.tables.rows import Rows
from quotamesh.base.tables.upserts import Drafts
from quotamesh.do.customers.models import OwnField
from quotamesh.do.customers.own import LONGEST, read_one
from quotamesh.do.customers.queries import own_fields

OWN = "own:"
HELP = {
    OwnField.Kind.TEXT: _("own field: text"),
    OwnField.Kind.NUMBER: _("own field: a number"),
    OwnField.Kind.DATE: _("own field: a day"),
}
SAMPLES = {
    OwnField.Kind.TEXT: ("…", "", ""),
    OwnField.Kind.NUMBER: ("12.5", "", "3"),
    OwnField.Kind.DATE: ("2025-09-01", "", "2025/9/3"),
}
REFUSALS = {
    "number": (
        gettext_noop("is not a number."),
        gettext_noop("Write it like 12.5, with at most four decimals."),
    ),
    "too_long": (gettext_noop("is too long."), gettext_noop("At most %(longest)s characters.")),
}


def header_of(field: OwnField) -> str:
    return OWN + field.code


def with_own_fields(kind: Kind) -> Kind:
    """The kind with a column, and a sample in the example, for every own field in use."""
    fields = own_fields()
    if not fields:
        return kind
    head, *rows = kind.example
    samples = [_samples(field) for field in fields]
    example = [(*head, *map(header_of, fields))]
    example += [(*row, *(each[number % 3] for each in samples)) for number, row in enumerate(rows)]
    return replace(kind, columns=(*kind.columns, *map(_column, fields)), example=tuple(example))


def add_own(rows: Rows, drafts: Drafts) -> None:
    """What the file says of own fields, as `own` of each draft: {code: text}, empty where it empties one."""
    names = [name for name in rows.kind.names if name.startswith(OWN) and rows.has(name)]
    if not names:
        return
    codes = [name.removeprefix(OWN) for name in names]
    columns = [rows.coded(name).rows("") for name in names]
    for draft, values in zip(drafts.values(), zip(*columns, strict=True), strict=False):
        draft["own"] = dict(zip(codes, values, strict=True))


def _column(field: OwnField) -> Column:
    label = lazystr(field)
    words = ", ".join(field.choices)
    told = (
        format_lazy(_("own field, one of: {words}"), words=words)
        if words
        else HELP[OwnField.Kind(field.kind)]
    )
    return Column(header_of(field), label, each(_reader(field)), told)


def _samples(field: OwnField) -> tuple[str, str, str]:
    if field.kind == OwnField.Kind.CHOICE:
        return (field.choices[0], "", field.choices[-1]) if field.choices else ("", "", "")
    return SAMPLES[OwnField.Kind(field.kind)]


def _reader(field: OwnField) -> Callable[[str, Context], str]:
    """Reads a cell as the record's form does; days also as spreadsheets write them."""

    def read(text: str, context: Context) -> str:
        if field.kind == OwnField.Kind.DATE:
            day: date = read_day(text, context)
            return day.isoformat()
        try:
            return read_one(field, text)
        except ValueError as error:
            raise _refused(field, str(error)) from error

    return read


def _refused(field: OwnField, why: str) -> Refused:
    if why == "choice":
        hint = Message(gettext_noop("Write one of: %(words)s."), words=", ".join(field.choices))
        return Refused("unknown_word", Message(gettext_noop("is not one of the words known here.")), hint)
    message, hint = REFUSALS[why]
    return Refused(
        why if why == "too_long" else "not_a_number", Message(message), Message(hint, longest=LONGEST)
    )
