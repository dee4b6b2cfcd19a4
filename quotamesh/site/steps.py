"""The five steps of the set-up; each can be left and taken up again."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.models import Company, Tenure, Unit
from quotamesh.do.catalog.models import Product
from quotamesh.do.customers.models import Customer
from quotamesh.do.orders.models import Order
from quotamesh.plan.targets.models import Plan


@dataclass(frozen=True)
class Part:
    """One thing to bring in: where to do it, and how much of it is there."""

    label: str | Promise
    text: str | Promise
    kind: str
    count: int


@dataclass(frozen=True)
class Step:
    label: str | Promise
    question: str | Promise


STEPS = (
    Step(_("Company"), _("Which company, and when does its year begin?")),
    Step(_("People"), _("Who sells, and where in the organisation?")),
    Step(_("Products"), _("What is sold, in which product lines?")),
    Step(_("History"), _("What was sold so far, to whom and by whom?")),
    Step(_("First target"), _("What should the year bring?")),
)
PEOPLE, PRODUCTS, HISTORY, TARGET = 2, 3, 4, 5


def parts_of(number: int) -> list[Part]:
    if number == PEOPLE:
        units = Unit.objects.exclude(kind=Unit.Kind.SEAT).count()
        return [
            Part(
                _("Units"),
                _("Regions and teams: code, name, parent. Without them everybody belongs to the company."),
                "units",
                units - 1,
            ),
            Part(
                _("People"), _("Paste from Excel: code, name, unit, role."), "people", Tenure.objects.count()
            ),
        ]
    if number == PRODUCTS:
        products = Product.objects.exclude(parent=None).count()
        return [
            Part(
                _("Products"),
                _("Product lines and what belongs to them: code, name, parent."),
                "products",
                products,
            )
        ]
    if number == HISTORY:
        return [
            Part(
                _("Customers"),
                _("Code and name; owner, segment and industry if you have them."),
                "customers",
                Customer.objects.count(),
            ),
            Part(
                _("Orders"),
                _("Order lines with date, person, product, customer, quantity and amount."),
                "orders",
                Order.objects.count(),
            ),
        ]
    return []


@login_required
def setup(request):
    """The step the set-up has reached, or the one asked for."""
    if not request.viewer.can("administer"):
        raise Http404
    company = Company.objects.get()
    number = _number(request, company)
    if request.method == "POST":
        return _go_on(company, number)
    context = {
        "number": number,
        "step": STEPS[number - 1],
        "parts": parts_of(number),
        "steps": [
            {"label": step.label, "url": reverse("setup") + f"?step={i}" if i > 1 else ""}
            for i, step in enumerate(STEPS, 1)
        ],
        "plans": Plan.objects.count() if number == TARGET else 0,
    }
    return render(request, "site/setup.html", context)


def _number(request, company: Company) -> int:
    asked = request.GET.get("step", "")
    number = int(asked) if asked.isdigit() else company.setup_step or TARGET
    return min(max(number, PEOPLE), TARGET)


def _go_on(company: Company, number: int):
    Company.objects.filter(pk=company.pk).update(setup_step=0 if number == TARGET else number + 1)
    return redirect("home" if number == TARGET else "setup")
