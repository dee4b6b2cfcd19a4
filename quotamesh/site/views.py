"""Home, language, health, and the description of the interface."""

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET
from django.views.i18n import set_language

from quotamesh.base.people.models import User
from quotamesh.site.api import api

__all__ = ["api_docs", "health", "home", "set_language"]


@login_required
def home(request):
    """Where a signed-in person begins: the set-up while it lasts, then the cockpit."""
    if request.company.setup_step and request.viewer.can("administer"):
        return redirect("setup")
    return redirect("cockpit:show")


@require_GET
def health(request: HttpRequest):
    """For whoever watches the service: it runs, and its database answers."""
    User.objects.exists()
    return JsonResponse({"status": "ok", "database": connection.vendor})


@require_GET
@login_required
def api_docs(request):
    """Every call of the REST interface, without a file from a foreign host."""
    schema = api.get_openapi_schema()
    calls = [
        {
            "method": method.upper(),
            "path": path,
            "summary": call.get("summary", ""),
            "tag": (call.get("tags") or [""])[0],
        }
        for path, methods in schema["paths"].items()
        for method, call in methods.items()
    ]
    return render(
        request, "site/api_docs.html", {"calls": sorted(calls, key=lambda c: (c["tag"], c["path"]))}
    )
