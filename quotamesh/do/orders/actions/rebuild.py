"""The summary anew from the records; proves what was kept equal to the truth."""

from django.db import transaction
from django.db.models import BigIntegerField, F, Max, Min, Q, Sum
from django.db.models.functions import Coalesce

from quotamesh.base.jobs.progress import SILENT, Progress
from quotamesh.base.people.queries import company
from quotamesh.base.store import bulk
from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.facts.actions import replace_year
from quotamesh.do.facts.models import DayFact, Fact
from quotamesh.do.measures.actions.rebuild import measured_days, rebuild_measures
from quotamesh.do.orders.models import Credit, Order, Payment
from quotamesh.do.orders.queries import credit_columns, payment_credits
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.kernel.periods import Period


@transaction.atomic
def rebuild_facts(actor: Actor, progress: Progress = SILENT) -> bool:
    """Recompute every fact, one fiscal year at a time. Returns whether nothing had to be changed."""
    same = True
    calendar = FiscalCalendar(company().fiscal_start)
    years = _years(calendar)
    for done, year in enumerate(years):
        progress("summary", done, len(years))
        credits = credit_columns(Q(line__order__date__range=(year.start, year.end)))
        payments = payment_credits(Q(date__range=(year.start, year.end)))
        same &= replace_year(calendar, year, credits, payments)
        same &= rebuild_measures(calendar, year)
    same &= sum_up_orders()
    change = {"unchanged": [None, same], "credits": [None, Credit.objects.count()]}
    record(actor, "facts.rebuild", subject="facts", key="facts", label="summary", change=change)
    return same


def sum_up_orders() -> bool:
    """Set every order to the sum of its lines. Returns whether all of them were."""
    lines = Coalesce(Sum("lines__amount"), 0, output_field=BigIntegerField())
    wrong = Order.objects.order_by().annotate(lines_sum=lines).exclude(amount=F("lines_sum"))
    rows = [(pk, int(right)) for pk, right in wrong.values_list("pk", "lines_sum")]
    bulk.change(Order, ("amount",), rows)
    return not rows


def _years(calendar: FiscalCalendar) -> list[Period]:
    """Every fiscal year from the first to the last in which there are records or facts."""
    numbers = list(Fact.objects.aggregate(Min("fiscal_year"), Max("fiscal_year")).values())
    for model, field in ((Order, "date"), (Payment, "date"), (DayFact, "day")):
        days = model.objects.aggregate(Min(field), Max(field)).values()
        numbers += [calendar.fiscal_year(day) for day in days if day]
    numbers += [calendar.fiscal_year(day) for day in measured_days()]
    known = [number for number in numbers if number is not None]
    return [calendar.year(number) for number in range(min(known), max(known) + 1)] if known else []
