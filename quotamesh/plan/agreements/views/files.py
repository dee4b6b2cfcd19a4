"""Agreements leave as PDF: one, or all that a board shows in a ZIP."""

import tempfile
import zipfile
from datetime import UTC
from typing import IO

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from quotamesh.base.jobs.actions import enqueue
from quotamesh.base.jobs.models import Job
from quotamesh.base.trail.actions import Actor
from quotamesh.plan.agreements import actions, board
from quotamesh.plan.agreements.board import Case
from quotamesh.plan.agreements.queries import find_agreement
from quotamesh.plan.agreements.sheet import LANGUAGES
from quotamesh.plan.agreements.views.answers import page
from quotamesh.plan.agreements.views.board import filtered, year_of

AT_ONCE, MOST = 12, 2000
IN_MEMORY = 8 * 1024 * 1024


def _named(data: bytes, name: str, kind: str) -> HttpResponse:
    headers = {
        "Content-Disposition": content_disposition_header(True, name),
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(data, content_type=kind, headers=headers)


@require_GET
@page
def pdf(request, uid, language):
    if language not in LANGUAGES:
        raise Http404
    agreement = find_agreement(request.viewer, uid)
    data = actions.issue(request.actor, agreement, language)
    return _named(data, f"{agreement.number}.pdf", "application/pdf")


@require_GET
@page
def bundle(request):
    """The agreements of the cases on the board, a file each, in the reader's language.

    Setting a document takes a moment: where many have not been set since somebody signed, a job does it first.
    """
    year = year_of(request, board.years(request.viewer))
    cases = [case for case in filtered(request, board.board(request.viewer, year)) if case.agreement]
    if not cases:
        raise Http404
    if len(cases) > MOST:
        messages.error(
            request,
            _("At most %(most)s files go into one ZIP: choose a unit or a state first.") % {"most": MOST},
        )
        return redirect(f"{reverse('agreements:board')}?{request.GET.urlencode()}")
    language = "zh-hans" if translation.get_language().startswith("zh") else "en"
    prefetch_related_objects([case.agreement for case in cases], "signatures")
    if sum(not actions.is_set(case.agreement, language) for case in cases) > AT_ONCE:
        return redirect("jobs:detail", _set_first(request, cases, language).uid)
    name = f"{_('Agreements')}-FY{year}.zip"
    return FileResponse(
        _packed(request.actor, cases, language),
        as_attachment=True,
        filename=name,
        content_type="application/zip",
    )


def _set_first(request, cases: list[Case], language: str) -> Job:
    wanted = {
        "agreements": [case.agreement.pk for case in cases],
        "as": language,
        "back": request.get_full_path(),
    }
    label = _("Agreements as PDF")
    return enqueue(request.actor, "agreement_files", label, wanted, language=language)


def _packed(actor: Actor, cases: list[Case], language: str) -> IO[bytes]:
    packed = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (the response closes it)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for case in cases:
            made = case.agreement.made_at.astimezone(UTC)
            name = f"{case.agreement.number} {case.owner}.pdf".replace("/", "-")
            data = actions.issue(actor, case.agreement, language)
            archive.writestr(zipfile.ZipInfo(name, made.timetuple()[:6]), data)
    packed.seek(0)
    return packed
