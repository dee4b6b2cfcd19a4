"""Days as people and spreadsheets write them."""

import re
from datetime import date, timedelta

import numpy as np
from django.utils.translation import gettext_noop as _

from quotamesh.base.tables.coded import Coded
from quotamesh.base.tables.parsing import Context, each
from quotamesh.base.tables.problems import Message, Refused
from quotamesh.kernel.calendar import FiscalCalendar, NotAPeriod, Period

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2049, 12, 31)
NOT_A_DAY = np.datetime64("NaT", "D")
_EXCEL_EPOCH = date(1899, 12, 30)
_CLOCK = r"(?:[T ]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
_YEAR_FIRST = re.compile(
    rf"([0-9]{{4}})(?:([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}})|年([0-9]{{1,2}})月([0-9]{{1,2}})[日号]){_CLOCK}"
)
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
_YEAR_LAST = re.compile(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4}(?: .*)?")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９／－．", "0123456789/-.")


def read_day(text: str, _context: Context) -> date:
    """A day with the year first (2026-3-5, 2026年3月5日, 20260305) or as Excel numbers it; the hour is left out."""
    plain = text.translate(_FULL_WIDTH)
    if _YEAR_LAST.fullmatch(plain):
        raise Refused(
            "ambiguous_date", Message(_("can be read with the day or the month first.")),
            Message(_("Write the year first: 2026-03-05.")),
        )  # fmt: skip
    day = _plain_day(plain)
    if day is None:
        raise Refused(
            "not_a_date",
            Message(_("is not a date.")),
            Message(_("Write it like 2026-03-05 or 2026年3月5日.")),
        )
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Refused(
            "outside_calendar", Message(_("lies outside the calendar.")),
            Message(_("Dates from %(first)s to %(last)s can be stored."), first=FIRST_DAY, last=LAST_DAY),
        )  # fmt: skip
    return day


def _plain_day(text: str) -> date | None:
    if serial := _SERIAL.fullmatch(text):
        return _EXCEL_EPOCH + timedelta(int(serial[1]))
    if match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        year, month, day = [int(part) for part in match.groups() if part and part not in "-/."]
        try:
            return date(year, month, day)
        except ValueError:
            return None
    return None


def read_period(text: str, context: Context) -> Period:
    """FY2020, 2020-Q1 or 2020-03 of the company's fiscal calendar."""
    hint = Message(_("Write FY2020 for a fiscal year, 2020-Q1 for its first quarter, 2020-03 for a month."))
    try:
        period = FiscalCalendar(context.fiscal_start).parse(text.upper().replace(" ", ""))
    except NotAPeriod as error:
        raise Refused("not_a_period", Message(_("is not a period.")), hint) from error
    if period.kind == "week":
        raise Refused("week", Message(_("is a week; targets are set for months and longer.")), hint)
    if period.start < FIRST_DAY or period.end > LAST_DAY:
        raise Refused("outside_calendar", Message(_("lies outside the calendar.")), hint)
    return period


day = each(read_day)
period = each(read_period)


def as_days(days: Coded) -> np.ndarray:
    """datetime64[D] of every row, NaT where there is none."""
    return days.array(np.datetime64, NOT_A_DAY, "datetime64[D]")
