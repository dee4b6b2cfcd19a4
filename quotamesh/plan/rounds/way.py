"""The round as the pages of its steps show it: the step before and the next one, without asking where they stand."""

from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.base.people.viewer import Viewer
from quotamesh.base.shell.periods import year_name
from quotamesh.base.shell.way import Stop, Way
from quotamesh.plan.rounds.steps import PLACES, Place


def way(viewer: Viewer, code: str, year: int) -> Way | None:
    seen = [place for place in PLACES if place.sees(viewer)]
    at = next((n for n, place in enumerate(seen) if place.code == code), None)
    if at is None:
        return None
    home = Stop(_("Planning %(year)s") % {"year": year_name(year)}, f"{reverse('rounds:show')}?year={year}")
    before, after = seen[at - 1] if at else None, seen[at + 1] if at + 1 < len(seen) else None
    return Way(home, _stop(before, year), _stop(after, year))


def _stop(place: Place | None, year: int) -> Stop | None:
    return Stop(str(place.name), reverse("rounds:step", args=[year, place.code])) if place else None
