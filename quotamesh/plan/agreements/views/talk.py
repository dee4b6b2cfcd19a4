"""One target talk: the numbers, accept, counter, the thread."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from quotamesh.base.shell.notices import done
from quotamesh.base.shell.periods import year_name
from quotamesh.do.catalog.actions import root_product
from quotamesh.plan.agreements import actions
from quotamesh.plan.agreements.access import may_plan_unit, side_in_talk
from quotamesh.plan.agreements.errors import AgreementError, NotAgreed, NotAllowed, StaleTalk
from quotamesh.plan.agreements.forms import OfferForm
from quotamesh.plan.agreements.models import Talk
from quotamesh.plan.agreements.numbers import lines_of
from quotamesh.plan.agreements.queries import agreement_of, find_talk
from quotamesh.plan.agreements.views.answers import page, verb
from quotamesh.plan.agreements.views.showing import grids
from quotamesh.plan.agreements.wording import sentence, state_words
from quotamesh.plan.targets.access import may_edit

WAYS = ("units", "open", "parent")


@require_GET
@page
def show(request, uid):
    return _page(request, find_talk(request.viewer, uid))


def _page(request, talk: Talk, form: OfferForm | None = None, status: int = 200):
    side = side_in_talk(request.viewer, talk)
    lines = lines_of(talk, root_product().pk)
    agreed = talk.state == Talk.State.AGREED
    differs = any(line.differs for line in lines)
    agreement = agreement_of(talk) if agreed else None
    context = {
        "talk": talk,
        "headline": _headline(talk, side),
        "state": state_words(talk.state),
        "grids": grids(lines, request.company.currency),
        "turns": list(talk.turns.all()),
        "side": side,
        "my_turn": side and talk.offered_by != side and not agreed and talk.plan.editable,
        "may_talk": side and not agreed and talk.plan.editable,
        "form": form or OfferForm(talk=talk, company=request.company),
        "form_open": form is not None,
        "ways": _ways(request.viewer, talk) if agreed and differs else [],
        "differs": differs,
        "agreement": agreement,
        "to_make": agreed and not differs and not agreement and talk.plan.editable,
        "may_make": may_plan_unit(request.viewer, talk.unit),
        "last_year": year_name(talk.plan.fiscal_year - 1),
    }
    return render(request, "agreements/talk.html", context, status=status)


def _headline(talk: Talk, side: str | None) -> str:
    names = {"owner": talk.owner.name, "leader": talk.leader.name}
    words = {
        "open": _("%(leader)s waits for the answer of %(owner)s."),
        "proposed": _("%(leader)s has answered with numbers; %(owner)s accepts them or proposes others."),
        "countered": _("%(owner)s proposes other numbers; %(leader)s accepts them or answers."),
        "agreed": _("%(owner)s and %(leader)s have agreed."),
        "disputed": _("%(owner)s and %(leader)s do not agree; whoever leads both can answer."),
    }
    return words[talk.state] % names


def _ways(viewer, talk: Talk) -> list[tuple[str, str]]:
    """Where the difference between plan and agreed numbers may go, as far as the viewer may decide it."""
    words = {
        "units": _("the others in the same unit give or take the difference"),
        "open": _("%(unit)s keeps its total: the difference goes to what it has left to place")
        % {"unit": talk.unit.parent.name if talk.unit.parent else ""},
        "parent": _("every total above changes by the difference"),
    }
    return [(way, words[way]) for way in WAYS if _may_apply(viewer, talk, way)]


def _may_apply(viewer, talk: Talk, way: str) -> bool:
    return may_edit(viewer, talk.plan, talk.unit, "parent" if way == "parent" else "units")


def _seen(request) -> int | None:
    text = request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _sided(request, uid) -> tuple[Talk, str]:
    talk = find_talk(request.viewer, uid)
    side = side_in_talk(request.viewer, talk)
    if side is None:
        raise NotAllowed
    return talk, side


@verb("agreements:talk")
def accept(request, uid):
    talk, side = _sided(request, uid)
    actions.accept(request.actor, talk, side, seen=_seen(request))
    done(request, _("Agreed."))
    return redirect("agreements:talk", uid)


@require_POST
@page
def offer(request, uid):
    """Nothing typed is lost: a refused offer comes back with what stands in its way."""
    talk, side = _sided(request, uid)
    form = OfferForm(request.POST, talk=talk, company=request.company)
    if form.is_valid():
        try:
            text = form.cleaned_data["text"]
            actions.offer(request.actor, talk, side, form.offer, text, seen=_seen(request))
        except AgreementError as error:
            form.add_error(None, sentence(error))
            talk = find_talk(request.viewer, uid) if isinstance(error, StaleTalk) else talk
        else:
            done(request, _("The other side has your numbers."))
            return redirect("agreements:talk", uid)
    return _page(request, talk, form, 422)


@verb("agreements:talk")
def dispute(request, uid):
    talk, side = _sided(request, uid)
    actions.dispute(request.actor, talk, side, request.POST.get("text", ""), seen=_seen(request))
    messages.warning(request, _("Noted: no agreement so far."))
    return redirect("agreements:talk", uid)


@verb("agreements:talk")
def say(request, uid):
    talk, side = _sided(request, uid)
    actions.say(request.actor, talk, side, request.POST.get("text", ""))
    return redirect("agreements:talk", uid)


@verb("agreements:talk")
def apply(request, uid):
    talk, _side = _sided(request, uid)
    way = request.POST.get("way", "")
    if way not in WAYS or not _may_apply(request.viewer, talk, way):
        raise NotAllowed
    actions.apply_agreed(request.actor, talk, way)
    done(request, _("The plan holds the agreed numbers."))
    return redirect("agreements:talk", uid)


@verb("agreements:talk")
def make(request, uid):
    """The agreement of one agreed talk; then it waits for both signatures."""
    talk = find_talk(request.viewer, uid)
    if not may_plan_unit(request.viewer, talk.unit):
        raise NotAllowed
    if talk.state != Talk.State.AGREED:
        raise NotAgreed
    found = actions.draft_agreements(request.actor, request.company, talk.plan, [talk.unit], request.today)
    if found.waiting:
        messages.warning(request, _("The plan does not hold the agreed numbers yet: take them in first."))
    agreement = agreement_of(talk)
    if agreement is None:
        return redirect("agreements:talk", uid)
    done(request, _("The agreement is ready; both sides find it on their page to sign."))
    return redirect("agreements:show", agreement.uid)
