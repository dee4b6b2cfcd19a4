"""名单客户 Named accounts: who is looked after by name, and who is not yet."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quotamesh.base.shell.formats import percent
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.periods import year_name
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import shown_table
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.namedaccounts import actions
from quotamesh.plan.namedaccounts.access import may_add, may_change, visible_accounts
from quotamesh.plan.namedaccounts.errors import AccountError
from quotamesh.plan.namedaccounts.forms import MOST_CONTACTS, AccountForm, AddForm
from quotamesh.plan.namedaccounts.models import NamedAccount
from quotamesh.plan.namedaccounts.queries import (
    Counts,
    accounts,
    counts_of,
    holders,
    not_named,
    seat_in_sight,
    seats_for,
    year_of,
)
from quotamesh.plan.namedaccounts.wording import sentence

PAGE, CHOICES = 50, 200
FIELDS = ("next_step", "due", "priority", "team", "way", "reached_on", "penetrated_on")


def year_asked(request) -> int:
    running = FiscalCalendar(request.company.fiscal_start).fiscal_year(request.today)
    text = request.GET.get("year") or str(running)
    if not (text.isdecimal() and len(text) == 4 and running - 5 <= int(text) <= running + 5):
        raise Http404(text)
    return int(text)


def frame(request, active: str) -> dict:
    year = year_asked(request)
    running = FiscalCalendar(request.company.fiscal_start).fiscal_year(request.today)
    names = (("list", _("List")), ("plan", _("Coverage plan")))
    return {
        "year": year,
        "years": [(each, year_name(each)) for each in range(running - 1, running + 3)],
        "text": request.GET.get("text", "").replace("\x00", "").strip()[:100],
        "team": request.GET.get("team", "") if request.GET.get("team") in NamedAccount.Team.values else "",
        "teams": NamedAccount.Team.choices,
        "may_add": may_add(request.viewer),
        "tabs": [
            {
                "label": label,
                "url": reverse(f"namedaccounts:{name}") + f"?year={year}",
                "active": name == active,
            }
            for name, label in names
        ],
    }


@require_GET
@login_required
def show(request):
    context = frame(request, "list")
    ended = request.GET.get("ended") == "1"
    rows = accounts(
        request.viewer, request.company, context["year"],
        text=context["text"], team=context["team"], ended=ended,
    )  # fmt: skip
    if request.GET.get("format"):
        return shown_table(request, _table(request, list(rows)), f"named accounts FY{context['year']}")
    counts = counts_of(rows)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context |= {
        "page": page,
        "table": _table(request, list(page.object_list)),
        "headline": headline(counts, year_name(context["year"]), ended),
        "figures": [] if ended else _figures(counts),
        "ended": ended,
    }
    return render(request, "namedaccounts/list.html", context)


def headline(counts: Counts, year: str, ended: bool) -> str:
    values = {"year": year, "count": counts.named, "gaps": counts.gaps}
    if ended:
        return (
            ngettext("%(count)d account left the list.", "%(count)d accounts left the list.", counts.named)
            % values
        )
    if not counts.named:
        return _("%(year)s: nobody is on the list yet.") % values
    if counts.gaps:
        return (
            ngettext(
                "%(gaps)d of %(count)d named accounts lacks a next step or a coverage plan.",
                "%(gaps)d of %(count)d named accounts lack a next step or a coverage plan.",
                counts.gaps,
            )
            % values
        )
    return (
        ngettext(
            "%(count)d named account, with a next step and a coverage plan.",
            "All %(count)d named accounts have a next step and a coverage plan.",
            counts.named,
        )
        % values
    )


def _figures(counts: Counts) -> list[tuple]:
    """Label, count, share and what it means."""
    rows = (
        (_("Covered"), counts.covered, _("contacts are planned")),
        (_("Reached"), counts.reached, _("spoke with who decides")),
        (_("Penetrated"), counts.penetrated, _("need confirmed by several")),
        (_("Accounts signed"), counts.signed, _("an order in this year")),
    )
    return [(label, count, percent(counts.share(count), 0), meaning) for label, count, meaning in rows]


def _table(request, rows: list[NamedAccount]) -> Table:
    held = holders({row.seat_id for row in rows}, request.today)
    columns = [
        Column("customer", _("Customer"), "strong", link="url"),
        Column("state", _("Looked after"), "state"),
        Column("next_step", _("Next step")),
        Column("due", _("Due"), "date"),
        Column("holder", _("Owner")),
        Column("team", _("Team")),
        Column("priority", _("Priority")),
        Column("total", _("Contacts planned"), "number"),
        Column("stage", _("How far")),
    ]
    return Table(columns, [_row(request, row, held) for row in rows], _("Named accounts"))


def _row(request, row: NamedAccount, held: dict[int, str]) -> dict:
    return {
        "customer": row.customer.name,
        "url": reverse("namedaccounts:account", args=[row.uid]),
        "state": _looked_after(row, request.today),
        "next_step": row.next_step,
        "due": row.due,
        "holder": held.get(row.seat_id, row.seat.name),
        "team": row.get_team_display(),
        "priority": row.priority,
        "total": row.total,
        "stage": _stage(row),
    }


def _looked_after(row: NamedAccount, today) -> tuple[str, str]:
    if row.ended_on:
        return "none", _("left: %(why)s") % {"why": row.ended_why}
    if not row.next_step and not row.total:
        return "bad", _("no plan, no next step")
    if not row.next_step:
        return "bad", _("no next step")
    if not row.total:
        return "bad", _("no coverage plan")
    if row.due and row.due < today:
        return "watch", _("overdue")
    return "good", _("looked after")


def _stage(row: NamedAccount) -> str:
    if row.signed:
        return _("has ordered")
    if row.penetrated_on:
        return _("penetrated")
    if row.reached_on:
        return _("reached")
    return _("covered") if row.total else _("named")


def find_account(viewer, uid) -> NamedAccount:
    found = visible_accounts(viewer).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def changeable(viewer, uid) -> NamedAccount:
    found = find_account(viewer, uid)
    if not may_change(viewer, found.seat):
        raise PermissionDenied
    return found


@require_http_methods(["GET", "POST"])
@login_required
def account(request, uid):
    found = find_account(request.viewer, uid)
    may = may_change(request.viewer, found.seat) and found.ended_on is None
    initial = {name: getattr(found, name) for name in FIELDS}
    form = AccountForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST":
        if not may:
            raise PermissionDenied
        if form.is_valid() and _change(request, found, form):
            return redirect(reverse("namedaccounts:list") + f"?year={found.fiscal_year}")
    year = year_of(request.company, found.fiscal_year)
    context = {
        "account": found,
        "form": form if may else None,
        "holder": holders({found.seat_id}, request.today).get(found.seat_id, found.seat.name),
        "signed": found.customer.orders.filter(date__range=(year.start, year.end)).exists(),
        "may": may,
    }
    return render(request, "namedaccounts/account.html", context, status=422 if form.errors else 200)


def _change(request, found: NamedAccount, form: AccountForm) -> bool:
    seen = request.POST.get("seen", "")
    version = int(seen) if seen.isdecimal() and len(seen) < 9 else None
    try:
        actions.change_account(request.actor, found, seen=version, **form.cleaned_data)
    except AccountError as error:
        form.add_error(None, sentence(error))
        return False
    done(request, _("%(customer)s is noted.") % {"customer": found.customer})
    return True


@require_POST
@login_required
def end(request, uid):
    found = changeable(request.viewer, uid)
    try:
        actions.end_account(
            request.actor, found, request.today, request.POST.get("why", "")[:200].replace("\x00", "")
        )
    except AccountError as error:
        messages.error(request, sentence(error))
        return redirect("namedaccounts:account", uid)
    undo = reverse("namedaccounts:take_up", args=[uid])
    done(request, _("%(customer)s left the list.") % {"customer": found.customer}, undo=undo)
    return redirect(reverse("namedaccounts:list") + f"?year={found.fiscal_year}")


@require_POST
@login_required
def take_up(request, uid):
    found = changeable(request.viewer, uid)
    try:
        actions.take_up(request.actor, found)
    except AccountError as error:
        messages.error(request, sentence(error))
    else:
        done(request, _("%(customer)s is on the list again.") % {"customer": found.customer})
    return redirect(reverse("namedaccounts:list") + f"?year={found.fiscal_year}")


@require_http_methods(["GET", "POST"])
@login_required
def add(request):
    if not may_add(request.viewer):
        raise PermissionDenied
    context = frame(request, "list")
    team = request.POST.get("team") or context["team"] or NamedAccount.Team.SALES
    choice = not_named(request.viewer, context["year"], team, context["text"])
    tenures = seats_for(request.viewer, request.today)
    form = AddForm(
        request.POST if request.method == "POST" else None,
        tenures=tenures, customers=choice, initial={"team": team},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _add(request, context["year"], form):
        return redirect(reverse("namedaccounts:list") + f"?year={context['year']}")
    chosen = set(request.POST.getlist("customers"))
    context |= {
        "form": form,
        "choice": [(each, str(each.uid) in chosen) for each in choice[:CHOICES]],
        "more": choice.count() > CHOICES,
    }
    return render(request, "namedaccounts/add.html", context, status=422 if form.errors else 200)


def _add(request, year: int, form: AddForm) -> bool:
    values = dict(form.cleaned_data)
    seat = seat_in_sight(request.viewer, values.pop("seat"))
    customers, contacts = list(values.pop("customers")), values.pop("contacts")
    try:
        actions.add_accounts(request.actor, seat, customers, year, **values, **actions.each_month(contacts))
    except AccountError as error:
        form.add_error(None, sentence(error))
        return False
    count = len(customers)
    done(
        request,
        ngettext("%(count)d account is on the list.", "%(count)d accounts are on the list.", count)
        % {"count": count},
    )
    return True


@require_http_methods(["GET", "POST"])
@login_required
def plan(request):
    """Contacts by month in a light grid."""
    context = frame(request, "plan")
    rows = accounts(
        request.viewer, request.company, context["year"], text=context["text"], team=context["team"]
    )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    found = list(page.object_list)
    errors: dict[str, str] = {}
    if request.method == "POST":
        wanted, errors = _typed(request, found)
        if not errors and (problem := _plan(request, wanted)) is None:
            return redirect(request.get_full_path())
        if not errors:
            errors[""] = problem
    calendar = FiscalCalendar(request.company.fiscal_start)
    months = calendar.months(year_of(request.company, context["year"]))
    context |= {
        "page": page,
        "months": months,
        "rows": [_plan_row(request, row, errors) for row in found],
        "sums": [sum(row.months[month] for row in found) for month in range(12)],
        "total": sum(row.planned for row in found),
        "problem": errors.get("")
        or (_("Some numbers cannot be read: see the marked fields.") if errors else ""),
    }
    return render(request, "namedaccounts/plan.html", context, status=422 if errors else 200)


def _name(row: NamedAccount, month: int) -> str:
    return f"m-{row.pk}-{month}"


def _typed(request, found: list[NamedAccount]) -> tuple[list, dict[str, str]]:
    """The rows that are sent and may be changed, and what is wrong with which field."""
    wanted, errors = [], {}
    for row in found:
        if _name(row, 0) not in request.POST or not may_change(request.viewer, row.seat):
            continue
        months = []
        for month in range(12):
            text = request.POST.get(_name(row, month), "").strip() or "0"
            if not (text.isdecimal() and len(text) < 4 and int(text) <= MOST_CONTACTS):
                errors[_name(row, month)] = _("A number from 0 to %(most)d.") % {"most": MOST_CONTACTS}
                continue
            months.append(int(text))
        seen = request.POST.get(f"seen-{row.pk}", "")
        wanted.append((row, tuple(months), int(seen) if seen.isdecimal() and len(seen) < 9 else None))
    return wanted, errors


def _plan(request, wanted: list) -> str | None:
    try:
        changed = actions.plan_months(request.actor, wanted)
    except AccountError as error:
        return sentence(error)
    done(
        request,
        ngettext(
            "The plan of %(count)d account is changed.",
            "The plans of %(count)d accounts are changed.",
            changed,
        )
        % {"count": changed},
    )
    return None


def _plan_row(request, row: NamedAccount, errors: dict[str, str]) -> dict:
    return {
        "account": row,
        "may": may_change(request.viewer, row.seat),
        "cells": [
            {
                "name": _name(row, month),
                "value": request.POST.get(_name(row, month), amount),
                "error": errors.get(_name(row, month), ""),
            }
            for month, amount in enumerate(row.months)
        ],
    }
