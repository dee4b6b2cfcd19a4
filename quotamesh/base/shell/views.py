"""The visual language on one page, open to everybody; and the service worker, which must stand at the root."""

from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from . import sample

WORKER = Path(__file__).parent / "static" / "shell" / "js" / "sw.js"


@login_not_required
@require_GET
def styleguide(request):
    return render(request, "shell/styleguide/page.html", sample.context(request.GET))


@login_not_required
@require_GET
def service_worker(request):
    """From the root, so that it may look after every page; asked for anew each time."""
    response = HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response
