"""One customer's tier: from which figures it comes, what is not known, how the customer is served."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from quotamesh.base.shell.formats import local_date, money
from quotamesh.base.shell.notices import done
from quotamesh.do.customers.models import Customer
from quotamesh.do.customers.queries import customer_in_sight
from quotamesh.do.tiers import queries
from quotamesh.do.tiers.access import may_note
from quotamesh.do.tiers.actions import note_wallet
from quotamesh.do.tiers.cards import Service, cards, overdue
from quotamesh.do.tiers.forms import WalletForm
from quotamesh.do.tiers.models import Standing, Wallet
from quotamesh.do.tiers.wording import LIMIT_UNITS, NAMES, hundredths, why
from quotamesh.kernel.tiering import NEUTRAL, VALUE


@require_http_methods(["GET", "POST"])
@login_required
def show(request, uid):
    customer = customer_in_sight(request.viewer, uid)
    if customer is None:
        raise Http404
    wallet = Wallet.objects.filter(customer=customer).first()
    posted = request.POST if request.method == "POST" else None
    initial = {"amount": wallet.amount if wallet else None}
    form = WalletForm(posted, currency=request.company.currency, initial=initial)
    if posted is not None:
        if not may_note(request.viewer):
            raise PermissionDenied
        if form.is_valid():
            note_wallet(request.actor, customer, form.cleaned_data["amount"], request.today)
            done(request, _("The estimate is noted; it counts from the next run on."))
            return redirect("tiers:customer", uid)
    found = Standing.objects.filter(customer=customer).first()
    run, card = queries.latest_run(), cards()[found.tier] if found else None
    context = {
        "customer": customer,
        "standing": found,
        "run": run,
        "headline": headline(found),
        "rows": _rows(request, found, run) if found and run else [],
        "card": card,
        "contact": _contact(request, customer, found, card) if card else None,
        "moves": [
            (move, why(move.why)) for move in queries.moves(request.viewer).filter(customer=customer)[:10]
        ],
        "wallet": wallet,
        "form": form if may_note(request.viewer) else None,
    }
    return render(request, "tiers/customer.html", context, status=422 if form.errors else 200)


def headline(found: Standing | None) -> str:
    if found is None:
        return _("Not in a tier yet: the next run sorts this customer too.")
    values = {
        "tier": found.get_tier_display(),
        "day": local_date(found.since),
        "value": hundredths(found.value),
        "potential": hundredths(found.potential),
    }
    return _("%(tier)s since %(day)s: value %(value)s, potential %(potential)s of 5.") % values


def _contact(request, customer: Customer, found: Standing, card: Service) -> dict:
    last = {found.pk: customer.last_contact}
    late = overdue({found.pk: found.tier}, last, request.today, {found.tier: card.rhythm_days})
    return {"last": customer.last_contact, "late": late.get(found.pk, 0), "overdue": found.pk in late}


def _rows(request, found: Standing, run) -> list[dict]:
    figures = {
        "r": _days(found, run),
        "f": str(found.frequency),
        "m": money(found.monetary, request.company.currency),
    }
    measures = run.scheme["measures"]
    return [
        {
            "name": name,
            "part": _("value") if code in VALUE else _("potential"),
            "figure": figures.get(code, ""),
            "unit": LIMIT_UNITS[code],
            "score": getattr(found, code),
            "counted": getattr(found, code) or NEUTRAL,
            "weight": measures[code]["weight"],
        }
        for code, name in NAMES.items()
    ]


def _days(found: Standing, run) -> str:
    if found.last_day is None:
        return _("nothing bought")
    return _("%(days)d days ago") % {"days": (run.as_of - found.last_day).days}
