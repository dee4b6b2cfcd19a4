"""What the pages of sales plans share: finding a plan, and telling what stands in the way."""

from collections.abc import Callable
from datetime import date
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from quotamesh.base.people.viewer import Viewer
from quotamesh.kernel.calendar import FiscalCalendar, NotAPeriod
from quotamesh.plan.salesplans import queries
from quotamesh.plan.salesplans.access import may_write
from quotamesh.plan.salesplans.models import SalesPlan
from quotamesh.plan.salesplans.wording import FORBIDDEN, WORDED, sentence

FIRST_YEAR, LAST_YEAR = 1950, 2199


def own_plan(viewer: Viewer, uid) -> SalesPlan:
    """The plan, for who writes it; who may only read it is told so.

    Raises:
        Http404, PermissionDenied
    """
    plan = queries.find_plan(viewer, uid)
    if not may_write(viewer, plan):
        raise PermissionDenied
    return plan


def month_of(text: str | None, today: date) -> date:
    """The first day of a month written as 2026-11; of today's without a text. Raises Http404."""
    if not text:
        return today.replace(day=1)
    try:
        period = FiscalCalendar().parse(text)
    except NotAPeriod as error:
        raise Http404 from error
    if period.kind != "month" or not FIRST_YEAR <= period.start.year <= LAST_YEAR:
        raise Http404
    return period.start


def verb(view: Callable) -> Callable:
    """A button: what stands in the way is told on the page of the plan, or on the first page."""

    @require_POST
    @login_required
    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except WORDED as error:
            if isinstance(error, FORBIDDEN):
                raise PermissionDenied from error
            messages.error(request, sentence(error, request.company.currency))
            uid = kwargs.get("uid")
            return redirect("salesplans:plan", uid) if uid else redirect("salesplans:index")

    return answer
