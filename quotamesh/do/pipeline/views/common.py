"""What the pages share: the scope in the address, the tabs, finding a deal and who may change it."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quotamesh.base.shell.formats import number, short_money, symbol
from quotamesh.base.shell.returning import way_back
from quotamesh.do.pipeline import queries
from quotamesh.do.pipeline.access import may_add, may_change
from quotamesh.do.pipeline.errors import PipelineError
from quotamesh.do.pipeline.models import Opportunity
from quotamesh.do.pipeline.scope import Scope, scope_of
from quotamesh.do.pipeline.wording import sentence


def text_of(request, name: str, longest: int = 100) -> str:
    return request.GET.get(name, "").replace("\x00", "").strip()[:longest]


def scope_asked(request) -> Scope:
    return scope_of(request.viewer, request.today, text_of(request, "unit"), text_of(request, "person"))


def frame(request, active: str, scope: Scope) -> dict:
    names = (("board", _("Board")), ("list", _("List")), ("insight", _("Stages and losses")))
    kept = "&".join(f"{key}={value}" for key in ("unit", "person") if (value := text_of(request, key)))
    return {
        "scope": scope,
        "may_add": may_add(request.viewer),
        "currency": request.company.currency,
        "tabs": [
            {
                "label": label,
                "url": reverse(f"pipeline:{name}") + (f"?{kept}" if kept else ""),
                "active": name == active,
            }
            for name, label in names
        ],
    }


def whole(amount: int | None, currency: str) -> str:
    """An amount in words: with its sign, short."""
    return symbol(currency) + short_money(amount, currency)


def headline(count: int, weighted: int | None, stuck: int, currency: str) -> str:
    """The answer at the top: how many deals, what they are worth, how many are stuck."""
    if not count:
        return _("No deal is open here.")
    values = {"count": number(count), "amount": whole(weighted, currency), "stuck": number(stuck)}
    if weighted is None:
        told = ngettext("%(count)s open deal", "%(count)s open deals", count) % values
    else:
        told = (
            ngettext(
                "%(count)s open deal, %(amount)s weighted", "%(count)s open deals, %(amount)s weighted", count
            )
            % values
        )
    if stuck:
        words = ngettext("%(open)s; %(stuck)s is stuck.", "%(open)s; %(stuck)s are stuck.", stuck)
        return words % {"open": told, "stuck": values["stuck"]}
    return _("%(open)s; none is stuck.") % {"open": told}


def find_deal(request, uid) -> Opportunity:
    found = queries.find(request.viewer, uid)
    if found is None:
        raise Http404
    return found


def changeable(request, uid) -> Opportunity:
    found = find_deal(request, uid)
    if not may_change(request.viewer, found):
        raise PermissionDenied
    return found


def typed(request, name: str, longest: int) -> str:
    return request.POST.get(name, "").replace("\x00", "").strip()[:longest]


def back(request, uid, anchor: str = ""):
    """To the page from which the form was sent, else to the deal."""
    if wanted := way_back(request.POST.get("next", "")):
        return redirect(wanted)
    return redirect(reverse("pipeline:deal", args=[uid]) + (f"#{anchor}" if anchor else ""))


def telling(view: Callable) -> Callable:
    """What stands in the way is told on the deal's page, with the words that were typed, so that none is lost."""

    @wraps(view)
    def answer(request, uid, *args, **kwargs):
        try:
            return view(request, uid, *args, **kwargs)
        except PipelineError as error:
            words = [text for name in ("override", "reason") if (text := typed(request, name, 300))]
            said = {"said": sentence(error), "words": "; ".join(words)}
            messages.error(
                request, _("%(said)s You had written: “%(words)s”") % said if words else said["said"]
            )
            return back(request, uid)

    return answer
