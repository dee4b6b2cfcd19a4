"""Whether a document is genuine: one address, for strangers as far as the file itself proves that they hold it, for
those who are signed in as far as they see."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from quotamesh.plan.agreements import public
from quotamesh.plan.agreements.checking import LARGEST_FILE
from quotamesh.plan.agreements.findings import finding, public_finding

AROUND = 100_000  # bytes of a form beside its file
MARK, MARK_WITHIN = b"%PDF-", 1024


@require_http_methods(["GET", "POST"])
@never_cache
@csrf_exempt  # what is too large is refused before anything reads it; the rest is protected below
def check_document(request):
    if request.method == "POST" and _sent(request) > _largest(request) + AROUND:
        return _answer(request, {"problem": _wanted(request)}, 413)
    return _check(request)


@csrf_protect
def _check(request):
    if request.method == "GET":
        return _answer(request, {}, 200)
    stranger = not request.user.is_authenticated
    try:
        asked = public.admit(public.sender_of(request), request.actor.at) if stranger else None
    except public.TooMany:
        problem = _("Too many files were checked in a short time. Please try again in a minute.")
        return _answer(request, {"problem": problem}, 429)
    file = request.FILES.get("document")
    data = file.read() if file and file.size <= _largest(request) else b""
    if MARK not in data[:MARK_WITHIN]:
        return _answer(request, {"problem": _wanted(request)}, 422)
    found = public_finding(asked, data) if asked else finding(request.viewer, data)
    return _answer(request, {"found": found, "file_name": file.name}, 200)


def _sent(request) -> float:
    """Bytes of the body as announced; one of unknown length is taken as endless."""
    length = request.META.get("CONTENT_LENGTH") or ("?" if "HTTP_TRANSFER_ENCODING" in request.META else "0")
    return int(length[:18]) if length.isascii() and length.isdecimal() else float("inf")


def _largest(request) -> int:
    return LARGEST_FILE if request.user.is_authenticated else public.LARGEST_PUBLIC


def _wanted(request) -> str:
    return _("Choose a PDF file of at most %(size)d MB.") % {"size": _largest(request) // 1024**2}


def _answer(request, context: dict, status: int):
    stranger = not request.user.is_authenticated
    more = {"company_name": request.company.name, "stranger": stranger}
    name = "agreements/check_public.html" if stranger else "agreements/check.html"
    answer = render(request, name, context | more, status=status)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
