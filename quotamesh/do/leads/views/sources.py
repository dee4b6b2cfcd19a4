"""来源 Sources: what each brings and costs; and one source with its costs and its public form."""

from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quotamesh.base.shell.formats import number, percent
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.periods import period_name
from quotamesh.base.shell.seen import seen
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import shown_table
from quotamesh.do.leads.access import may_settle, sees_settings
from quotamesh.do.leads.actions import sources as actions
from quotamesh.do.leads.errors import LeadError
from quotamesh.do.leads.forms.settling import CostForm, SourceForm
from quotamesh.do.leads.models import Source, SourceCost
from quotamesh.do.leads.views.common import tabs
from quotamesh.do.leads.wording import sentence
from quotamesh.do.leads.yields import SourceYield, Yields, yields
from quotamesh.kernel.calendar import FiscalCalendar, NotAPeriod

LAST_90 = "90"


@require_GET
@login_required
def show(request):
    name, start, end = _period(request)
    found = yields(request.viewer, request.company, request.actor.at, start, end)
    table = _table(request, found)
    if file := shown_table(request, table, f"sources {start} {end}"):
        return file
    context = {
        "tabs": tabs(request, "sources"),
        "headline": headline(found),
        "table": table,
        "costs": found.total.cost is not None,
        "periods": _choices(request),
        "period": name,
        "may_settle": may_settle(request.viewer),
    }
    return render(request, "leads/sources.html", context)


def _choices(request) -> list[tuple[str, str]]:
    calendar = FiscalCalendar(request.company.fiscal_start)
    year = calendar.year(calendar.fiscal_year(request.today))
    quarters = [quarter for quarter in calendar.quarters(year.fiscal_year) if quarter.start <= request.today]
    before = calendar.year(year.fiscal_year - 1)
    named = [(str(each), period_name(str(each))) for each in (year, *reversed(quarters), before)]
    return [named[0], (LAST_90, _("last 90 days")), *named[1:]]


def _period(request) -> tuple[str, date, date]:
    """The period asked for, the running fiscal year when none is; days that have not come are left out."""
    calendar = FiscalCalendar(request.company.fiscal_start)
    text = request.GET.get("period", "")
    if text == LAST_90:
        return text, request.today - timedelta(days=89), request.today
    try:
        period = calendar.parse(text[:20]) if text else calendar.year(calendar.fiscal_year(request.today))
    except NotAPeriod as error:
        raise Http404(text) from error
    return str(period), period.start, min(period.end, max(request.today, period.start))


def headline(found: Yields) -> str:
    """Which source gives back most, and which least."""
    best, worst = found.best, found.worst
    if not found.rows:
        return _("No lead came in this period, and nothing was spent.")
    if best is None or worst is None:
        return _("One source alone cannot be compared: note what each costs, and leads for more than one.")
    values = {"best": best.source.name, "worst": worst.source.name}
    if found.total.cost is None:
        shares = {"most": percent(best.conversion), "least": percent(worst.conversion)}
        return _("%(best)s converts best, %(most)s of its leads; %(worst)s worst, %(least)s.") % (
            values | shares
        )
    rates = {"most": number(best.returned, 1), "least": number(worst.returned, 1)}
    return _("%(best)s gives back most, %(most)s times what it costs; %(worst)s least, %(least)s times.") % (
        values | rates
    )


def _table(request, found: Yields) -> Table:
    currency = request.company.currency
    columns = [
        Column("name", _("Source"), "strong", link="url"),
        Column("kind", _("Kind"), phone=False),
        Column("leads", _("Leads"), "number"),
        Column("in_time", _("Answered in time"), "percent", digits=0),
        Column("converted", _("Converted"), "number", phone=False),
        Column("conversion", _("Conversion"), "percent"),
        Column("won", _("Deals won"), "number"),
        Column("won_amount", _("Won amount"), "money", currency=currency),
    ]
    if found.total.cost is not None:
        columns += [
            Column("cost", _("Cost"), "money", currency=currency),
            Column("per_lead", _("Cost per lead"), "money", currency=currency, phone=False),
            Column("per_customer", _("Cost per customer"), "money", currency=currency),
            Column("returned", _("Return"), "number", digits=1),
        ]
    rows = [_row(request, row) for row in found.rows]
    return Table(
        columns,
        rows,
        _("What each source brings"),
        totals=_row(request, found.total),
        ident="sources",
        cards=True,
    )


