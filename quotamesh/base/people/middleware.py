"""Each request knows its company, its day and its viewer; moments are shown in the company's zone."""

from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import today_of, viewer_of
from quotamesh.base.trail.actions import Actor


def viewer(get_response):
    """Put `company` and `today` on the request, and `viewer` and `actor`, which are read when asked for."""

    def middleware(request):
        request.company = company()
        request.today = today_of(request.company, timezone.now()) if request.company else None
        request.viewer = SimpleLazyObject(lambda: viewer_of(request.user, request.today))
        request.actor = SimpleLazyObject(lambda: _actor(request))
        zone = ZoneInfo(request.company.time_zone) if request.company else None
        with timezone.override(zone):
            return get_response(request)

    return middleware


def _actor(request) -> Actor:
    if request.user.is_authenticated:
        _ = request.viewer.name  # reads the person of the user along with the seats
    return Actor(str(request.user), timezone.now(), request.user.pk)
