"""Customers that may be one: the list to work off, merging two, and taking a merge apart."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quotamesh.base.jobs.actions import enqueue
from quotamesh.base.shell.formats import local_date
from quotamesh.base.shell.notices import done
from quotamesh.do.customers import actions
from quotamesh.do.customers.access import may_define, may_merge, may_write
from quotamesh.do.customers.duplicates import alike_in_sight, suspects
from quotamesh.do.customers.errors import CustomerError
from quotamesh.do.customers.met import BEHIND, ENDED, PUT_AWAY, foreseen, left_of
from quotamesh.do.customers.models import Customer, Merge, Suspect
from quotamesh.do.customers.queries import customer_by_code, standing, visible_customers
from quotamesh.do.customers.search import find_customers
from quotamesh.do.customers.views.common import changeable, plain
from quotamesh.do.customers.wording import pairs_open, sentence

PAGE = 20
AT_ONCE = 5_000
WAYS = {
    BEHIND: gettext_lazy("kept with the merged one"),
    ENDED: gettext_lazy("ended, and kept as history"),
    PUT_AWAY: gettext_lazy("put away; it is worked out anew"),
    "": gettext_lazy("must be ended first"),
}
FIELDS = {
    "segment": gettext_lazy("Segment"),
    "industry": gettext_lazy("Industry"),
    "region": gettext_lazy("Region"),
    "city": gettext_lazy("City"),
    "channel": gettext_lazy("Channel"),
    "complexity": gettext_lazy("Need complexity"),
    "persona": gettext_lazy("Persona"),
    "last_contact": gettext_lazy("Last contact"),
}
COMPARED = ("code", "name", "owner", "segment", "industry", "region", "city", "channel", "last_order")


@require_GET
@login_required
def duplicates(request):
    """Pairs that may be one, most alike first; those told apart on request."""
    if not may_write(request.viewer):
        raise PermissionDenied
    apart = request.GET.get("apart") == "1"
    rows = suspects(request.viewer, different=apart)
    of = customer_by_code(plain(request.GET.get("customer"))) if request.GET.get("customer") else None
    if of:
        rows = rows.filter(one=of) | rows.filter(other=of)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "apart": apart,
        "of": of,
        "may_look": may_define(request.viewer),
    }
    return render(request, "customers/duplicates.html", context)


@require_POST
@login_required
def look(request):
    """Compare all customers anew: few at once, many as a job whose progress is shown."""
    if not may_define(request.viewer):
        raise PermissionDenied
    if Customer.objects.order_by()[AT_ONCE : AT_ONCE + 1].exists():
        job = enqueue(request.actor, "duplicates", _("Compare all customers"), {}, language=get_language())
        return redirect("jobs:detail", job.uid)
    done(request, pairs_open(actions.look_for_duplicates(request.actor)))
    return redirect("customers:duplicates")


@require_POST
@login_required
def tell_apart(request, uid):
    if not may_write(request.viewer):
        raise PermissionDenied
    pair = _pair(request, uid)
    apart = request.POST.get("again") != "1"
    actions.tell_apart(request.actor, pair, different=apart)
    text = (
        _("Noted: %(one)s and %(other)s are two.")
        if apart
        else _("%(one)s and %(other)s are suspected again.")
    )
    done(request, text % {"one": pair.one, "other": pair.other})
    return redirect("customers:duplicates")


def _pair(request, uid) -> Suspect:
    for different in (False, True):
        found = suspects(request.viewer, different=different).filter(uid=uid).first()
        if found:
            return found
    raise Http404


@require_http_methods(["GET", "POST"])
@login_required
def merge(request, uid):
    """`uid` stays; the other one becomes part of it."""
    kept = changeable(request.viewer, uid)
    text = plain(request.POST.get("other") or request.GET.get("other"))
    other = _other(request, text) if text else None
    context = {
        "customer": kept,
        "other": other,
        "text": text,
        "problem": _("No customer in sight has this code, or several fit the name: type the code.")
        if text and other is None
        else "",
        "choice": alike_in_sight(request.viewer, kept.name, but=kept.pk).shown,
    }
    if other and not may_merge(request.viewer, kept, other):
        context["problem"] = _("%(other)s has an owner: who leads both customers merges them.") % {
            "other": other
        }
    if request.method == "POST" and other and not context["problem"]:
        try:
            made = actions.merge_customers(request.actor, kept, other)
        except CustomerError as error:
            context["problem"] = sentence(error)
        else:
            undo = reverse("customers:undo_merge", args=[made.uid])
            done(request, _("%(other)s is part of %(kept)s now.") % {"other": other, "kept": kept}, undo=undo)
            return redirect("customers:customer", kept.uid)
    if other and other.pk != kept.pk and may_merge(request.viewer, kept, other):
        context["met"] = [(left, WAYS[left.way]) for left in foreseen(kept, other)]
    context["rows"] = _side_by_side(kept, other) if other else []
    return render(request, "customers/merge.html", context, status=422 if request.method == "POST" else 200)


def _other(request, code: str) -> Customer | None:
    """By code, or by what was typed of the name where it fits one customer alone."""
    found = customer_by_code(code)
    rows = visible_customers(request.viewer)
    if found is None:
        fitting = find_customers(request.viewer, code, 2)
        return rows.filter(uid=fitting[0].uid).first() if len(fitting) == 1 else None
    return rows.filter(pk=found.pk).first()


def _side_by_side(kept: Customer, other: Customer) -> list[tuple[str, str, str]]:
    labels = {
        "code": _("Code"), "name": _("Name"), "owner": _("Owner"), "segment": _("Segment"),
        "industry": _("Industry"), "region": _("Region"), "city": _("City"), "channel": _("Channel"),
        "last_order": _("Last order"),
    }  # fmt: skip
    return [(labels[name], *(_cell(getattr(each, name)) for each in (kept, other))) for name in COMPARED]


def _cell(value) -> str:
    return local_date(value) if isinstance(value, date) else str(value or "–")


@require_GET
@login_required
def merged(request, uid):
    """What a merge moved, what gave way, and the way back."""
    found = _merge(request, uid)
    context = {
        "merge": found,
        "met": [(left, WAYS[left.way]) for left in left_of(found)],
        "count": sum(len(keys) for fields in found.moved.values() for keys in fields.values()),
        "filled": [
            (FIELDS[name], *shown_pair(pair)) for name, pair in found.filled.items() if name in FIELDS
        ],
        "may_write": may_write(request.viewer),
    }
    return render(request, "customers/merged.html", context)


def shown_pair(pair: list) -> tuple[str, str]:
    before, after = (str(each) if each not in (None, "") else "–" for each in pair)
    return before, after


def _merge(request, uid) -> Merge:
    found = Merge.objects.filter(uid=uid).select_related("winner", "loser").first()
    if found is None or not visible_customers(request.viewer).filter(pk=standing(found.winner).pk).exists():
        raise Http404
    return found


@require_POST
@login_required
def undo_merge(request, uid):
    found = Merge.objects.filter(uid=uid).select_related("winner").first()
    if found is None or not visible_customers(request.viewer).filter(pk=found.winner_id).exists():
        raise Http404
    if not may_write(request.viewer):
        raise PermissionDenied
    try:
        loser = actions.undo_merge(request.actor, found)
    except CustomerError as error:
        messages.error(request, sentence(error))
    else:
        done(request, _("%(other)s stands by itself again.") % {"other": loser})
    return redirect("customers:customer", found.winner.uid)
