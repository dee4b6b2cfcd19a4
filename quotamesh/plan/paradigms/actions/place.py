"""What a tree needs becomes targets of a plan: each seat and month, beside the revenue they follow from."""

from dataclasses import dataclass

from django.db import transaction

from quotamesh.base.people.queries import company
from quotamesh.base.trail.actions import Actor
from quotamesh.plan.paradigms.errors import NothingFollows, NothingWanted, OtherYear
from quotamesh.plan.paradigms.models import LineParadigm
from quotamesh.plan.paradigms.process import ProcessTarget, placements, seats_by_role
from quotamesh.plan.paradigms.queries import solution_of, targets_of, wanted_of
from quotamesh.plan.paradigms.trees import read
from quotamesh.plan.targets.actions import place_targets
from quotamesh.plan.targets.models import Plan
from quotamesh.plan.targets.shape import shape_of


@dataclass(frozen=True)
class Placed:
    """batch: names the step for `targets.actions.take_back`; None when the plan held all this already."""

    targets: list[ProcessTarget]
    batch: str | None


@transaction.atomic
def place_process_targets(actor: Actor, line: LineParadigm, plan: Plan) -> Placed:
    """Put the process targets that follow from the plan's own revenue target of the line into the plan.

    Raises:
        OtherYear, NothingWanted, NothingFollows; TreeError: the tree cannot be solved; and what
        `targets.actions.place_targets` raises.
    """
    if plan.fiscal_year != line.fiscal_year:
        raise OtherYear
    wanted = wanted_of(plan, line.product)
    if wanted is None:
        raise NothingWanted(plan.name)
    found = solution_of(read(line.nodes), line.driver, wanted)
    if found.trouble:
        raise found.trouble
    targets = [each for each in targets_of(company(), line, found.needed) if each.people]
    if not targets:
        raise NothingFollows
    shape = shape_of(plan, company())
    parts = placements(plan, line.product, shape, targets, seats_by_role(company(), line.fiscal_year))
    source = {"from": "paradigm", "line": str(line.uid), "revision": line.revision, "wanted": wanted}
    return Placed(targets, place_targets(actor, plan, parts, source))
