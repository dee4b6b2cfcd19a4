"""The coverage plan: contacts by month in a light grid."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from quotamesh.base.shell.notices import done
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.namedaccounts import actions
from quotamesh.plan.namedaccounts.access import may_change
from quotamesh.plan.namedaccounts.errors import AccountError
from quotamesh.plan.namedaccounts.forms import MOST_CONTACTS
from quotamesh.plan.namedaccounts.models import NamedAccount
from quotamesh.plan.namedaccounts.queries import (
    accounts,
    year_of,
)
from quotamesh.plan.namedaccounts.views.common import frame
from quotamesh.plan.namedaccounts.wording import sentence

PAGE = 50


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
