"""输单原因: the company's own reasons for losses, for those who keep its settings."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from quotamesh.base.shell.notices import done
from quotamesh.base.shell.seen import seen
from quotamesh.do.pipeline.actions import losses as actions
from quotamesh.do.pipeline.errors import PipelineError
from quotamesh.do.pipeline.flows import flow_book
from quotamesh.do.pipeline.models import LossReason, Opportunity
from quotamesh.do.pipeline.reasons import loss_reasons
from quotamesh.do.pipeline.views.common import typed
from quotamesh.do.pipeline.views.flows import for_keepers, names_of, settings_tabs
from quotamesh.do.pipeline.wording import sentence


@require_http_methods(["GET", "POST"])
@for_keepers
def show(request):
    if request.method == "POST":
        return _done(request)
    known = loss_reasons()
    used = dict(Opportunity.objects.exclude(why="").order_by().values_list("why").annotate(n=Count("pk")))
    rows = [(each, used.get(each.code, 0)) for each in known.by_code.values()]
    context = {
        "tabs": settings_tabs(flow_book(), None),
        "offered": [row for row in rows if not row[0].retired],
        "retired": [row for row in rows if row[0].retired],
    }
    return render(request, "pipeline/losses.html", context)


def _done(request):
    verb = VERBS.get(request.POST.get("do", ""))
    if verb is None:
        raise Http404
    try:
        reason = verb(request)
    except PipelineError as error:
        messages.error(request, sentence(error))
        return redirect("pipeline:losses")
    done(request, _("The reasons are changed."))
    return redirect(reverse("pipeline:losses") + (f"#r{reason.pk}" if reason else ""))


def _reason(request) -> LossReason:
    found = loss_reasons().by_code.get(typed(request, "reason", 20))
    if found is None:
        raise Http404
    return found


def _add(request) -> LossReason:
    return actions.add_reason(request.actor, **names_of(request))


def _change(request) -> LossReason:
    return actions.change_reason(request.actor, _reason(request), seen=seen(request), **names_of(request))


def _shift(by: int) -> Callable:
    def shift(request) -> LossReason:
        reason = _reason(request)
        actions.shift_reason(request.actor, reason, by)
        return reason

    return shift


def _retire(retired: bool) -> Callable:
    def retire(request) -> LossReason:
        return actions.change_reason(request.actor, _reason(request), seen=seen(request), retired=retired)

    return retire


VERBS: dict[str, Callable] = {
    "add": _add,
    "change": _change,
    "ahead": _shift(-1),
    "back": _shift(+1),
    "retire": _retire(True),
    "offer": _retire(False),
}
