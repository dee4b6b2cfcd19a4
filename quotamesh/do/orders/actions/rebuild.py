"""The summary anew from the records; proves what was kept equal to the truth."""

from datetime import date

from django.db import transaction
from django.db.models import Max, Min, Q

from quotamesh.base.jobs.progress import SILENT, Progress
from quotamesh.base.people.queries import company
from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.facts import actions as facts
from quotamesh.do.facts.queries import fingerprint
from quotamesh.do.orders.models import Credit, Order, Payment
from quotamesh.do.orders.queries import credit_columns, payment_credits
from quotamesh.kernel.calendar import FiscalCalendar


@transaction.atomic
def rebuild_facts(actor: Actor, progress: Progress = SILENT) -> bool:
    """Recompute every fact, one fiscal year at a time. Returns whether nothing had to be changed."""
    before = fingerprint()
    facts.clear()
    nothing = credit_columns(Q(pk__in=[]))
    years = list(_years())
    for done, (start, end) in enumerate(years):
        progress("summary", done, len(years))
        facts.book_credits(nothing, credit_columns(Q(line__order__date__range=(start, end))))
        facts.book_payments(payment_credits(Q(date__range=(start, end))))
    same = before == fingerprint()
    change = {"unchanged": [None, same], "credits": [None, Credit.objects.count()]}
    record(actor, "facts.rebuild", subject="facts", key="facts", label="summary", change=change)
    return same


def _years():
    calendar = FiscalCalendar(company().fiscal_start)
    days: list[date] = []
    for model in (Order, Payment):
        days += [day for day in model.objects.aggregate(Min("date"), Max("date")).values() if day]
    if days:
        for number in range(calendar.fiscal_year(min(days)), calendar.fiscal_year(max(days)) + 1):
            period = calendar.year(number)
            yield period.start, period.end
