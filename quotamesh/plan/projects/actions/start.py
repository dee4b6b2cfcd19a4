"""Beginning a project: the line's milestones become its own, with days counted from the start."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from quotamesh.base.people.models import Person
from quotamesh.base.store.paths import ancestor_ids
from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.catalog.models import Product
from quotamesh.do.pipeline.models import Opportunity
from quotamesh.kernel.projects import planned
from quotamesh.plan.paradigms.models import Milestone
from quotamesh.plan.projects.errors import RunAlready
from quotamesh.plan.projects.models import Project, Step


@dataclass(frozen=True)
class Template:
    """A milestone to be: shares in ten-thousandths, calendar days from the one before."""

    name: str
    party: str
    usual_days: int
    criteria: tuple[str, ...]
    close_bp: int
    recognised_bp: int


def usual_steps() -> list[Template]:
    """What a project goes through where its line says nothing else."""
    party = Milestone.Party
    return [
        Template(_("Need and budget confirmed"), party.COMMERCIAL, 21, (_("Budget and its cycle are known"),), 1500, 0),
        Template(_("Solution reviewed"), party.SOLUTION, 30, (_("Return on investment is reckoned"),), 3500, 0),
        Template(_("Contract signed"), party.COMMERCIAL, 30, (_("Both sides have signed"),), 10_000, 0),
        Template(_("Delivered"), party.SOLUTION, 60, (_("Receipt is signed"),), 10_000, 6000),
        Template(_("Accepted"), party.PMO, 30, (_("Final acceptance is signed"),), 10_000, 4000),
    ]  # fmt: skip


def steps_of_line(product: Product) -> list[Template]:
    """The milestones of the product line, or of the nearest line above that has some."""
    by_product: dict[int, list[Milestone]] = {}
    for each in Milestone.objects.filter(product__in=_line(product)):
        by_product.setdefault(each.product_id, []).append(each)
    for key in _line(product):
        if key in by_product:
            return [
                Template(s.name, s.party, s.usual_days, tuple(s.criteria), s.close_bp, s.recognised_bp)
                for s in by_product[key]
            ]
    return usual_steps()


def _line(product: Product) -> list[int]:
    """Keys of the line and those above it, nearest first."""
    return list(reversed(ancestor_ids(product.path)))


@transaction.atomic
def start_project(
    actor: Actor,
    opportunity: Opportunity,
    day: date,
    *,
    pmo: Person | None = None,
    commercial: Person | None = None,
    solution: Person | None = None,
) -> Project:
    """Run an opportunity as a project from a day on. The commercial role is the opportunity's owner unless named.

    Raises:
        RunAlready
    """
    # Locked, so that of two who begin at the same moment the second finds the project of the first.
    Opportunity.objects.select_for_update().get(pk=opportunity.pk)
    if Project.objects.filter(opportunity=opportunity).exists():
        raise RunAlready
    roles = {"pmo": pmo, "commercial": commercial or opportunity.owner, "solution": solution}
    project = Project.objects.create(opportunity=opportunity, started=day, **roles)
    steps = steps_of_line(opportunity.product)
    days = planned(day, [step.usual_days for step in steps])
    for position, (step, due) in enumerate(zip(steps, days, strict=True), start=1):
        Step.objects.create(
            project=project, position=position, name=step.name, party=step.party, owner=roles[step.party],
            first_due=due, due=due, close_bp=step.close_bp, recognised_bp=step.recognised_bp,
            criteria=[{"text": text, "met_on": None, "met_by": ""} for text in step.criteria],
        )  # fmt: skip
    change = {"started": [None, day], "milestones": [None, len(steps)]}
    record(actor, "project.start", subject="project", key=str(project.uid), label=str(project), change=change)
    return project
