"""Minutes and effects of each kind of action: the kind's own, or what the company set."""

from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from quotamesh.check.today.models import KindRule

# In the order in which they were thought of; the list ranks by what they bring, not by this.
KINDS = ("steps", "gates", "proposals", "closings", "leads", "milestones", "rhythms", "renewals")


@dataclass(frozen=True)
class Rule:
    """`loss`: the share of the chance lost when the action is left undone for one round."""

    kind: str
    minutes: int
    loss: float
    on: bool = True


def module_of(kind: str) -> ModuleType:
    return import_module(f"quotamesh.check.today.kinds.{kind}")


def rules() -> dict[str, Rule]:
    """Every kind's rule, in one query."""
    told = {row.kind: row for row in KindRule.objects.all()}
    return {kind: _rule(kind, told.get(kind)) for kind in KINDS}


def _rule(kind: str, told: KindRule | None) -> Rule:
    if told is None:
        module = module_of(kind)
        return Rule(kind, module.MINUTES, module.LOSS)
    return Rule(kind, told.minutes, told.loss_bp / 10_000, told.on)
