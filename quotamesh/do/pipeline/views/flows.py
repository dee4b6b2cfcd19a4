"""阶段与质量门: stages and gates of each flow, for those who keep the company's settings."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quotamesh.base.shell.notices import done
from quotamesh.base.shell.seen import seen
from quotamesh.do.catalog.models import Product
from quotamesh.do.pipeline.access import may_set_flows
from quotamesh.do.pipeline.actions import flows as actions
from quotamesh.do.pipeline.errors import PipelineError
from quotamesh.do.pipeline.flows import FlowBook, flow_book
from quotamesh.do.pipeline.models import GateItem, Stage
from quotamesh.do.pipeline.views.common import typed
from quotamesh.do.pipeline.wording import sentence

MOST_POINTS, LONGEST = 99, 60
_IS_UID = re.compile(r"[0-9a-f-]{36}")


def for_keepers(view: Callable) -> Callable:
    @wraps(view)
    @login_required
    def answer(request, *args, **kwargs):
        if not may_set_flows(request.viewer):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return answer


@require_GET
@for_keepers
def show(request):
    book = flow_book()
    return redirect("pipeline:flow", book.flows[book.standard].uid)


@require_POST
@for_keepers
def make(request):
    product = Product.objects.filter(code=typed(request, "product", 64), depth__gt=0).first()
    if product is None:
        raise Http404
    made = actions.make_flow(request.actor, product)
    done(request, _("%(line)s has a flow of its own.") % {"line": product.name})
    return redirect("pipeline:flow", made.uid)


@require_http_methods(["GET", "POST"])
@for_keepers
def flow(request, uid):
    book = flow_book()
    found = next((each for each in book.flows.values() if each.uid == uid), None)
    if found is None:
        raise Http404
    if request.method == "POST":
        _do(request, book, found)
        return redirect(reverse("pipeline:flow", args=[uid]) + _place(request))
    return render(request, "pipeline/flow.html", _context(book, found))


def _place(request) -> str:
    """Where on the page one was at work, so that one goes on from there."""
    for name, sign in (("item", "i"), ("stage", "s")):
        if uid := typed(request, name, 40):
            return f"#{sign}{uid}" if _IS_UID.fullmatch(uid) else ""
    return ""


def _context(book: FlowBook, found) -> dict[str, Any]:
    stages = book.open_stages(found)
    taken = set(book.by_product)
    return {
        "flow": found,
        "tabs": settings_tabs(book, found),
        "name": _flow_name(found),
        "stages": [(stage, book.items[stage.pk]) for stage in stages],
        "asked": sum(len(book.items[stage.pk]) for stage in stages),
        "whats": GateItem.What.choices,
        "fields": GateItem.Field.choices,
        "lines": [p for p in Product.objects.filter(depth__gt=0).order_by("path") if p.pk not in taken],
    }


def settings_tabs(book: FlowBook, active) -> list[dict[str, Any]]:
    """Each flow, and the reasons for losses."""
    flows = [
        {
            "label": _flow_name(each) if len(book.flows) > 1 else _("Stages and gates"),
            "url": reverse("pipeline:flow", args=[each.uid]),
            "active": each == active,
        }
        for each in book.flows.values()
    ]
    losses = {"label": _("Reasons for losses"), "url": reverse("pipeline:losses"), "active": active is None}
    return [*flows, losses]


def _flow_name(each) -> str:
    return each.product.name if each.product else str(_("All other lines"))


def _do(request, book: FlowBook, found) -> None:
    """Carry out the verb that a form on the page names."""
    verb = VERBS.get(request.POST.get("do", ""))
    if verb is None:
        raise Http404
    try:
        verb(request, book, found)
    except PipelineError as error:
        messages.error(request, sentence(error))
    else:
        done(request, _("The flow is changed."))


def _stage(request, book: FlowBook, found) -> Stage:
    uid = request.POST.get("stage", "")
    stage = next((each for each in book.open_stages(found) if str(each.uid) == uid), None)
    if stage is None:
        raise Http404
    return stage


def _item(request, book: FlowBook, found) -> GateItem:
    uid = request.POST.get("item", "")
    items = (item for stage in book.open_stages(found) for item in book.items[stage.pk])
    item = next((each for each in items if str(each.uid) == uid), None)
    if item is None:
        raise Http404
    item.stage = book.stages[item.stage_id]
    return item


def names_of(request) -> dict[str, str]:
    return {name: typed(request, name, LONGEST) for name in ("name_zh", "name_en")}


def _number(request, name: str) -> int:
    text = request.POST.get(name, "")
    return min(int(text), MOST_POINTS) if text.isdecimal() and len(text) < 6 else 0


def _weight(request) -> dict[str, Any]:
    return {"demanded": "demanded" in request.POST, "points": _number(request, "points")}


def _add_stage(request, _book, found):
    actions.add_stage(request.actor, found, seen=seen(request), **names_of(request))


def _change_stage(request, book, found):
    values = names_of(request) | {"minimum": _number(request, "minimum")}
    actions.change_stage(request.actor, _stage(request, book, found), seen=seen(request), **values)


def _shift(by: int):
    def shift(request, book, found):
        actions.shift_stage(request.actor, _stage(request, book, found), by, seen=seen(request))

    return shift


def _remove_stage(request, book, found):
    actions.remove_stage(request.actor, _stage(request, book, found), seen=seen(request))


def _add_item(request, book, found):
    what = request.POST.get("what", "")
    if what not in GateItem.What.values:
        raise Http404
    values = {"what": what, "field": typed(request, "field", 10)} | names_of(request) | _weight(request)
    actions.add_item(request.actor, _stage(request, book, found), seen=seen(request), **values)


def _change_item(request, book, found):
    values = names_of(request) | _weight(request)
    actions.change_item(request.actor, _item(request, book, found), seen=seen(request), **values)


def _shift_item(by: int):
    def shift(request, book, found):
        actions.shift_item(request.actor, _item(request, book, found), by, seen=seen(request))

    return shift


def _retire_item(request, book, found):
    actions.retire_item(request.actor, _item(request, book, found), seen=seen(request))


VERBS: dict[str, Callable] = {
    "add-stage": _add_stage,
    "change-stage": _change_stage,
    "ahead": _shift(-1),
    "back": _shift(+1),
    "remove-stage": _remove_stage,
    "add-item": _add_item,
    "change-item": _change_item,
    "item-ahead": _shift_item(-1),
    "item-back": _shift_item(+1),
    "retire-item": _retire_item,
}
