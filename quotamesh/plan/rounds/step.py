"""A step on the way from what the board wants to what a person does next week."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from quotamesh.base.people.models import Company
from quotamesh.base.people.viewer import Viewer
from quotamesh.plan.targets.access import visible_plans
from quotamesh.plan.targets.models import Plan

NEAREST = (Plan.State.IN_FORCE, Plan.State.DRAFT, Plan.State.SCENARIO)
DONE, UNDER_WAY, OPEN, ATTENTION = "done", "under_way", "open", "attention"


@dataclass(frozen=True)
class Ground:
    """Whose round it is: who looks, at which fiscal year, on which day."""

    viewer: Viewer
    company: Company
    fiscal_year: int
    today: date

    @cached_property
    def plan(self) -> Plan | None:
        """The year's plan in force; without one the draft, without that the latest scenario."""
        found = visible_plans(self.viewer).filter(fiscal_year=self.fiscal_year)
        plans = {plan.state: plan for plan in reversed(found)}
        return next((plans[state] for state in NEAREST if state in plans), None)


@dataclass(frozen=True)
class Step:
    """Where one step stands, in a sentence; `act` names what its page is opened for."""

    code: str
    name: str
    icon: str
    url: str
    state: str
    told: str
    act: str
    purpose: str

    @property
    def stands(self) -> bool:
        return self.state == DONE
