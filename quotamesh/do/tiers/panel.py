"""A customer's tier on its page, and whether a contact is overdue by the rhythm of that tier."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.base.people.viewer import Viewer
from quotamesh.do.customers.models import Customer
from quotamesh.do.customers.panels import Figure, Panel
from quotamesh.do.tiers.cards import overdue, rhythm_of
from quotamesh.do.tiers.models import Standing
from quotamesh.do.tiers.wording import hundredths


def panel(_viewer: Viewer, customer: Customer, today: date) -> Panel | None:
    """Two queries; nothing before the first run."""
    found = Standing.objects.filter(customer=customer).first()
    if found is None:
        return None
    note = _("value %(value)s, potential %(potential)s of 5") % {
        "value": hundredths(found.value),
        "potential": hundredths(found.potential),
    }
    url = reverse("tiers:customer", args=[customer.uid])
    figures = (Figure(_("Tier"), found.get_tier_display(), note, url),)
    rhythm = rhythm_of(found.tier)
    late = overdue(
        {customer.pk: found.tier}, {customer.pk: customer.last_contact}, today, {found.tier: rhythm}
    )
    if customer.pk not in late:
        return Panel(figures=figures, order=20)
    due = customer.last_contact + timedelta(days=rhythm) if customer.last_contact else today
    return Panel(figures=figures, order=20, next=_next(found, rhythm), due=due)


def _next(found: Standing, rhythm: int) -> str:
    values = {"tier": found.get_tier_display(), "days": rhythm}
    return _("a contact is overdue: %(tier)s customers get one every %(days)d days") % values
