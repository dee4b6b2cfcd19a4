"""Records that count by themselves: follow-ups, opportunities, leads and the like.

A feature offers the module in which it says what its records count:

    counted(start, end) -> MeasureColumns    every count of the records of these days
    days() -> list[date]                     the first and the last day of which there are records, or nothing

and books each change of a record with `book`, in the record's transaction. A rebuild asks the modules, so that the
same counting gives the summary twice.
"""

from collections.abc import Iterable
from datetime import date

from quotamesh.base.people.queries import company
from quotamesh.base.shell.offers import Offers
from quotamesh.do.facts.actions import book_measures
from quotamesh.do.facts.measured import MeasureColumns
from quotamesh.kernel.calendar import FiscalCalendar

Count = tuple[int, int, int, date, int]
_offered = Offers()


def offer(module: str) -> None:
    """Name a module that counts records."""
    _offered.add(module)


def counted(start: date, end: date) -> MeasureColumns:
    """What all records of these days count."""
    found = MeasureColumns.of([])
    for module in _offered:
        found = found.with_more(module.counted(start, end))
    return found


def days() -> list[date]:
    """First and last days of records, of every feature that counts any."""
    return [day for module in _offered for day in module.days()]


def book(before: Iterable[Count], after: Iterable[Count]) -> None:
    """Bring the summary from what a record counted to what it counts now.

    A count is (indicator, seat, product node, day, amount), all by key; only of indicators that add up.
    """
    was, now = list(before), list(after)
    if was != now:
        calendar = FiscalCalendar(company().fiscal_start)
        book_measures(calendar, MeasureColumns.of(was), MeasureColumns.of(now), set())
