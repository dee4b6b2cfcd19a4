"""One agreement: what it says, who signed it, its versions; and signing."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from quotamesh.base.shell.formats import local_date
from quotamesh.base.shell.notices import done
from quotamesh.plan.agreements import actions
from quotamesh.plan.agreements.access import side_of
from quotamesh.plan.agreements.board import differs_from_plan
from quotamesh.plan.agreements.confirming import confirm
from quotamesh.plan.agreements.content import read
from quotamesh.plan.agreements.errors import AgreementError, ContentChanged
from quotamesh.plan.agreements.models import Agreement
from quotamesh.plan.agreements.queries import find_agreement, person_of, versions
from quotamesh.plan.agreements.sheet import sheet_of
from quotamesh.plan.agreements.views.answers import page
from quotamesh.plan.agreements.wording import sentence, state_words

State = Agreement.State


@require_GET
@page
def show(request, uid):
    return _page(request, find_agreement(request.viewer, uid))


def _page(request, agreement: Agreement, refused: str = "", status: int = 200):
    signatures = list(agreement.signatures.all())
    side = side_of(request.viewer.person_id, agreement)
    to_sign = agreement.state == State.OPEN
    live = agreement.state in (State.OPEN, State.SIGNED)
    language = "zh-hans" if translation.get_language().startswith("zh") else "en"
    context = {
        "agreement": agreement,
        "sheet": sheet_of(read(agreement.content), agreement.digest, signatures, language),
        "headline": _headline(agreement, signatures),
        "state": state_words(
            {"open": "half" if signatures else "to_sign"}.get(agreement.state, agreement.state)
        ),
        "may_sign": to_sign and side and side not in {made.side for made in signatures},
        "party": side,
        "versions": [_version(each) for each in versions(agreement)],
        "differs": live and differs_from_plan(agreement),
        "is_demo": request.company.is_demo,
        "refused": refused,
    }
    return render(request, "agreements/agreement.html", context, status=status)


def _headline(agreement: Agreement, signatures: list) -> str:
    names = [made.name for made in signatures]
    if agreement.state == State.SUPERSEDED:
        return _("Superseded by a later version; it stays readable.")
    if agreement.state == State.REPLACED:
        return _("Replaced by another version before both had signed.")
    if agreement.state == State.SIGNED:
        last = max(made.at for made in signatures)
        return _("Signed by both sides, in force since %(day)s.") % {"day": local_date(last)}
    if names:
        return _("%(name)s has signed; one signature is missing.") % {"name": names[0]}
    return _("Nobody has signed yet.")


def _version(each: Agreement) -> dict:
    state = {"open": "half" if each.signatures.all() else "to_sign"}.get(each.state, each.state)
    return {"agreement": each, "state": state_words(state)}


@require_POST
@page
def sign(request, uid):
    agreement = find_agreement(request.viewer, uid)
    try:
        if side_of(request.viewer.person_id, agreement):
            confirm(request, request.POST.get("password", ""))
        actions.sign(request.actor, agreement, person_of(request.viewer), request.POST.get("digest", ""))
    except ContentChanged as error:
        messages.error(request, sentence(error))
        return redirect("agreements:show", error.now)
    except AgreementError as error:
        return _page(request, agreement, sentence(error), 422)
    done(
        request, _("Signed. The digest of what you signed is %(digest)s.") % {"digest": agreement.digest[:16]}
    )
    return redirect("agreements:show", uid)
