"""Asking for an approval: the rule is read, the steps are laid out, what is asked is frozen."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from quotamesh.base.approvals.actions.tell import tell_deciders
from quotamesh.base.approvals.bands import Ask, band_of, from_json
from quotamesh.base.approvals.errors import NobodyApproves
from quotamesh.base.approvals.kinds import Kind, kind_of
from quotamesh.base.approvals.line import Holder, Holders, deciders
from quotamesh.base.approvals.models import Approver, Request, RuleBook, Step
from quotamesh.base.people.models import Person, Unit, User
from quotamesh.base.trail.actions import Actor, canonical, plain, record

REMIND_DAYS = 3
Wanted = Sequence[tuple[Ask, list[Holder]]]


@transaction.atomic
def ask(
    actor: Actor,
    kind: str,
    *,
    unit: Unit,
    day: date,
    label: str,
    subject: str,
    key: str,
    payload: dict[str, Any],
    amount: int | None = None,
    reason: str = "",
    url: str = "",
    person: Person | None = None,
) -> Request:
    """Ask for an approval in a unit. `subject` and `key` name what it is about, `url` where that is shown;
    `payload` is what is approved, as JSON; `person` is who asks, where the actor is not signed in as them.

    Raises:
        UnknownKind
        NobodyApproves: a step has no holder, or the one who asks is the only one.
    """
    user, requester = _requester(actor, person)
    book = RuleBook.objects.filter(kind=kind_of(kind).code).first()
    steps = _steps(kind_of(kind), book, unit, amount, day, requester, user)
    frozen = json.loads(json.dumps(payload, default=plain))
    remind = book.remind_days if book else REMIND_DAYS
    request = Request(
        kind=kind,
        label=label[:300],
        reason=reason,
        unit=unit,
        amount=amount,
        subject=subject,
        subject_key=key,
        url=url,
        payload=frozen,
        rule_revision=book.revision if book else 0,
        person=requester,
        user=user,
        asked_by=requester.name if requester else actor.name,
        asked_at=actor.at,
        remind_days=remind,
        due_on=day + timedelta(remind),
        expires_on=day + timedelta(book.expire_days) if book and book.expire_days else None,
    )
    request.digest = digest_of(request)
    request.save()
    _lay_out(request, steps)
    leave_trail(actor, request, "ask", {"state": [None, request.state], "digest": [None, request.digest]})
    tell_deciders(actor, request)
    return request


def digest_of(request: Request) -> str:
    """SHA-256 over what is asked for: the same as long as nobody touched it."""
    names = ("kind", "label", "reason", "unit_id", "amount", "subject", "subject_key", "payload")
    return hashlib.sha256(canonical({name: getattr(request, name) for name in names})).hexdigest()


def leave_trail(actor: Actor, request: Request, verb: str, change: dict) -> None:
    record(
        actor,
        f"approval.{verb}",
        subject="approval",
        key=str(request.uid),
        label=request.label,
        change=change,
    )


def _requester(actor: Actor, person: Person | None) -> tuple[User | None, Person | None]:
    if person is not None:
        return User.objects.filter(person=person).first(), person
    user = User.objects.select_related("person").filter(pk=actor.user_id).first()
    return user, user.person if user else None


def _steps(
    kind: Kind,
    book: RuleBook | None,
    unit: Unit,
    amount: int | None,
    day: date,
    person: Person | None,
    user: User | None,
) -> Wanted:
    bands = from_json(book.bands) if book else kind.own_bands
    holders = Holders(day)
    found = []
    for step in band_of(bands, amount).steps:
        asked = deciders(step, unit.path, holders, person and person.pk, user and user.pk)
        if not asked:
            only_self = bool(holders.of(step, unit.path))
            raise NobodyApproves(kind.code, step.who, unit.name, only_self)
        found.append((step, asked))
    return found


def _lay_out(request: Request, steps: Wanted) -> None:
    for order, (step, asked) in enumerate(steps, 1):
        row = Step.objects.create(request=request, order=order, who=step.who, named_id=step.person)
        Approver.objects.bulk_create(Approver(step=row, person_id=h.person, user_id=h.user) for h in asked)
