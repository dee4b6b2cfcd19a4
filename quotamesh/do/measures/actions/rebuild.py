"""What measured values and counted records add up to, anew: after the organisation changed, and as a proof."""

from django.db.models import Max, Min

from quotamesh.do.catalog.own import definitions
from quotamesh.do.facts import records
from quotamesh.do.facts.actions import replace_measured
from quotamesh.do.facts.measured import MeasureColumns
from quotamesh.do.measures.models import Measure
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.kernel.periods import Period

FIELDS = ("indicator_id", "seat_id", "product_id", "day", "amount")


def rebuild_measures(calendar: FiscalCalendar, year: Period) -> bool:
    """Recompute a fiscal year of all that is measured or counted. Returns whether nothing had to be changed."""
    rows = Measure.objects.filter(day__range=(year.start, year.end)).order_by().values_list(*FIELDS)
    states = {each.key for each in definitions().values() if each.is_stock}
    measured = MeasureColumns.of(list(rows.iterator(chunk_size=20_000)))
    return replace_measured(calendar, year, measured.with_more(records.counted(year.start, year.end)), states)


def measured_days() -> list:
    """The first and the last days of which anything was measured or counted."""
    found = Measure.objects.aggregate(Min("day"), Max("day")).values()
    return [*(day for day in found if day), *records.days()]
