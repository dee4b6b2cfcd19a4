"""Agreements leave as PDF: one, or all that a board shows in a ZIP."""

import io
import zipfile
from datetime import UTC

from django.http import Http404, HttpResponse
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from quotamesh.plan.agreements import actions, board
from quotamesh.plan.agreements.queries import find_agreement
from quotamesh.plan.agreements.sheet import LANGUAGES
from quotamesh.plan.agreements.views.answers import page
from quotamesh.plan.agreements.views.board import filtered, year_of

MOST = 300


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
    """The agreements of the cases on the board, a file each, in the reader's language."""
    year = year_of(request, board.years(request.viewer))
    cases = [case for case in filtered(request, board.board(request.viewer, year)) if case.agreement]
    if not cases or len(cases) > MOST:
        raise Http404
    language = "zh-hans" if translation.get_language().startswith("zh") else "en"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for case in cases:
            made = case.agreement.made_at.astimezone(UTC)
            entry = zipfile.ZipInfo(
                f"{case.agreement.number} {case.owner}.pdf".replace("/", "-"), made.timetuple()[:6]
            )
            archive.writestr(entry, actions.issue(request.actor, case.agreement, language))
    return _named(packed.getvalue(), f"{_('Agreements')}-FY{year}.zip", "application/zip")
