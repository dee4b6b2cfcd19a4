"""How each tier is served: the company's own cards, or those the product begins with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from quotamesh.do.tiers.models import Card, Tier

RHYTHM = {Tier.STRATEGIC: 14, Tier.PROFIT: 30, Tier.NURTURE: 45, Tier.MAINTAIN: 90}


@dataclass(frozen=True)
class Service:
    """A tier's card. `rhythm_days`: a contact at least this often. `revision` 0: as the product begins."""

    tier: str
    service: str
    steps: tuple[str, ...]
    rhythm_days: int
    revision: int

    @property
    def name(self) -> str:
        return str(Tier(self.tier).label)


def cards() -> dict[str, Service]:
    """{tier: its card}, the most valuable first."""
    own = {card.tier: card for card in Card.objects.all()}
    return {tier: _own(own[tier]) if tier in own else standard(tier) for tier in Tier.values}


def _own(card: Card) -> Service:
    steps = tuple(line.strip() for line in card.steps.splitlines() if line.strip())
    return Service(card.tier, card.service, steps, card.rhythm_days, card.revision)


def standard(tier: str) -> Service:
    service, steps = {
        Tier.STRATEGIC: (
            _("Dedicated advisor and custom proposal"),
            (
                _("One advisor answers for everything the customer asks."),
                _("A proposal on the customer's own figures, renewed every half year."),
                _("A talk with those who decide each quarter."),
            ),
        ),
        Tier.PROFIT: (
            _("Cross-selling"),
            (
                _("Offer what customers of this kind buy beside it."),
                _("Talk of the renewal before the contract ends."),
            ),
        ),
        Tier.NURTURE: (
            _("White paper and free diagnosis"),
            (
                _("Send the industry's white paper, and ask what fits."),
                _("Offer a free diagnosis on site."),
            ),
        ),
        Tier.MAINTAIN: (
            _("Low-cost service"),
            (_("Answer by phone and online."), _("One message to all each quarter.")),
        ),
    }[Tier(tier)]
    return Service(tier, service, steps, RHYTHM[Tier(tier)], 0)


def rhythm_of(tier: str) -> int:
    """Every how many days a customer of a tier is to be contacted."""
    own = Card.objects.filter(tier=tier).values_list("rhythm_days", flat=True).first()
    return own or RHYTHM[Tier(tier)]


def rhythms() -> dict[str, int]:
    """{tier: days} of all tiers, in one query."""
    return {str(tier): days for tier, days in RHYTHM.items()} | dict(
        Card.objects.values_list("tier", "rhythm_days")
    )


def overdue(
    tiers: Mapping[int, str], last: Mapping[int, date | None], today: date, days: Mapping[str, int]
) -> dict[int, int | None]:
    """{customer: days beyond the rhythm} of those whom nobody contacted in time; None: never contacted.

    tiers: customers with their tiers. last: when each was contacted last. days: the rhythm of each tier.
    """
    found: dict[int, int | None] = {}
    for customer, tier in tiers.items():
        contact = last.get(customer)
        due = contact + timedelta(days=days[tier]) if contact else None
        if due is None or due < today:
            found[customer] = (today - due).days if due else None
    return found
