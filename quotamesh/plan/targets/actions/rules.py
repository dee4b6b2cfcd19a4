"""Floors, caps, own weights and locks of units."""

from django.db import transaction

from quotamesh.base.people.models import Unit
from quotamesh.base.trail.actions import Actor, differences
from quotamesh.plan.targets.actions.common import leave_trail, opened, touched
from quotamesh.plan.targets.errors import LimitsCross, Negative
from quotamesh.plan.targets.models import Plan, Rule

FIELDS = ("floor", "cap", "weight", "locked")


@transaction.atomic
def set_rule(actor: Actor, plan: Plan, indicator: int, unit: Unit, **values) -> Rule:
    """Set some of floor, cap, weight, locked for a unit; None takes a limit away.

    Raises:
        NotEditable, Negative, LimitsCross: the floor would be above the cap.
    """
    plan = opened(plan)
    rule = Rule.objects.filter(plan=plan, indicator_id=indicator, unit=unit).first()
    rule = rule or Rule(plan=plan, indicator_id=indicator, unit=unit)
    before = {name: getattr(rule, name) for name in FIELDS}
    for name, value in values.items():
        if name not in FIELDS:
            raise TypeError(name)
        setattr(rule, name, value)
    _check(rule)
    rule.save()
    touched(plan)
    after = {name: getattr(rule, name) for name in FIELDS}
    leave_trail(actor, plan, "rule", {"unit": unit.code, **differences(before, after)})
    return rule


def _check(rule: Rule) -> None:
    if min(value for value in (rule.floor, rule.cap, rule.weight, 0) if value is not None) < 0:
        raise Negative
    if rule.floor is not None and rule.cap is not None and rule.floor > rule.cap:
        raise LimitsCross(rule.floor, rule.cap)
