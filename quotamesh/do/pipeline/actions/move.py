"""A deal goes on to another stage, or back; it is won, lost, or taken up again."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from quotamesh.base.trail.actions import Actor
from quotamesh.do.pipeline.actions.common import booked, cycle_of, held, saved, seat_on
from quotamesh.do.pipeline.actions.stats import tally
from quotamesh.do.pipeline.errors import (
    ClosedAlready,
    GateShut,
    MayNotOverride,
    NoReason,
    OpenStill,
    OtherFlow,
    UnknownReason,
    WrongDay,
)
from quotamesh.do.pipeline.flows import FlowBook, flow_book
from quotamesh.do.pipeline.gates import Gate, gates_between
from quotamesh.do.pipeline.models import Opportunity, Stage, StageMove
from quotamesh.do.pipeline.reasons import loss_reasons

Kind = Stage.Kind


@dataclass(frozen=True)
class Wish:
    """A move as it is asked for. `override`: a leader's reason to pass a gate that is not met."""

    to: Stage
    day: date
    override: str = ""
    may_override: bool = False
    why: str = ""
    reason: str = ""
    closed: date | None = None


@transaction.atomic
def move(actor: Actor, deal: Opportunity, wish: Wish, *, seen: int | None = None) -> Opportunity:
    """Bring an open deal to another stage of its flow.

    Going on passes the gate of every stage on the way; going back and losing pass none. A loss tells its reason.

    Raises:
        StaleOpportunity, ClosedAlready, OtherFlow, GateShut, MayNotOverride, NoReason, WrongDay, UnknownReason
    """
    now = held(deal, seen, {})
    if not now.is_open:
        raise ClosedAlready
    book = flow_book()
    if wish.to not in book.of_flow[now.stage.flow_id]:
        raise OtherFlow
    if wish.to.pk == now.stage_id:
        return now
    gates = gates_between(book, now, wish.to)
    lacking = _pass(gates, wish)
    if wish.to.is_end:
        return _close(actor, book, now, wish, gates, lacking)
    with booked(now.pk):
        _note(actor, book, now, wish, gates, lacking)
        change = _told(now, wish, lacking)
        now.stage, now.entered = wish.to, wish.day
        return saved(actor, now, "move", change)


def _pass(gates: list[Gate], wish: Wish) -> list[str]:
    """What the gates lack, in words, if a leader lets the deal through; else the first shut gate stops it."""
    shut = [gate for gate in gates if not gate.is_open]
    if not shut:
        return []
    if not wish.override.strip():
        if wish.may_override and wish.override:
            raise NoReason
        first = shut[0]
        raise GateShut(first.stage.label, [item.label for item in first.lacking], first.points_lacking)
    if not wish.may_override:
        raise MayNotOverride
    return [words for gate in shut for words in _lacking_words(gate)]


def _lacking_words(gate: Gate) -> list[str]:
    words = [item.label for item in gate.lacking]
    if gate.points_lacking:
        words.append(
            _("%(stage)s: %(points)d points") % {"stage": gate.stage.label, "points": gate.points_lacking}
        )
    return words


def _told(now: Opportunity, wish: Wish, lacking: list[str]) -> dict:
    change: dict = {"stage": [now.stage.code, wish.to.code]}
    if lacking:
        change |= {"override": [None, wish.override.strip()], "lacking": [None, lacking]}
    return change


def _note(
    actor: Actor, book: FlowBook, now: Opportunity, wish: Wish, gates: list[Gate], lacking: list[str]
) -> StageMove:
    """The row that tells of the move, with what it counts."""
    earlier = StageMove.objects.filter(opportunity=now)
    asked = answered = 0
    discovery = [gate for gate in gates if gate.stage.kind == Kind.DISCOVERY]
    if discovery and not earlier.filter(asked__gt=0).exists():
        asked = sum(len(gate.known) for gate in discovery)
        answered = sum(gate.met for gate in discovery)
    proposed = wish.to.kind == Kind.PROPOSAL and not earlier.filter(proposed=True).exists()
    return StageMove.objects.create(
        opportunity=now, day=wish.day, at=actor.at, who=actor.name, seat=seat_on(now.owner, wish.day) or now.seat,
        from_stage=now.stage, to_stage=wish.to, stood=cycle_of(now.entered, wish.day), asked=asked,
        answered=answered, proposed=proposed, lacking=lacking,
        override=wish.override.strip() if lacking else "",
    )  # fmt: skip


def _close(
    actor: Actor, book: FlowBook, now: Opportunity, wish: Wish, gates: list[Gate], lacking: list[str]
) -> Opportunity:
    closed = wish.closed or wish.day
    if closed > wish.day or (now.opened and closed < now.opened):
        raise WrongDay
    if wish.why and not loss_reasons().offers(wish.why):
        raise UnknownReason(wish.why)
    if wish.to.kind == Kind.LOST and not (wish.why or wish.reason.strip()):
        raise NoReason
    won = wish.to.kind == Kind.WON
    with booked(now.pk, customers=[now.customer_id] if won else []):
        _note(actor, book, now, wish, gates, lacking)
        change = _told(now, wish, lacking)
        change |= {"closed": [None, closed], "why": [now.why, wish.why], "reason": [now.reason, wish.reason]}
        now.seat = seat_on(now.owner, closed) or now.seat
        now.stage, now.entered, now.outcome = wish.to, closed, wish.to.kind
        now.closed, now.cycle = closed, cycle_of(now.opened, closed)
        now.why, now.reason = wish.why, wish.reason.strip()
        saved(actor, now, "won" if won else "lost", change)
        tally(now, +1)
    now.refresh_from_db(fields=["new_customer"])
    return now


@transaction.atomic
def reopen(
    actor: Actor, deal: Opportunity, day: date, *, reason: str, seen: int | None = None
) -> Opportunity:
    """Take up a closed deal again, in the stage it was closed from.

    Raises:
        StaleOpportunity, OpenStill, NoReason
    """
    now = held(deal, seen, {})
    if now.is_open:
        raise OpenStill
    if not reason.strip():
        raise NoReason
    book = flow_book()
    last = now.moves.filter(to_stage=now.stage).order_by("-id").first()
    open_stages = book.open_stages(now.stage.flow_id)
    left = last.from_stage_id if last else None
    back = next((stage for stage in open_stages if stage.pk == left), open_stages[0])
    with booked(now.pk, customers=[now.customer_id]):
        tally(now, -1)
        StageMove.objects.create(
            opportunity=now, day=day, at=actor.at, who=actor.name, seat=now.seat, from_stage=now.stage,
            to_stage=back, override=reason.strip(),
        )  # fmt: skip
        change = {
            "stage": [now.stage.code, back.code],
            "closed": [now.closed, None],
            "reason": [None, reason.strip()],
        }
        now.stage, now.entered, now.outcome = back, day, ""
        now.closed = now.cycle = None
        now.why = now.reason = ""
        now.new_customer = False
        now.seat = seat_on(now.owner, day) or now.seat
        saved(actor, now, "reopen", change)
    return now
