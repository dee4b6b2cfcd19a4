"""What leads count in the summary.

A lead counts once, on the day it came, for the seat of who took it up; until somebody does, for nobody. It stays
with that seat when it is given back or handed on after its answer; handed on before, it goes along. The answer it
is owed counts on the day it is given; not given, on the day it was due, once that has passed. What was merged into
another lead, or was not meant seriously, counts nothing.
"""

from datetime import date

from django.db.models import F, Max, Min, Q

from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.facts.measured import MeasureColumns
from quotamesh.do.facts.records import Count
from quotamesh.do.leads.models import Lead

UNCOUNTED = Q(state=Lead.State.MERGED) | Q(state=Lead.State.DROPPED, why=Lead.Why.SPAM)
CREDITED = Q(seat__isnull=False) & ~UNCOUNTED


def counts_of(lead: Lead, root: int) -> list[Count]:
    """(indicator, seat, product, day, amount) of one lead; `root` is the node of all products."""
    spam = lead.state == Lead.State.DROPPED and lead.why == Lead.Why.SPAM
    if lead.seat_id is None or lead.state == Lead.State.MERGED or spam:
        return []
    product = lead.product_id or root
    found = [(KEYS["leads"], lead.seat_id, product, lead.date, 1)]
    if lead.answer_day:
        found.append((KEYS["lead_answers_due"], lead.seat_id, product, lead.answer_day, 1))
        if lead.in_time:
            found.append((KEYS["lead_answers_in_time"], lead.seat_id, product, lead.answer_day, 1))
    return found


def counted(start: date, end: date) -> MeasureColumns:
    """What the leads of these days count: those that came, and those whose answers were due."""
    root = root_product().pk
    rows = Lead.objects.filter(CREDITED).order_by()
    came = rows.filter(date__range=(start, end))
    due = rows.filter(answer_day__range=(start, end))
    in_time = due.filter(answered_at__lte=F("answer_due"))
    asked = (
        ("leads", came, "date"),
        ("lead_answers_due", due, "answer_day"),
        ("lead_answers_in_time", in_time, "answer_day"),
    )
    return MeasureColumns.of(
        [
            (KEYS[code], seat, product or root, day, 1)
            for code, found, field in asked
            for seat, product, day in found.values_list("seat_id", "product_id", field).iterator()
        ]
    )


def days() -> list[date]:
    """The first and the last days on which leads count."""
    found = Lead.objects.aggregate(Min("date"), Max("date"), Min("answer_day"), Max("answer_day"))
    return [day for day in found.values() if day]
