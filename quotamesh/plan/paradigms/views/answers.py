"""What the pages share: who may come in, the tabs, and how a refused action is told."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quotamesh.base.shell.periods import year_name
from quotamesh.plan.paradigms.access import may_edit
from quotamesh.plan.paradigms.errors import NotAllowed
from quotamesh.plan.paradigms.finding import Found
from quotamesh.plan.paradigms.models import LineParadigm
from quotamesh.plan.paradigms.wording import WORDED, sentence


def page(view: Callable) -> Callable:
    """A page for those who are signed in; what one may read but not change is forbidden, not hidden."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except NotAllowed as error:
            raise PermissionDenied from error

    return login_required(answer)


def verb(view: Callable) -> Callable:
    """A button: what stands in the way is shown on the line's page."""

    @wraps(view)
    def answer(request, uid, year, **kwargs):
        try:
            return view(request, uid, year, **kwargs)
        except WORDED as error:
            if isinstance(error, NotAllowed):
                raise
            messages.error(request, sentence(error, request.company.currency))
            back = "targets" if kwargs.get("from_targets") else "tree"
            return redirect(f"paradigms:{back}", uid, year)

    return require_POST(page(answer))


def frame(request, found: Found | LineParadigm, active: str) -> dict:
    """What stands around every page of a line."""
    product, year = found.product, found.year if isinstance(found, Found) else found.fiscal_year
    line = found.line if isinstance(found, Found) else found
    places = [("fit", _("Fit"))]
    if line is not None:
        places = [("tree", _("Driver tree")), ("targets", _("Process targets")), *places]
    places.append(("milestones", _("Milestones")))
    return {
        "product": product,
        "year": year,
        "line": line,
        "may_edit": may_edit(request.viewer),
        "currency": request.company.currency,
        "path": [
            {"label": _("Paradigms"), "url": reverse("paradigms:lines") + f"?year={year}"},
            {"label": f"{product.name} · {year_name(year)}", "url": ""},
        ],
        "tabs": [
            {
                "label": label,
                "url": reverse(f"paradigms:{name}", args=[product.uid, year]),
                "active": name == active,
            }
            for name, label in places
        ],
    }


def seen_of(request) -> int | None:
    """The version of the line that the page showed."""
    text = request.POST.get("seen", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None
