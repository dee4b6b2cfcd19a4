"""Lines, trees and milestones as the REST interface tells and takes them."""

from quotamesh.base.people.models import Company
from quotamesh.base.trail.actions import Actor
from quotamesh.do.catalog.models import Product
from quotamesh.plan.paradigms.actions import Step
from quotamesh.plan.paradigms.models import LineParadigm, Milestone
from quotamesh.plan.paradigms.patterns import name_of
from quotamesh.plan.paradigms.process import ProcessTarget
from quotamesh.plan.paradigms.queries import (
    BP,
    fit_of,
    plan_among,
    plans_of,
    solution_of,
    targets_of,
    wanted_of,
)
from quotamesh.plan.paradigms.schemas import (
    FitOut,
    LineParadigmOut,
    MilestoneIn,
    MilestoneOut,
    NodeIn,
    NodeOut,
    ProcessTargetOut,
    TreeOut,
)
from quotamesh.plan.paradigms.trees import TreeNode, read
from quotamesh.plan.paradigms.wording import sentence


def line_out(line: LineParadigm, product: Product) -> LineParadigmOut:
    return LineParadigmOut(
        product=product.code,
        product_uid=product.uid,
        name=product.name,
        fiscal_year=line.fiscal_year,
        paradigm=line.paradigm,
        reason=line.reason,
        customers=line.customers,
        maturity=line.maturity_bp / BP,
        standard=line.standard_bp / BP,
        revision=line.revision,
        driver=line.driver,
        fit=FitOut.from_orm(fit_of(line)),
    )


def tree_out(company: Company, line: LineParadigm) -> TreeOut:
    """What the plan in force (or the newest draft) asks of the line, and what follows."""
    nodes = read(line.nodes)
    wanted = wanted_of(plan_among(plans_of(line.fiscal_year)), line.product)
    found = solution_of(nodes, line.driver, wanted)
    trouble = sentence(found.trouble, company.currency, nodes) if found.trouble else ""
    return TreeOut(
        **line_out(line, line.product).model_dump(),
        wanted=wanted,
        trouble=str(trouble),
        way=list(found.way),
        nodes=[_node_out(node, found) for node in nodes.values()],
        targets=[target_out(each) for each in targets_of(company, line, found.needed)],
    )


def _node_out(node: TreeNode, found) -> NodeOut:
    return NodeOut(
        key=node.key,
        name=name_of(node),
        kind=node.kind,
        drivers=list(node.drivers),
        unit=node.unit,
        value=node.value,
        origin=node.origin,
        indicator=node.indicator,
        bearer=node.bearer,
        today=found.today.get(node.key),
        needed=found.needed.get(node.key),
    )


def target_out(target: ProcessTarget) -> ProcessTargetOut:
    return ProcessTargetOut(
        key=target.key,
        indicator=target.indicator,
        bearer=target.bearer,
        exact=target.exact,
        total=target.total,
        people=target.people,
        per_day=target.per_day,
        per_week=target.per_week,
    )


def document(actor: Actor, line: LineParadigm, wanted: list[NodeIn]) -> list[dict]:
    """A tree that comes in: a value that differs from the one that stood was set by the actor."""
    before = read(line.nodes)
    found = []
    for node in wanted:
        known = before.get(node.key)
        same = known is not None and known.value == node.value
        origin = known.origin if known and same else {"from": "typed", "by": actor.name}
        found.append(node.model_dump() | {"origin": origin if node.value is not None else {}})
    return found


def milestone_out(step: Milestone) -> MilestoneOut:
    return MilestoneOut(
        position=step.position,
        name=step.name,
        party=step.party,
        usual_days=step.usual_days,
        criteria=step.criteria,
        close=step.close_bp / BP,
        recognised=step.recognised_bp / BP,
    )


def step_of(wanted: MilestoneIn) -> Step:
    values = wanted.model_dump(exclude={"close", "recognised", "criteria"})
    return Step(
        **values,
        criteria=tuple(wanted.criteria),
        close_bp=round(wanted.close * BP),
        recognised_bp=round(wanted.recognised * BP),
    )
