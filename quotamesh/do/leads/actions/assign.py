"""Giving a lead to somebody: by hand, or to whom the rules name."""

from datetime import date
from typing import Any

from django.db import transaction

from quotamesh.base.people.models import Person
from quotamesh.base.people.queries import company, root_unit
from quotamesh.base.people.viewer import today_of
from quotamesh.base.trail.actions import Actor
from quotamesh.do.leads.actions.rows import opened, store
from quotamesh.do.leads.actions.tell import tell_owner
from quotamesh.do.leads.errors import NotOpen
from quotamesh.do.leads.matching import Assigner, Decision, seat_on
from quotamesh.do.leads.models import Lead, Rule


def in_turn(day: date) -> Assigner:
    """Who decides. Rules that give in turn are kept from others until the transaction ends, so that of two leads at
    the same moment the second sees who got the first."""
    turning = Rule.objects.select_for_update().filter(active=True, way=Rule.Way.TURN)
    list(turning.order_by("pk").values_list("pk"))
    return Assigner(day)


def placed(lead: Lead, decision: Decision, today: date) -> dict[str, Any]:
    """Where the lead lies now, and for whom it counts. Who took it up first keeps it counted, unless the lead is
    handed on before it was answered."""
    if decision.owner is None:
        return {"owner": None, "unit": decision.unit or root_unit(), "rule": decision.rule}
    values = {"owner": decision.owner, "unit": decision.seat, "rule": decision.rule}
    if lead.seat is None or lead.answered_at is None:
        there = seat_on(decision.owner, lead.date) if lead.date != today else decision.seat
        values["seat"] = there or decision.seat
    return values


def settled(decision: Decision) -> None:
    """The rule remembers whose turn it was."""
    rule = decision.rule
    if rule is not None and decision.owner is not None and rule.way == Rule.Way.TURN:
        Rule.objects.filter(pk=rule.pk).update(last=decision.owner)


@transaction.atomic
def assign(actor: Actor, lead: Lead, person: Person, *, seen: int | None = None) -> Lead:
    """Give a lead to somebody; one that was given back is open again.

    Raises:
        StaleLead, NoSeat, NotOpen: it is converted, dropped or merged.
    """
    now = opened(lead, seen)
    return _given(actor, now, Decision.by_hand(person, today_of(company(), actor.at)))


@transaction.atomic
def assign_by_rules(actor: Actor, lead: Lead, *, seen: int | None = None) -> tuple[Lead, Decision]:
    """Give a lead to whom the rules name today; where they reach nobody it waits in the queue they name.

    Raises:
        StaleLead, NotOpen
    """
    now = opened(lead, seen)
    decision = in_turn(today_of(company(), actor.at)).decide(now)
    return _given(actor, now, decision), decision


def _given(actor: Actor, now: Lead, decision: Decision) -> Lead:
    if not (now.is_open or now.state == Lead.State.RECYCLED):
        raise NotOpen
    values = placed(now, decision, today_of(company(), actor.at))
    if now.state == Lead.State.RECYCLED and decision.owner:
        values |= {"state": open_state(now), "wake_on": None, "why": "", "why_words": ""}
    before = now.owner_id
    done = store(actor, now, "assign", values)
    if done.owner_id != before:
        tell_owner(actor, done)
    settled(decision)
    return done


def open_state(lead: Lead) -> str:
    """What an open lead is: answered, or still to be answered."""
    return Lead.State.ANSWERED if lead.answered_at else Lead.State.NEW
