"""Own fields of the customer's record: reading what was typed into them, and showing what stands there."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from quotamesh.base.shell.formats import local_date
from quotamesh.do.customers.errors import BadOwn
from quotamesh.do.customers.models import OwnField
from quotamesh.kernel.amount_text import NotAnAmount
from quotamesh.kernel.money import format_plain, parse_amount

LONGEST = 2000
DIGITS = 4


def read_own(fields: Iterable[OwnField], given: Mapping[str, Any]) -> dict[str, str]:
    """The values as they are kept: numbers as plain decimals, days as ISO; empty ones are left out.

    Raises:
        BadOwn: 'number', 'date', 'choice', 'too_long' or 'unknown' by the field's code.
    """
    known = {field.code: field for field in fields}
    wrong = {code: "unknown" for code in given if code not in known}
    found = {}
    for code, field in known.items():
        text = str(given.get(code) or "").strip()
        try:
            if text:
                found[code] = read_one(field, text)
        except ValueError as error:
            wrong[code] = str(error)
    if wrong:
        raise BadOwn(wrong)
    return found


def read_one(field: OwnField, text: str) -> str:
    """Raises: ValueError naming what is wrong, as in `read_own`"""
    return _READ[OwnField.Kind(field.kind)](text, field)


def _text(text: str, _field: OwnField) -> str:
    if len(text) > LONGEST or "\x00" in text:
        raise ValueError("too_long")
    return text


def _number(text: str, _field: OwnField) -> str:
    try:
        return format_plain(parse_amount(text, DIGITS), DIGITS).rstrip("0").rstrip(".")
    except NotAnAmount as error:
        raise ValueError("number") from error


def _date(text: str, _field: OwnField) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ValueError("date") from error


def _choice(text: str, field: OwnField) -> str:
    if text not in field.choices:
        raise ValueError("choice")
    return text


_READ = {
    OwnField.Kind.TEXT: _text,
    OwnField.Kind.NUMBER: _number,
    OwnField.Kind.DATE: _date,
    OwnField.Kind.CHOICE: _choice,
}


def shown(field: OwnField, value: str | None) -> str:
    if not value:
        return "–"
    return local_date(date.fromisoformat(value)) if field.kind == OwnField.Kind.DATE else value
