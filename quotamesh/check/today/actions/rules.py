"""What the company sets about kinds of action."""

from collections.abc import Mapping

from django.db import transaction

from quotamesh.base.trail.actions import Actor, record
from quotamesh.check.today.models import KindRule
from quotamesh.check.today.rules import Rule, module_of, rules


@transaction.atomic
def set_rules(actor: Actor, wanted: Mapping[str, Rule]) -> int:
    """Keep the rules that differ from what stands; returns how many were changed."""
    before = rules()
    changed = {kind: rule for kind, rule in wanted.items() if rule != before[kind]}
    for kind, rule in changed.items():
        module = module_of(kind)
        if rule == Rule(kind, module.MINUTES, module.LOSS):
            KindRule.objects.filter(pk=kind).delete()
        else:
            values = {"minutes": rule.minutes, "loss_bp": round(rule.loss * 10_000), "on": rule.on}
            KindRule.objects.update_or_create(kind=kind, defaults=values)
    if changed:
        change = {kind: [_told(before[kind]), _told(rule)] for kind, rule in changed.items()}
        record(actor, "today.rules", subject="today", key="rules", label="today", change=change)
    return len(changed)


def _told(rule: Rule) -> str:
    return f"{rule.minutes} min, {rule.loss:.2%}, {'on' if rule.on else 'off'}"
