"""Changing how a tier is served, and noting what a customer spends in all."""

from datetime import date

from django.db import transaction

from quotamesh.base.trail.actions import Actor, differences, record
from quotamesh.do.customers.models import Customer
from quotamesh.do.tiers.cards import standard
from quotamesh.do.tiers.errors import Stale
from quotamesh.do.tiers.models import Card, Wallet

FIELDS = ("service", "steps", "rhythm_days")


@transaction.atomic
def change_card(actor: Actor, tier: str, *, seen: int, service: str, steps: str, rhythm_days: int) -> Card:
    """`seen`: the revision that was looked at, 0 for the card the product begins with.

    Raises:
        Stale
    """
    card = Card.objects.select_for_update().filter(tier=tier).first()
    usual = standard(tier)
    before = (
        {name: getattr(card, name) for name in FIELDS}
        if card
        else {"service": usual.service, "steps": "\n".join(usual.steps), "rhythm_days": usual.rhythm_days}
    )
    change = differences(before, {"service": service, "steps": steps, "rhythm_days": rhythm_days})
    if seen != (card.revision if card else 0):
        raise Stale({name: [mine, theirs] for name, (theirs, mine) in change.items()})
    card = card or Card(tier=tier, revision=0)
    if not change and card.revision:
        return card
    card.service, card.steps, card.rhythm_days = service, steps, rhythm_days
    card.revision += 1
    card.save()
    record(actor, "tiers.card", subject="tiers", key=tier, label=tier, change=change)
    return card


@transaction.atomic
def note_wallet(actor: Actor, customer: Customer, amount: int | None, day: date) -> None:
    """What a customer spends in a year with everybody; None takes the estimate away. It counts from the next run."""
    known = Wallet.objects.select_for_update().filter(customer=customer).first()
    if amount == (known.amount if known else None):
        return
    if amount is None:
        Wallet.objects.filter(customer=customer).delete()
    else:
        Wallet.objects.update_or_create(
            customer=customer, defaults={"amount": amount, "noted_on": day, "noted_by": actor.name}
        )
    change = {"wallet": [known.amount if known else None, amount]}
    record(
        actor, "tiers.wallet", subject="customer", key=str(customer.uid), label=customer.name, change=change
    )
