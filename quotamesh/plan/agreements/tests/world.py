"""The standing cast with agreements: drafted from the plan in force, signed where a test asks for it."""

from dataclasses import replace
from datetime import timedelta

from quotamesh.base.people.models import Unit
from quotamesh.base.people.queries import company
from quotamesh.plan.agreements import actions
from quotamesh.plan.agreements.models import Agreement, Talk
from tests.cast import ACTOR, TODAY


def later(minutes: int):
    return replace(ACTOR, at=ACTOR.at + timedelta(minutes=minutes))


def drafted(cast, plan: str = "FY2025") -> dict[str, Agreement]:
    """{unit's code: agreement to sign}"""
    units = list(Unit.objects.order_by("path"))
    made = actions.draft_agreements(ACTOR, company(), cast.plan(plan), units, TODAY).made
    return {each.unit.code: each for each in made}


def signed(agreement: Agreement, minutes: int = 1) -> Agreement:
    """Signed by both sides, the owner first."""
    for step, person in enumerate((agreement.owner, agreement.leader)):
        actions.sign(later(minutes + step), agreement, person, agreement.digest)
    return Agreement.objects.get(pk=agreement.pk)


def agreement_of(cast, person: str) -> Agreement:
    return drafted(cast)[cast.seat(person).code]


def opened(cast, plan: str = "Draft") -> dict[str, Talk]:
    """{unit's code: talk} about a draft, for the whole company."""
    talks = actions.open_talks(ACTOR, cast.plan(plan), cast.unit("company"), TODAY)
    return {each.unit.code: each for each in talks}
