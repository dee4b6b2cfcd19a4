"""返佣 Rebates: who brought a lead, what is owed for it, and whether it was paid."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quotamesh.base.shell.formats import money, percent, short_money
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.seen import seen
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import shown_table
from quotamesh.do.customers.queries import visible_customers
from quotamesh.do.leads import rebates
from quotamesh.do.leads.access import may_approve_rebates, may_pay_rebates
from quotamesh.do.leads.actions import rebates as actions
from quotamesh.do.leads.errors import LeadError
from quotamesh.do.leads.forms.settling import ReferralForm
from quotamesh.do.leads.models import Referral
from quotamesh.do.leads.rebates import Rebate, Sums
from quotamesh.do.leads.views.common import changeable, tabs
from quotamesh.do.leads.wording import sentence

MOST = 500


@require_GET
@login_required
def show(request):
    found = [rebates.rebate_of(row) for row in rebates.visible_referrals(request.viewer)[:MOST]]
    table = _table(request, found)
    if file := shown_table(request, table, "rebates"):
        return file
    viewer, currency = request.viewer, request.company.currency
    context = {
        "tabs": tabs(request, "rebates"),
        "headline": headline(rebates.sums(found), len(found), currency),
        "rows": [_row(request, each) for each in found],
        "may_approve": may_approve_rebates(viewer),
        "may_pay": may_pay_rebates(viewer),
        "today": request.today.isoformat(),
    }
    return render(request, "leads/rebates.html", context)


def headline(sums: Sums, count: int, currency: str) -> str:
    values = {name: short_money(amount, currency) for name, amount in vars(sums).items()}
    if sums.owed and sums.approved:
        return _("%(owed)s wait for approval, %(approved)s for payment.") % values
    if sums.owed:
        return _("%(owed)s of rebates wait for approval.") % values
    if sums.approved:
        return _("%(approved)s of rebates are approved and wait for payment.") % values
    if sums.paid:
        return _("Nothing is owed; %(paid)s of rebates were paid.") % values
    if count:
        return _("Nothing is owed: no deal of a referred lead was won yet.")
    return _("Nobody has referred a lead yet.")


def state_of(rebate: Rebate) -> tuple[str, str]:
    return {
        rebates.WAITING: ("none", _("deal not won yet")),
        rebates.OWED: ("watch", _("to be approved")),
        rebates.APPROVED: ("watch", _("to be paid")),
        rebates.PAID: ("good", _("paid")),
        rebates.REFUSED: ("bad", _("refused")),
    }[rebate.step]


def terms(referral: Referral, currency: str) -> str:
    if referral.fixed is not None:
        return money(referral.fixed, currency)
    share = percent((referral.rate_bp or 0) / 10_000, 2)
    if referral.cap is None:
        return share
    return _("%(share)s, at most %(cap)s") % {"share": share, "cap": money(referral.cap, currency)}


def _row(request, rebate: Rebate) -> dict:
    row, currency = rebate.referral, request.company.currency
    state, word = state_of(rebate)
    return {
        "referral": row,
        "step": rebate.step,
        "state": state,
        "word": word,
        "terms": terms(row, currency),
        "won": money(rebate.won, currency) if rebate.won is not None else "",
        "owed": money(rebate.owed, currency) if rebate.owed is not None else "",
        "url": reverse("leads:lead", args=[row.lead.uid]),
    }


def _table(request, found: list[Rebate]) -> Table:
    currency = request.company.currency
    columns = [
        Column("name", _("Referred by")),
        Column("lead", _("Lead")),
        Column("terms", _("Terms agreed")),
        Column("won", _("Won amount"), "money", currency=currency),
        Column("owed", _("Rebate"), "money", currency=currency),
        Column("state", _("State"), "state"),
        Column("paid_on", _("Paid on"), "date"),
    ]
    rows = [
        {
            "name": each.referral.name,
            "lead": str(each.referral.lead),
            "terms": terms(each.referral, currency),
            "won": each.won,
            "owed": each.owed,
            "state": state_of(each),
            "paid_on": each.referral.paid_on,
        }
        for each in found
    ]
    return Table(columns, rows, _("Rebates"))


@require_http_methods(["GET", "POST"])
@login_required
def referral(request, uid):
    """Who referred a lead, and what was agreed."""
    lead = changeable(request, uid)
    row = getattr(lead, "referral", None)
    sent = request.POST if request.method == "POST" else None
    form = ReferralForm(sent, initial=_initial(lead, row), currency=request.company.currency)
    if sent is not None and form.is_valid() and _agreed(request, lead, form):
        return redirect("leads:lead", uid)
    context = {"lead": lead, "form": form, "referral": row}
    return render(request, "leads/referral.html", context, status=422 if form.errors else 200)


def _initial(lead, row: Referral | None) -> dict:
    if row is not None:
        customer = row.customer.code if row.customer else ""
        told = {"rebate_bp": row.rate_bp, "rebate_cap": row.cap, "rebate_fixed": row.fixed}
        return {"name": row.name, "customer": customer, **told}
    return {name: getattr(lead.source, name) for name in ("rebate_bp", "rebate_cap", "rebate_fixed")}


def _agreed(request, lead, form: ReferralForm) -> bool:
    values = form.cleaned_data
    customer = (
        visible_customers(request.viewer).filter(code=values["customer"]).first()
        if values["customer"]
        else None
    )
    if values["customer"] and customer is None:
        form.add_error("customer", _("You see no customer with this code."))
        return False
    contact = customer.contacts.filter(name=values["name"]).first() if customer else None
    try:
        actions.set_referral(
            request.actor, lead, seen=seen(request), name=values["name"], customer=customer, contact=contact,
            rate_bp=values["rebate_bp"], cap=values["rebate_cap"], fixed=values["rebate_fixed"],
        )  # fmt: skip
    except LeadError as error:
        form.add_error(None, sentence(error))
        return False
    done(request, _("It is noted who referred the lead."))
    return True


def _found(request, uid) -> Referral:
    found = rebates.visible_referrals(request.viewer).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


@require_POST
@login_required
def decide(request, uid):
    """Approve or refuse what is owed."""
    found = _found(request, uid)
    if not may_approve_rebates(request.viewer):
        raise PermissionDenied
    if request.POST.get("what") == "refuse":
        why = request.POST.get("why", "")[:200].replace("\x00", "")
        return _done(
            request, lambda: actions.refuse_rebate(request.actor, found, why), _("The rebate is refused.")
        )
    return _done(request, lambda: actions.approve_rebate(request.actor, found), _("The rebate is approved."))


@require_POST
@login_required
def pay(request, uid):
    """Note that it was paid today."""
    found = _found(request, uid)
    if not may_pay_rebates(request.viewer):
        raise PermissionDenied
    return _done(
        request, lambda: actions.pay_rebate(request.actor, found, request.today), _("The rebate is paid.")
    )


def _done(request, verb, words: str):
    try:
        verb()
    except LeadError as error:
        messages.error(request, sentence(error))
    else:
        done(request, words)
    return redirect("leads:rebates")
