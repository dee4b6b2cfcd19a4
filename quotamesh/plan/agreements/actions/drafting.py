"""Agreements are drafted from a plan: in force, or a draft whose talks have come to an agreement."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date

from django.db import transaction

from quotamesh.base.people.models import Company, Unit
from quotamesh.base.trail.actions import Actor, record
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.agreements import errors
from quotamesh.plan.agreements.composing import Frame, compose
from quotamesh.plan.agreements.content import Content, read, same_terms, seal_content
from quotamesh.plan.agreements.models import Agreement, Talk
from quotamesh.plan.agreements.numbers import Book, book_of
from quotamesh.plan.agreements.parties import Party, parties
from quotamesh.plan.agreements.texts import terms_by_role
from quotamesh.plan.targets.models import Plan

State = Agreement.State


@dataclass
class Drafted:
    """`made`: new versions; `same`: units whose agreement says so already; `waiting`: units whose talk has not
    come to an agreement, or whose agreed numbers are not in the plan."""

    made: list[Agreement] = field(default_factory=list)
    same: list[Unit] = field(default_factory=list)
    waiting: list[Unit] = field(default_factory=list)


@transaction.atomic
def draft_agreements(
    actor: Actor,
    company: Company,
    plan: Plan,
    units: Collection[Unit],
    day: date,
    *,
    effective: date | None = None,
) -> Drafted:
    """A new version for each unit whose agreement does not say what the plan says; nothing is sent or signed.

    effective: the day from which the new numbers count; the first day of the year otherwise.

    Raises:
        TalkClosed: the plan is a scenario or superseded.
        NobodyToTalk: no unit has a target, an owner and a leader.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.state not in (Plan.State.DRAFT, Plan.State.IN_FORCE):
        raise errors.TalkClosed(plan.name)
    drafter = _Drafter(actor, company, plan, list(units), day, effective)
    done = drafter.draft()
    if not (done.made or done.same or done.waiting):
        raise errors.NobodyToTalk
    return done


class _Drafter:
    def __init__(
        self, actor: Actor, company: Company, plan: Plan, units: list[Unit], day: date, effective: date | None
    ):
        self.actor, self.plan, self.units = actor, plan, units
        year = FiscalCalendar(company.fiscal_start).year(plan.fiscal_year)
        self.frame = Frame(company, plan, year, effective or year.start, actor.at.astimezone(UTC).isoformat())
        self.book: Book = book_of(plan, [unit.pk for unit in units])
        self.sides = parties(units, day)
        self.terms = terms_by_role({owner.role for owner, _ in self.sides.values() if owner})
        self.offers = self._offers()
        self.latest = self._latest()

    def _offers(self) -> dict[int, dict | None]:
        """{unit: the agreed numbers, None where there is no agreement}; empty for a plan in force."""
        if not self.plan.editable:
            return {}
        agreed = dict(
            Talk.objects.filter(plan=self.plan, state=Talk.State.AGREED).values_list("unit_id", "offer")
        )
        return {unit.pk: agreed.get(unit.pk) for unit in self.units}

    def _latest(self) -> dict[tuple[int, int], Agreement]:
        found = Agreement.objects.filter(fiscal_year=self.plan.fiscal_year, unit__in=self.units)
        return {(a.unit_id, a.owner_id): a for a in found.select_for_update().order_by("version")}

    def draft(self) -> Drafted:
        done = Drafted()
        for unit in self.units:
            owner, leader = self.sides[unit.pk]
            numbers = self.book.offer(unit.pk)
            if not (owner and leader and numbers):
                continue
            if unit.pk in self.offers and self.offers[unit.pk] != numbers:
                done.waiting.append(unit)
            elif made := self._version(unit, owner, leader):
                done.made.append(made)
            else:
                done.same.append(unit)
        return done

    def _version(self, unit: Unit, owner: Party, leader: Party) -> Agreement | None:
        last = self.latest.get((unit.pk, owner.person_id))
        content = compose(self.frame, self.book, unit, owner, leader, self.terms[owner.role], last)
        if last and same_terms(read(last.content), content):
            return None
        if last and last.state == State.OPEN:
            last.state = State.REPLACED
            last.save(update_fields=["state"])
        return self._store(unit, owner, leader, content, last)

    def _store(
        self, unit: Unit, owner: Party, leader: Party, content: Content, last: Agreement | None
    ) -> Agreement:
        text, digest = seal_content(content)
        made = Agreement.objects.create(
            number=content["number"],
            fiscal_year=self.plan.fiscal_year,
            unit=unit,
            owner_id=owner.person_id,
            leader_id=leader.person_id,
            plan=self.plan,
            version=content["version"],
            supersedes=last,
            content=text,
            digest=digest,
            made_at=self.actor.at,
            made_by=self.actor.name,
        )
        change = {"digest": [last and last.digest, digest], "plan": [None, self.plan.uid]}
        record(
            self.actor,
            "agreement.draft",
            subject="agreement",
            key=str(made.uid),
            label=made.number,
            change=change,
        )
        return made
