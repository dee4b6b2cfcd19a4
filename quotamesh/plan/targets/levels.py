"""Reading the levels of a plan: target, stretch and challenge side by side."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q

from quotamesh.base.people.models import Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.months import MONTHS
from quotamesh.do.catalog.models import Product
from quotamesh.plan.targets.actions.levels import keep_in_step
from quotamesh.plan.targets.models import Level, LevelShare, Plan, TargetRow
from quotamesh.plan.targets.queries import Months
from quotamesh.plan.targets.states import is_state, year_of

Rows = dict[tuple[int, int, int, str], Months]


def level_rows(
    plan: Plan, *, indicators: Collection[int], units: Collection[int], products: Collection[int]
) -> dict[str, Rows]:
    """{level: {(indicator, unit, product, line): twelve months}} of a plan, as `target_rows` gives one level.

    The key "target" is always there; "stretch" and "challenge" only where somebody has set levels for one of
    the indicators, and then every cell of stretch is at least that of target, every cell of challenge at least
    that of stretch, and each level adds up over units and products like the plan itself.

    One query for a plan that is or was in force: its companions came into force with it. Those of a plan that
    is still worked on are made anew first where the plan has outrun them, so that this may write.
    """
    if plan.editable:
        keep_in_step(plan)
    rows = TargetRow.objects.filter(
        Q(plan=plan) | Q(plan__base=plan),
        unit_id__in=units, indicator_id__in=indicators, product_id__in=products,
    ).values_list("plan__level", "indicator_id", "unit_id", "product_id", "line", *MONTHS)  # fmt: skip
    found: dict[str, Rows] = {Level.TARGET.value: {}}
    for row in rows:
        found.setdefault(row[0], {})[row[1:5]] = row[5:]
    return {level.value: found[level.value] for level in Level if level.value in found}


def plan_at(plan: Plan, level: str) -> Plan:
    """The plan itself, or its companion of a level; the plan where nobody has set levels."""
    return plan if level == Level.TARGET else keep_in_step(plan).get(level, plan)


@dataclass(frozen=True)
class Share:
    """How far the levels of a unit's branch stand above the target, in basis points."""

    unit: str
    name: str
    stretch_bp: int
    challenge_bp: int


def shares_of(viewer: Viewer, plan: Plan, indicator: int) -> list[Share]:
    """Whose levels are set, the company's first. That of the company holds for all, so everybody may know it."""
    rows = LevelShare.objects.filter(plan=plan, indicator_id=indicator).select_related("unit")
    return [
        Share(row.unit.code, row.unit.name, row.stretch_bp, row.challenge_bp)
        for row in rows.order_by("unit__path")
        if row.unit.parent_id is None or viewer.sees_path(row.unit.path)
    ]


@dataclass(frozen=True)
class Standing:
    """The year of a unit at each level, over all products."""

    unit: Unit
    amounts: dict[str, int]


def standings(plan: Plan, indicator: int, units: Sequence[Unit]) -> list[Standing]:
    """Each unit's year at each level, in the order given; units without a target are left out."""
    root = Product.objects.get(parent=None).pk
    rows = level_rows(plan, indicators=[indicator], units=[unit.pk for unit in units], products=[root])
    found, state = [], is_state(indicator)
    for unit in units:
        key = (indicator, unit.pk, root, TargetRow.Line.TOTAL.value)
        amounts = {
            level: year_of(months[key], state=state) for level, months in rows.items() if key in months
        }
        if amounts:
            found.append(Standing(unit, amounts))
    return found
