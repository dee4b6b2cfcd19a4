"""A deal is begun, or what is known of it changed."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from quotamesh.base.shell.formats import grouped
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.seen import seen
from quotamesh.do.catalog.models import Product
from quotamesh.do.customers.queries import visible_customers
from quotamesh.do.pipeline import actions
from quotamesh.do.pipeline.access import may_add
from quotamesh.do.pipeline.errors import PipelineError
from quotamesh.do.pipeline.forms import AmountField, DealForm, owners_for
from quotamesh.do.pipeline.models import Opportunity
from quotamesh.do.pipeline.views.common import changeable
from quotamesh.do.pipeline.wording import sentence
from quotamesh.kernel.money import minor_units

SPARE, MOST_LINES = 3, 30
FIELDS = ("name", "expected", "own_chance")


@require_http_methods(["GET", "POST"])
@login_required
def add(request):
    if not may_add(request.viewer):
        raise PermissionDenied
    form = _form(request, _start(request))
    lines = LineRows.of(request, [])
    if request.method == "POST" and form.is_valid() and lines.read(form):
        made = _open(request, form, lines)
        if made:
            done(request, _("%(deal)s is open.") % {"deal": made.name})
            return redirect("pipeline:deal", made.uid)
    return _page(request, form, lines, None)


@require_http_methods(["GET", "POST"])
@login_required
def edit(request, uid):
    deal = changeable(request, uid)
    form = _form(request, _initial(deal, request.company.currency), deal)
    lines = LineRows.of(request, list(deal.lines.select_related("product")))
    if (
        request.method == "POST"
        and form.is_valid()
        and lines.read(form)
        and _change(request, deal, form, lines)
    ):
        done(request, _("%(deal)s is changed.") % {"deal": deal.name})
        return redirect("pipeline:deal", uid)
    return _page(request, form, lines, deal)  # fmt: skip


def _form(request, initial: dict, deal: Opportunity | None = None) -> DealForm:
    owners = owners_for(request.viewer, request.today)
    if deal and deal.owner not in owners:
        owners.append(deal.owner)
    data = request.POST if request.method == "POST" else None
    return DealForm(
        data, initial=initial, viewer=request.viewer, owners=owners, currency=request.company.currency
    )


def _start(request) -> dict:
    """What a link to this page brings along: the customer, the owner's own name."""
    code = request.GET.get("customer", "").replace("\x00", "")[:64]
    customer = visible_customers(request.viewer).filter(code=code).first() if code else None
    return {"customer": _written(customer) if customer else ""}


def _written(customer) -> str:
    return f"{customer.name} · {customer.code}"


def _initial(deal: Opportunity, currency: str) -> dict:
    return {name: getattr(deal, name) for name in FIELDS} | {
        "customer": _written(deal.customer) if deal.customer else "",
        "product": deal.product.uid,
        "owner": str(deal.owner.uid),
        "amount": "" if deal.amount is None else grouped(deal.amount, minor_units(currency)),
    }


def _page(request, form: DealForm, lines: "LineRows", deal: Opportunity | None):
    wrong = bool(form.errors) or lines.wrong
    context = {
        "form": form,
        "lines": lines.rows,
        "deal": deal,
        "products": form.fields["product"].queryset,
    }
    return render(request, "pipeline/edit.html", context, status=422 if wrong else 200)


def _values(form: DealForm) -> dict:
    return {
        name: form.cleaned_data[name] for name in ("name", "customer", "amount", "expected", "own_chance")
    }


def _open(request, form: DealForm, lines: "LineRows") -> Opportunity | None:
    values, product = _values(form), form.cleaned_data["product"]
    try:
        return actions.open_opportunity(
            request.actor, form.cleaned_data["owner"], request.today,
            product=product, lines=lines.told, **values,
        )  # fmt: skip
    except PipelineError as error:
        form.add_error(None, sentence(error))
        return None


def _change(request, deal: Opportunity, form: DealForm, lines: "LineRows") -> bool:
    values = _values(form) | {"product": form.cleaned_data["product"], "owner": form.cleaned_data["owner"]}
    try:
        actions.change_opportunity(
            request.actor, deal, request.today, seen=seen(request), lines=lines.told, **values
        )
    except PipelineError as error:
        form.add_error(None, sentence(error))
        return False
    return True


class LineRows:
    """Amounts by product on the form: what stands, and some empty rows."""

    def __init__(self, rows: list[dict]):
        self.rows, self.told, self.wrong = rows, [], False

    @classmethod
    def of(cls, request, known: list) -> "LineRows":
        if request.method == "POST":
            sent = zip(
                request.POST.getlist("line-product")[:MOST_LINES],
                request.POST.getlist("line-amount")[:MOST_LINES],
                strict=False,
            )
            return cls(
                [{"product": product[:40], "amount": amount[:60], "error": ""} for product, amount in sent]
            )
        digits = minor_units(request.company.currency)
        rows = [
            {"product": str(line.product.uid), "amount": grouped(line.amount, digits), "error": ""}
            for line in known
        ]
        return cls(rows + [{"product": "", "amount": "", "error": ""} for _place in range(SPARE)])  # fmt: skip

    def read(self, form: DealForm) -> bool:
        """Whether all rows can be taken; their sum must be the amount, or gives it."""
        products = {str(product.uid): product for product in Product.objects.all()}
        field = AmountField(currency=form.fields["amount"].currency, required=False)
        for row in self.rows:
            try:
                amount = field.clean(row["amount"])
            except forms.ValidationError as error:
                row["error"], self.wrong = error.messages[0], True
                continue
            if amount is None and not row["product"]:
                continue
            if row["product"] not in products or amount is None:
                row["error"], self.wrong = _("A line needs a product and an amount."), True
                continue
            self.told.append((products[row["product"]], amount))
        if self.told and form.cleaned_data["amount"] is None:
            form.cleaned_data["amount"] = sum(amount for _product, amount in self.told)
        return not self.wrong
