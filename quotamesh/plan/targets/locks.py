"""Which units stay as they are."""

from quotamesh.plan.targets.models import Plan, Rule


def lock_paths(plan: Plan, indicator: int) -> list[str]:
    """Paths of the locked units of an indicator."""
    rules = Rule.objects.filter(plan=plan, indicator_id=indicator, locked=True)
    return list(rules.values_list("unit__path", flat=True))
