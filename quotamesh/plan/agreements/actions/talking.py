"""Target talks: opened, accepted, countered, disputed. Every turn is kept."""

from datetime import date

from django.db import transaction

from quotamesh.base.people.models import Unit
from quotamesh.base.store.paths import below
from quotamesh.base.trail.actions import Actor, record
from quotamesh.plan.agreements import errors
from quotamesh.plan.agreements.models import LONGEST_TEXT, Side, Talk, Turn
from quotamesh.plan.agreements.numbers import Offer, book_of
from quotamesh.plan.agreements.parties import parties
from quotamesh.plan.targets.models import Plan

Kind, State = Turn.Kind, Talk.State
LARGEST = 2**53


@transaction.atomic
def open_talks(actor: Actor, plan: Plan, branch: Unit, day: date) -> list[Talk]:
    """A talk for every unit of the branch that has a target, an owner and a leader, and no talk yet.

    Raises:
        TalkClosed: the plan is no longer drafted.
        NobodyToTalk: there is no such unit.
    """
    plan = _drafted(plan)
    units = list(Unit.objects.filter(below(branch.path)).order_by("path"))
    there = set(Talk.objects.filter(plan=plan).values_list("unit_id", flat=True))
    book, sides = book_of(plan, [unit.pk for unit in units]), parties(units, day)
    talks = []
    for unit in units:
        owner, leader = sides[unit.pk]
        numbers = book.offer(unit.pk)
        if unit.pk not in there and owner and leader and numbers:
            talks.append(
                Talk(
                    plan=plan,
                    unit=unit,
                    owner_id=owner.person_id,
                    leader_id=leader.person_id,
                    offer=numbers,
                    opened_at=actor.at,
                )
            )
    if not talks:
        raise errors.NobodyToTalk
    Talk.objects.bulk_create(talks)
    made = list(Talk.objects.filter(plan=plan, unit__in=[t.unit_id for t in talks]))
    Turn.objects.bulk_create(
        Turn(talk=t, kind=Kind.OPEN, side=Side.LEADER, at=actor.at, actor=actor.name, offer=t.offer)
        for t in made
    )
    change = {"branch": [None, branch.code], "talks": [None, len(talks)]}
    record(actor, "talk.open", subject="plan", key=str(plan.uid), label=plan.name, change=change)
    return made


def accept(actor: Actor, talk: Talk, side: str, *, seen: int | None = None) -> Talk:
    """Agree to what the other side offered.

    Raises:
        TalkClosed, StaleTalk, AgreedBefore, NotYourTurn
    """
    with transaction.atomic():
        talk = _taken_up(talk, seen)
        if talk.offered_by == side:
            raise errors.NotYourTurn
        return _turn(actor, talk, Kind.ACCEPT, side, State.AGREED)


def offer(
    actor: Actor, talk: Talk, side: str, numbers: Offer, reason: str, *, seen: int | None = None
) -> Talk:
    """Lay other numbers on the table: the owner's counter-proposal, or the leader's answer.

    Raises:
        TalkClosed, StaleTalk, AgreedBefore, ReasonWanted, TextTooLong, BadOffer, SameNumbers
    """
    reason = _reason(reason)
    with transaction.atomic():
        talk = _taken_up(talk, seen)
        _refuse_bad(talk, numbers)
        talk.offer, talk.offered_by = numbers, side
        owner = side == Side.OWNER
        kind, state = (Kind.COUNTER, State.COUNTERED) if owner else (Kind.ANSWER, State.PROPOSED)
        return _turn(actor, talk, kind, side, state, reason, numbers)


def dispute(actor: Actor, talk: Talk, side: str, reason: str, *, seen: int | None = None) -> Talk:
    """Say that no agreement is in sight; whoever leads both may answer."""
    reason = _reason(reason)
    with transaction.atomic():
        return _turn(actor, _taken_up(talk, seen), Kind.DISPUTE, side, State.DISPUTED, reason)


def say(actor: Actor, talk: Talk, side: str, text: str) -> Talk:
    """A remark that changes nothing."""
    text = _reason(text)
    with transaction.atomic():
        talk = _locked(talk)
        return _turn(actor, talk, Kind.SAY, side, talk.state, text)


def _turn(
    actor: Actor, talk: Talk, kind: str, side: str, state: str, text: str = "", numbers: Offer | None = None
) -> Talk:
    before, talk.state = talk.state, state
    talk.revision += 1
    talk.save(update_fields=["state", "offer", "offered_by", "revision"])
    Turn.objects.create(
        talk=talk, kind=kind, side=side, at=actor.at, actor=actor.name, text=text, offer=numbers
    )
    change = {"state": [before, state], "side": [None, side], "text": [None, text], "offer": [None, numbers]}
    record(actor, f"talk.{kind}", subject="talk", key=str(talk.uid), label=str(talk), change=change)
    return talk


def _drafted(plan: Plan) -> Plan:
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if not plan.editable:
        raise errors.TalkClosed(plan.name)
    return plan


def _locked(talk: Talk) -> Talk:
    _drafted(talk.plan)
    return Talk.objects.select_for_update(of=("self",)).select_related("plan", "unit").get(pk=talk.pk)


def _taken_up(talk: Talk, seen: int | None) -> Talk:
    """The talk, locked, if it stands where its party saw it and is still to be settled."""
    talk = _locked(talk)
    if seen is not None and seen != talk.revision:
        raise errors.StaleTalk(talk.offer)
    if talk.state == State.AGREED:
        raise errors.AgreedBefore
    return talk


def _refuse_bad(talk: Talk, numbers: Offer) -> None:
    if numbers.keys() != talk.offer.keys():
        raise errors.BadOffer
    for row in numbers.values():
        if len(row) != 4 or not all(isinstance(n, int) and 0 <= n <= LARGEST for n in row):
            raise errors.BadOffer
    if numbers == talk.offer:
        raise errors.SameNumbers


def _reason(text: str) -> str:
    text = text.replace("\x00", "").strip()
    if not text:
        raise errors.ReasonWanted
    if len(text) > LONGEST_TEXT:
        raise errors.TextTooLong(LONGEST_TEXT)
    return text
