"""What is done with a deal from its page: moved, closed, reopened, answered, removed; files of its gates."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from quotamesh.base.files.keeping import LIMIT, NothingInIt, TooLarge, keep
from quotamesh.base.files.keeping import answer as file_answer
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.seen import seen
from quotamesh.do.pipeline import actions
from quotamesh.do.pipeline.access import may_override
from quotamesh.do.pipeline.actions.move import Wish
from quotamesh.do.pipeline.errors import PipelineError, WrongDay
from quotamesh.do.pipeline.forms import MOST_TEXT
from quotamesh.do.pipeline.models import GateAnswer, GateItem, Stage
from quotamesh.do.pipeline.views.common import back, changeable, find_deal, telling, typed
from quotamesh.do.pipeline.wording import sentence


@require_POST
@login_required
@telling
def move(request, uid):
    deal = changeable(request, uid)
    to = Stage.objects.filter(
        flow=deal.stage.flow_id, retired=False, code=typed(request, "stage", 40)
    ).first()
    if to is None:
        raise Http404
    wish = Wish(
        to, request.today, typed(request, "override", 300), may_override(request.viewer),
        typed(request, "why", 20), typed(request, "reason", 200), _day(request),
    )  # fmt: skip
    actions.move(request.actor, deal, wish, seen=seen(request))
    done(request, _("%(deal)s stands in %(stage)s.") % {"deal": deal.name, "stage": to.label})
    return back(request, uid)


def _day(request) -> date | None:
    text = typed(request, "closed", 40)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise WrongDay from error


@require_POST
@login_required
@telling
def reopen(request, uid):
    deal = changeable(request, uid)
    reason = typed(request, "reason", 200)
    actions.reopen(request.actor, deal, request.today, reason=reason, seen=seen(request))
    done(request, _("%(deal)s is open again.") % {"deal": deal.name})
    return back(request, uid)


@require_POST
@login_required
@telling
def remove(request, uid):
    deal = changeable(request, uid)
    if not may_override(request.viewer):
        raise PermissionDenied
    actions.remove_opportunity(request.actor, deal, reason=typed(request, "reason", 200), seen=seen(request))
    done(request, _("%(deal)s is removed.") % {"deal": deal.name})
    return redirect("pipeline:list")


@require_POST
@login_required
def answer(request, uid, item):
    """Words, a file, or `clear` to take the answer back; an emptied text takes it back too."""
    deal = changeable(request, uid)
    asked = GateItem.objects.filter(uid=item, retired=False, stage__flow=deal.stage.flow_id).first()
    if asked is None:
        raise Http404
    try:
        _write(request, deal, asked)
    except TooLarge as error:
        limit = LIMIT // 1024**2
        messages.error(
            request, _("%(file)s is larger than %(limit)s MB.") % {"file": error.name, "limit": limit}
        )
    except NothingInIt as error:
        messages.error(request, _("%(file)s is empty.") % {"file": error.name})
    except PipelineError as error:
        messages.error(request, sentence(error))
    return back(request, uid, f"item-{asked.uid}")


def _write(request, deal, asked: GateItem) -> None:
    file, text = request.FILES.get("file"), typed(request, "text", MOST_TEXT)
    if "clear" in request.POST or (asked.what == GateItem.What.ANSWER and not text):
        actions.take_answer_back(request.actor, deal, asked)
        done(request, _("%(item)s is open again.") % {"item": asked.label})
        return
    if file:
        stored = keep(request.actor, file.name, file.chunks())
        actions.answer_item(request.actor, deal, asked, file=stored)
    else:
        actions.answer_item(request.actor, deal, asked, text=text)
    done(request, _("%(item)s is noted.") % {"item": asked.label})


@require_GET
@login_required
def download(request, uid, item):
    deal = find_deal(request, uid)
    found = GateAnswer.objects.filter(opportunity=deal, item__uid=item).select_related("file").first()
    if found is None or found.file is None:
        raise Http404
    return file_answer(found.file)
