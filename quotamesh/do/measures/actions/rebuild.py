"""What the measured values add up to, anew: after the organisation changed, and as a proof."""

from django.db.models import Max, Min

from quotamesh.do.catalog.own import definitions
from quotamesh.do.facts.actions import replace_measured
from quotamesh.do.facts.measured import MeasureColumns
from quotamesh.do.measures.models import Measure
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.kernel.periods import Period

FIELDS = ("indicator_id", "seat_id", "product_id", "day", "amount")


def rebuild_measures(calendar: FiscalCalendar, year: Period) -> bool:
    """Recompute a fiscal year of all that is measured. Returns whether nothing had to be changed."""
    rows = Measure.objects.filter(day__range=(year.start, year.end)).order_by().values_list(*FIELDS)
    states = {each.key for each in definitions().values() if each.is_stock}
    return replace_measured(calendar, year, MeasureColumns.of(list(rows.iterator(chunk_size=20_000))), states)


def measured_days() -> list:
    """The first and the last day of which anything was measured."""
    return [day for day in Measure.objects.aggregate(Min("day"), Max("day")).values() if day]
