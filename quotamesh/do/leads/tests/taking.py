"""Leads as tests make them."""

from datetime import UTC, datetime

from quotamesh.base.trail.actions import Actor
from quotamesh.do.leads.actions import take_in
from quotamesh.do.leads.models import Lead, Rule, RulePerson, Source

NOW = datetime(2025, 9, 15, 2, tzinfo=UTC)  # ten o'clock in Shanghai, a Monday
PHONE = "138 0000 0001"


def acting(hour: int = 10, name: str = "test") -> Actor:
    """Somebody on the cast's day, at an hour of Shanghai."""
    return Actor(name, datetime(2025, 9, 15, hour - 8, tzinfo=UTC))


def source(code: str = "fair", kind: str = Source.Kind.EVENT, **more) -> Source:
    return Source.objects.get_or_create(code=code, defaults={"name": code.title(), "kind": kind, **more})[0]


def rule(name: str, *people, **more) -> Rule:
    made = Rule.objects.create(name=name, order=Rule.objects.count() + 1, **more)
    for person in people:
        RulePerson.objects.create(rule=made, person=person)
    return made


def lead(actor: Actor | None = None, at: Source | None = None, **more) -> Lead:
    """A lead of somebody at a fair; values of the lead and arguments of the action alike."""
    values = {"contact": "Ann Reed", "company": "Northwind", "phone": PHONE}
    fields = ("contact", "company", "phone", "email", "region", "need", "product")
    values |= {name: more.pop(name) for name in fields if name in more}
    return take_in(actor or acting(), at or source(), values, **more)
