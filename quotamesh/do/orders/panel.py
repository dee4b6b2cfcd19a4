"""What a customer is worth, on its page: revenue of this year and the last, and what is not paid yet."""

from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, Subquery, Sum
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.shell.formats import brief_money, percent, signed
from quotamesh.do.customers.models import Customer
from quotamesh.do.customers.panels import Figure, Panel
from quotamesh.do.orders.models import Credit, Order, Payment
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.kernel.periods import Period


class Worth(NamedTuple):
    """Revenue credited in sight: of the running year, of the last one, and of the last one up to the same day."""

    this_year: int
    last_year: int
    same_span: int


def panel(viewer: Viewer, customer: Customer, today: date) -> Panel:
    """Three queries: the company, what was credited, what is open."""
    firm = company()
    calendar, currency = FiscalCalendar(firm.fiscal_start), firm.currency
    number = calendar.fiscal_year(today)
    worth = worth_of(viewer, customer, calendar.year(number), calendar.year(number - 1), today)
    unpaid = open_amount(viewer, customer)
    rows = reverse("orders:list") + "?" + urlencode({"text": customer.name})
    figures = (
        Figure(_("Revenue this year"), brief_money(worth.this_year, currency), _against(worth), rows),
        Figure(_("Revenue last year"), brief_money(worth.last_year, currency), _("the whole year")),
        Figure(_("Not paid yet"), brief_money(unpaid, currency), _("of orders wholly in sight")),
    )
    return Panel(figures=figures, worth=_in_words(worth, unpaid, currency), order=10)


def worth_of(viewer: Viewer, customer: Customer, this: Period, last: Period, today: date) -> Worth:
    rows = Credit.objects.filter(viewer.units("seat__"), line__order__customer=customer)
    rows = rows.filter(line__order__date__range=(last.start, this.end))
    # The same number of days into the year: fiscal years begin on the same day.
    until = last.start + (today - this.start)
    spans = {
        "this_year": (this.start, this.end),
        "last_year": (last.start, last.end),
        "same_span": (last.start, until),
    }
    sums = {name: Sum("amount", filter=Q(line__order__date__range=span)) for name, span in spans.items()}
    return Worth(**{name: amount or 0 for name, amount in rows.aggregate(**sums).items()})


def open_amount(viewer: Viewer, customer: Customer) -> int:
    """Ordered and not paid, of the orders that are wholly in sight."""
    rows = Order.objects.filter(customer=customer).order_by()
    if not viewer.sees_all:
        hidden = Credit.objects.filter(line__order=OuterRef("pk")).exclude(viewer.units("seat__"))
        rows = rows.filter(~Exists(hidden))
    payments = Payment.objects.filter(order=OuterRef("pk")).order_by().values("order")
    paid = Subquery(payments.annotate(total=Sum("amount")).values("total"))
    found = rows.annotate(paid=paid).aggregate(Sum("amount"), Sum("paid"))
    return (found["amount__sum"] or 0) - (found["paid__sum"] or 0)


def _against(worth: Worth) -> str:
    if worth.same_span <= 0:
        return _("nothing last year up to this day")
    change = (worth.this_year - worth.same_span) / worth.same_span
    return _("%(change)s on last year up to this day") % {"change": signed(change, percent, 0)}


def _in_words(worth: Worth, unpaid: int, currency: str) -> str:
    values = {
        "amount": brief_money(worth.this_year, currency),
        "last": brief_money(worth.last_year, currency),
        "open": brief_money(unpaid, currency),
    }
    if worth.this_year > 0 and unpaid > 0:
        return _("%(amount)s this year, %(open)s not paid yet") % values
    if worth.this_year > 0:
        return _("%(amount)s this year, all paid") % values
    if worth.last_year > 0:
        return _("nothing this year after %(last)s last year") % values
    return _("nothing this year or last")
