"""Home, language, health, and the description of the interface."""

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django.views.i18n import set_language

from quotamesh.base.people.models import User
from quotamesh.site.api import api
from quotamesh.site.navigation import sells

__all__ = ["api_docs", "health", "home", "manifest", "set_language"]


PNG = "image/png"
ICONS = (
    ("icon.svg", "any", "image/svg+xml", "any"),
    ("icon-192.png", "192x192", PNG, "any"),
    ("icon-512.png", "512x512", PNG, "any"),
    ("icon-512.png", "512x512", PNG, "maskable"),
)


@login_required
def home(request):
    """Where a signed-in person begins: the set-up while it lasts; then Today who sells, the cockpit who does not."""
    if request.company.setup_step and request.viewer.can("administer"):
        return redirect("setup")
    return redirect("today:show" if sells(request.viewer) else "cockpit:show")


@require_GET
def manifest(request: HttpRequest):
    """What a phone needs to put the product on its home screen."""
    name = request.company.name if request.company else _("Quotamesh")
    content = {
        "name": name,
        "short_name": name[:12],
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "lang": get_language(),
        "background_color": "#ffffff",
        "theme_color": "#0c5c6c",
        "icons": [
            {"src": static(f"shell/icons/{file}"), "sizes": sizes, "type": kind, "purpose": purpose}
            for file, sizes, kind, purpose in ICONS
        ],
        "shortcuts": [
            {"name": _("Today"), "url": reverse("today:show")},
            {"name": _("Follow-up"), "url": reverse("followups:new")},
        ],
    }
    return JsonResponse(content, content_type="application/manifest+json")


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
