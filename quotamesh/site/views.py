"""Home, language, health."""

from django.contrib.auth.decorators import login_not_required  # noqa: F401
from django.db import connection
from django.http import JsonResponse
from django.shortcuts import redirect
from django.views.i18n import set_language as django_set_language
from django.views.decorators.http import require_GET

set_language = django_set_language


def home(request):
    return redirect("people:sign_in")


@require_GET
def health(request):
    """For whoever watches the service: does it run, does its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
