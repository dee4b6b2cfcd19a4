"""The rules by which leads are given, and what they go by."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from quotamesh.base.people.models import Person, Unit
from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.catalog.models import Product
from quotamesh.do.leads.clock import MOST_HOURS
from quotamesh.do.leads.errors import BadDay, BadOffice, NobodyNamed, StaleLead
from quotamesh.do.leads.models import Absence, Office, Rule, RulePerson, Skill, Territory
from quotamesh.kernel.worktime import BadHours, office_hours


@transaction.atomic
def make_rule(actor: Actor, *, people: Iterable[Person] = (), **values: Any) -> Rule:
    """A new rule, behind those there are.

    Raises:
        NobodyNamed
    """
    people = list(people)
    _somebody(values.get("unit"), people)
    last = Rule.objects.aggregate(last=Max("order"))["last"] or 0
    made = Rule.objects.create(order=last + 1, **values)
    _name(made, people)
    _trace(actor, "make", made, {"way": [None, made.way]})
    return made


@transaction.atomic
def change_rule(
    actor: Actor,
    rule: Rule,
    *,
    seen: int | None = None,
    people: Iterable[Person] | None = None,
    **values: Any,
) -> Rule:
    """
    Raises:
        StaleLead, NobodyNamed
    """
    now = Rule.objects.select_for_update().get(pk=rule.pk)
    change = {
        name: [str(getattr(now, name)), str(value)]
        for name, value in values.items()
        if getattr(now, name) != value
    }
    if seen is not None and seen != now.revision:
        raise StaleLead(now.name, {name: [mine, theirs] for name, (theirs, mine) in change.items()})
    for name, value in values.items():
        setattr(now, name, value)
    people = people if people is None else list(people)
    _somebody(now.unit, now.people.all() if people is None else people)
    now.revision += 1
    now.save()
    if people is not None:
        change["people"] = [None, sorted(person.code for person in people)]
        _name(now, people)
    _trace(actor, "change", now, change)
    return now


def _somebody(unit: Unit | None, people: Iterable) -> None:
    if unit is None and not people:
        raise NobodyNamed


def _name(rule: Rule, people: Iterable[Person]) -> None:
    RulePerson.objects.filter(rule=rule).delete()
    RulePerson.objects.bulk_create(RulePerson(rule=rule, person=person) for person in people)


@transaction.atomic
def move_rule(actor: Actor, rule: Rule, by: int) -> None:
    """Let a rule be asked earlier (below nought) or later."""
    rules = list(Rule.objects.select_for_update().order_by("order", "pk"))
    place = next(i for i, each in enumerate(rules) if each.pk == rule.pk)
    target = min(max(place + by, 0), len(rules) - 1)
    rules.insert(target, rules.pop(place))
    for order, each in enumerate(rules, start=1):
        each.order = order
    Rule.objects.bulk_update(rules, ["order"])
    _trace(actor, "move", rule, {"order": [place + 1, target + 1]})


@transaction.atomic
def remove_rule(actor: Actor, rule: Rule) -> None:
    """Take a rule away; the leads it gave stay where they are."""
    _trace(actor, "remove", rule, {"order": [rule.order, None]})
    rule.delete()


@transaction.atomic
def set_skills(actor: Actor, person: Person, products: Iterable[Product]) -> None:
    """Which product lines somebody knows."""
    chosen = list(products)
    Skill.objects.filter(person=person).delete()
    Skill.objects.bulk_create(Skill(person=person, product=product) for product in chosen)
    _note(actor, "skills", person, {"products": [None, sorted(product.code for product in chosen)]})


@transaction.atomic
def set_territory(actor: Actor, unit: Unit, words: str) -> None:
    """By which words the regions are known that a unit serves."""
    before = Territory.objects.filter(unit=unit).values_list("words", flat=True).first()
    if words.strip():
        Territory.objects.update_or_create(unit=unit, defaults={"words": words.strip()})
    else:
        Territory.objects.filter(unit=unit).delete()
    _note(actor, "territory", unit, {"words": [before, words.strip()]})


@transaction.atomic
def add_absence(actor: Actor, person: Person, start: date, end: date) -> Absence:
    """Somebody takes no new leads on these days.

    Raises:
        BadDay
    """
    if end < start:
        raise BadDay
    made = Absence.objects.create(person=person, start=start, end=end)
    _note(actor, "absence", person, {"days": [None, f"{start} – {end}"]})
    return made


@transaction.atomic
def remove_absence(actor: Actor, absence: Absence) -> None:
    _note(actor, "absence", absence.person, {"days": [f"{absence.start} – {absence.end}", None]})
    absence.delete()


@transaction.atomic
def set_office(
    actor: Actor,
    *,
    opens: time,
    closes: time,
    pause: tuple[time, time] | None,
    answer_hours: dict[str, int],
    seen: int | None = None,
) -> Office:
    """Office hours, and within how many working hours each kind of source is answered. Clocks that run stay.

    Raises:
        BadOffice, StaleLead
    """
    try:
        office_hours(opens, closes, pause)
    except BadHours as error:
        raise BadOffice from error
    if not all(1 <= hours <= MOST_HOURS for hours in answer_hours.values()):
        raise BadOffice
    row = Office.objects.select_for_update().first() or Office()
    if seen is not None and seen != row.revision:
        now = f"{row.opens:%H:%M} – {row.closes:%H:%M}"
        raise StaleLead(_("Office hours"), {"hours": [f"{opens:%H:%M} – {closes:%H:%M}", now]})
    row.revision += bool(row.pk)
    row.opens, row.closes = opens, closes
    row.pause_from, row.pause_to = pause or (None, None)
    row.answer_hours = dict(answer_hours)
    row.save()
    told = {
        "hours": [None, f"{opens:%H:%M} – {closes:%H:%M}"],
        **{k: [None, v] for k, v in answer_hours.items()},
    }
    record(actor, "lead_rule.office", subject="lead_rules", key="office", label="office", change=told)
    return row


def _trace(actor: Actor, verb: str, rule: Rule, change: dict) -> None:
    record(actor, f"lead_rule.{verb}", subject="lead_rule", key=str(rule.uid), label=rule.name, change=change)


def _note(actor: Actor, verb: str, of: Person | Unit, change: dict) -> None:
    record(actor, f"lead_rule.{verb}", subject="lead_rules", key=of.code, label=of.name, change=change)
