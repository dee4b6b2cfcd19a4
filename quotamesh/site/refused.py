"""What is answered when a request cannot be taken as it came, above all when it is too large."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from quotamesh.base.shell.formats import number
from quotamesh.base.tables.writing import XLSX_ROWS, TooManyRows

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
CHUNK, MOST_DRAINED = 1 << 20, 128
MB = 1024**2


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Pages in the user's language, programs in the form of all problems: 413 with both sizes, else 400."""
    if isinstance(exception, TooManyRows):
        status, code, details = 413, "too_many_rows", {"of": "rows", "most": XLSX_ROWS}
        message = _("An Excel sheet holds %(most)s rows, and this list has more.") % {
            "most": number(XLSX_ROWS)
        }
    elif isinstance(exception, TOO_LARGE):
        status, code, (message, details) = 413, "too_large", _too_large(request, exception)
        _drain(request)
    else:
        status, code, message, details = 400, "unreadable", _("What was sent cannot be read."), None
    if _is_program(request):
        return JsonResponse({"code": code, "message": message, "details": details}, status=status)
    context = {
        "too_large": code == "too_large",
        "too_long": code == "too_many_rows",
        "headline": message,
        "back": _back(request),
    }
    return render(request, "site/refused.html", context, status=status)


def _too_large(request: HttpRequest, error: Exception) -> tuple[str, dict]:
    if isinstance(error, TooManyFieldsSent):
        most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
        words = _("That form had more than %(most)s fields, which is the most that can be sent at once.")
        return words % {"most": number(most)}, {"of": "fields", "most": most}
    if isinstance(error, TooManyFilesSent):
        most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
        words = _("More than %(most)s files came at once, which is the most.")
        return words % {"most": number(most)}, {"of": "files", "most": most}
    most, sent = settings.DATA_UPLOAD_MAX_MEMORY_SIZE, _sent(request)
    details = {"of": "bytes", "most": most, "sent": sent}
    if sent is None or sent <= most:
        return _("What was typed is larger than %(most)s MB, which is the most.") % {
            "most": most // MB
        }, details
    words = _("What was sent is %(sent)s MB large; %(most)s MB is the most.")
    return words % {"sent": number(sent / MB, 1), "most": most // MB}, details


def _sent(request: HttpRequest) -> int | None:
    length = request.META.get("CONTENT_LENGTH") or ""
    return int(length) if length.isascii() and length.isdigit() else None


def _is_program(request: HttpRequest) -> bool:
    return request.path.startswith("/api/") or request.headers.get("Accept") == "application/json"


def _back(request: HttpRequest) -> str:
    """The page the form was sent from, for browsers without scripts; others go back in their history."""
    referer = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(referer, {request.get_host()}, request.is_secure())
    return referer if ours else "/"


def _drain(request: HttpRequest) -> None:
    """Read what is still coming, up to a bound: a browser shows no answer while it is not done with sending."""
    try:
        for _part in range(MOST_DRAINED):
            if not request.read(CHUNK):
                return
    except OSError:
        return
