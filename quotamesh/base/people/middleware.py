"""Each request knows its company, its day and its viewer."""

from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import today_of, viewer_of
from quotamesh.base.trail.actions import Actor


def viewer(get_response):
    """Put `company`, `today`, `viewer` and `actor` on the request, each read only when asked for."""

    def middleware(request):
        request.company = SimpleLazyObject(company)
        request.today = SimpleLazyObject(lambda: today_of(request.company, timezone.now()))
        request.viewer = SimpleLazyObject(lambda: viewer_of(request.user, request.today))
        request.actor = SimpleLazyObject(lambda: Actor(str(request.user), timezone.now(), request.user.pk))
        return get_response(request)

    return middleware
