"""What a customer's time line tells of tiers."""

from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.base.people.viewer import Viewer
from quotamesh.do.customers.models import Customer
from quotamesh.do.customers.timeline import Event
from quotamesh.do.tiers import queries
from quotamesh.do.tiers.models import Tier
from quotamesh.do.tiers.wording import why


def events(viewer: Viewer, customer: Customer, most: int) -> list[Event]:
    """Moves between tiers, the latest first."""
    rows = queries.moves(viewer).filter(customer=customer)[:most]
    url = reverse("tiers:moves")
    return [
        Event(
            day=move.day,
            kind="tier",
            text=_("Moved from %(before)s to %(after)s")
            % {"before": Tier(move.before).label, "after": Tier(move.after).label},
            detail=why(move.why),
            url=url,
        )
        for move in rows
    ]
