"""What every answer carries, and the way a new company takes to its first page."""

from django.shortcuts import redirect
from django.urls import reverse

from quotamesh.base.store.held import held

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; frame-ancestors 'none'; "
    "base-uri 'self'; form-action 'self'"
)
OPEN_BEFORE_SETUP = ("/welcome", "/static/", "/i18n/", "/health", "/manifest", "/styleguide")


def content_security_policy(get_response):
    """No inline script or style, no file from a foreign host, no frame around us."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return middleware


def first_run(get_response):
    """Until there is a company, every page leads to the welcome page."""

    def middleware(request):
        if not request.path.startswith(OPEN_BEFORE_SETUP) and request.company is None:
            return redirect(reverse("welcome"))
        return get_response(request)

    return middleware


def read_once(get_response):
    """What a request asks more than once it reads once: definitions, the root of all products, what waits."""

    def middleware(request):
        with held():
            return get_response(request)

    return middleware
