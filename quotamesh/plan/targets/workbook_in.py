"""A split sheet that comes back: what its editor changed, and what in it cannot be."""

import io
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from quotamesh.base.tables.workbooks import as_text
from quotamesh.kernel.amount_text import NotAnAmount
from quotamesh.kernel.money import parse_amount
from quotamesh.plan.targets.models import Plan, TargetRow
from quotamesh.plan.targets.schemas import ChangeIn
from quotamesh.plan.targets.workbook import FIRST_MONTH, HEAD_ROW, SEEN, SHEET

MOST_CHANGES = 5_000
LARGEST = 40 * 1024 * 1024


class NotASplitSheet(Exception):
    """The file is none that was downloaded from this plan; `reason` says what is wrong."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Problem:
    """What is wrong in one cell of the file."""

    cell: str
    value: str
    message: str


@dataclass(frozen=True)
class Changed:
    """One cell that differs from what was downloaded."""

    cell: str
    unit: str
    product: str
    line: str
    month: int
    before: int
    after: int

    @property
    def difference(self) -> int:
        return self.after - self.before

    def as_change(self) -> ChangeIn:
        return ChangeIn(
            unit=self.unit,
            product=self.product,
            line=self.line,
            first_month=self.month,
            month_count=1,
            balance="parent",
            amount=self.after,
            seen=self.before,
        )


@dataclass
class Reading:
    changes: list[Changed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_workbook(data: bytes, plan: Plan, digits: int) -> Reading:
    """Compare a file with what it was when it was written.

    Raises:
        NotASplitSheet: no such file, too large, or of another plan.
    """
    shown, seen = _sheets(data)
    if not seen or str(seen[0][0]) != str(plan.uid):
        raise NotASplitSheet(
            _("This sheet was not downloaded from this plan. Download it again and change that one.")
        )
    if int(seen[0][3]) != digits:
        raise NotASplitSheet(_("This sheet is of another indicator."))
    known = {_key(row): row for row in seen[1:]}
    reading = Reading()
    met: set[tuple[str, str, str]] = set()
    for number, row in enumerate(shown[HEAD_ROW + 1 :], HEAD_ROW + 2):
        if any(cell not in ("", None) for cell in row[:FIRST_MONTH]):
            _read_row(reading, number, row, known, met, digits)
    return reading


def _sheets(data: bytes) -> tuple[list[list[Any]], list[list[Any]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    if len(data) > LARGEST:
        raise NotASplitSheet(_("The file is larger than 40 MB."))
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return tuple(book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in (SHEET, SEEN))
    except (CalamineError, ValueError) as error:
        raise NotASplitSheet(_("This is not a split sheet: download one and change that.")) from error


def _key(row: list[Any]) -> tuple[str, str, str]:
    return (_word(row[0]), _word(row[1]), _word(row[2]))


def _word(cell: Any) -> str:
    """A code as it was before it was defused."""
    text = as_text(cell) or ""
    return text[1:] if text.startswith("'") else text


def _read_row(reading: Reading, number: int, row: list[Any], known: dict, met: set, digits: int) -> None:
    key = (_word(row[1]), _word(row[5]), _lines().get(_word(row[4]), _word(row[4])))
    before = known.get(key)
    if before is None:
        value = " · ".join(filter(None, key[:2]))
        reading.problems.append(
            Problem(f"B{number}", value, _("This row was not in the sheet; take it out."))
        )
        return
    if key in met:
        reading.problems.append(Problem(f"B{number}", key[0], _("This row stands twice.")))
        return
    met.add(key)
    for month in range(12):
        cell = row[FIRST_MONTH + month] if FIRST_MONTH + month < len(row) else ""
        _read_cell(reading, f"{chr(ord('H') + month)}{number}", cell, key, month, before, digits)


@cache
def _lines() -> dict[str, str]:
    """The words for lines in every language the sheet is written in."""
    words = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            words |= {str(line.label): line.value for line in TargetRow.Line}
    return words


def _read_cell(
    reading: Reading, place: str, cell: Any, key: tuple, month: int, before: list[Any], digits: int
) -> None:
    text = as_text(cell) or "0"
    seen = int(before[4 + month])
    try:
        amount = parse_amount(text, digits)
    except NotAnAmount:
        reading.problems.append(Problem(place, text, _("This is not an amount.")))
        return
    if amount == seen:
        return
    if before[3]:
        reading.problems.append(Problem(place, text, _("This row is a sum: change the rows below it.")))
    elif amount < 0:
        reading.problems.append(Problem(place, text, _("An amount here is not below zero.")))
    else:
        reading.changes.append(Changed(place, *key, month, seen, amount))