def _row(request, row: SourceYield) -> dict:
    source = row.source
    open_to = source and (may_settle(request.viewer) or request.viewer.sees_all)
    return {
        "name": source.name if source else _("Total"),
        "url": reverse("leads:source", args=[source.uid]) if open_to else "",
        "kind": source.get_kind_display() if source else "",
        "leads": row.leads,
        "in_time": row.answered_in_time,
        "converted": row.converted,
        "conversion": row.conversion,
        "won": row.won,
        "won_amount": row.won_amount,
        "cost": row.cost,
        "per_lead": row.per_lead,
        "per_customer": row.per_customer,
        "returned": row.returned,
    }


def _found(request, uid, *, change: bool = False) -> Source:
    found = Source.objects.filter(uid=uid).first()
    if found is None or not sees_settings(request.viewer):
        raise Http404
    if change and not may_settle(request.viewer):
        raise PermissionDenied
    return found


@require_http_methods(["GET", "POST"])
@login_required
def new(request):
    if not may_settle(request.viewer):
        raise PermissionDenied
    form = SourceForm(request.POST if request.method == "POST" else None, currency=request.company.currency)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_source(request.actor, **form.cleaned_data)
        except LeadError as error:
            form.add_error("code", sentence(error))
        else:
            done(request, _("%(source)s is a source now.") % {"source": made.name})
            return redirect("leads:source", made.uid)
    return render(request, "leads/source_new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@login_required
def source(request, uid):
    """One source: how it is called, what it cost, and its form."""
    found = _found(request, uid, change=request.method == "POST")
    initial = {name: getattr(found, name) for name in actions.FIELDS}
    sent = request.POST if request.method == "POST" else None
    form = SourceForm(sent, initial=initial, currency=request.company.currency)
    del form.fields["code"]
    if sent is not None and form.is_valid():
        try:
            actions.change_source(request.actor, found, seen=seen(request), **form.cleaned_data)
        except LeadError as error:
            form.add_error(None, sentence(error))
        else:
            done(request, _("Stored."))
            return redirect("leads:source", uid)
    return _shown(request, found, form, CostForm(currency=request.company.currency))


def _shown(request, found: Source, form: SourceForm, cost: CostForm):
    address = reverse("leads:form", args=[found.token]) if found.token else ""
    context = {
        "source": found,
        "form": form,
        "cost": cost,
        "costs": list(found.costs.all()[:100]),
        "currency": request.company.currency,
        "address": request.build_absolute_uri(address) if address else "",
        "may_settle": may_settle(request.viewer),
    }
    return render(request, "leads/source.html", context, status=422 if form.errors or cost.errors else 200)


@require_POST
@login_required
def add_cost(request, uid):
    found = _found(request, uid, change=True)
    cost = CostForm(request.POST, currency=request.company.currency)
    if not cost.is_valid():
        initial = {name: getattr(found, name) for name in actions.FIELDS}
        form = SourceForm(initial=initial, currency=request.company.currency)
        del form.fields["code"]
        return _shown(request, found, form, cost)
    actions.add_cost(request.actor, found, **cost.cleaned_data)
    done(request, _("The cost is noted."))
    return redirect("leads:source", uid)


@require_POST
@login_required
def remove_cost(request, uid):
    if not may_settle(request.viewer):
        raise Http404
    cost = SourceCost.objects.filter(uid=uid).select_related("source").first()
    if cost is None:
        raise Http404
    actions.remove_cost(request.actor, cost)
    done(request, _("The cost is taken back."))
    return redirect("leads:source", cost.source.uid)


@require_POST
@login_required
def set_form(request, uid):
    """Open, close or renew the public form."""
    found = _found(request, uid, change=True)
    what = request.POST.get("what", "")
    if what not in ("open", "close", "renew"):
        messages.error(request, _("Nothing was changed."))
        return redirect("leads:source", uid)
    actions.open_form(request.actor, found, is_open=what != "close", renew=what == "renew")
    done(request, _("The form is closed.") if what == "close" else _("The form is open at its address."))
    return redirect("leads:source", uid)
