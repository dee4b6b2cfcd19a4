"""Stretch and challenge: companion plans, raised from the plan's own amounts and kept in step with it."""

import numpy as np
from django.db import transaction

from quotamesh.base.people.models import Unit
from quotamesh.base.store.paths import ancestor_ids
from quotamesh.base.trail.actions import Actor, differences
from quotamesh.do.catalog.models import Product
from quotamesh.kernel.levels import levels as raised
from quotamesh.plan.targets.actions.common import leave_trail, opened, touched
from quotamesh.plan.targets.errors import BadLevels
from quotamesh.plan.targets.models import Level, LevelShare, Plan, TargetRow
from quotamesh.plan.targets.rows import Own, add_own, joined, read_own, unit_paths

ABOVE = (Level.STRETCH, Level.CHALLENGE)
MOST = 100_000  # ten times on top of the target
Shares = tuple[int, int]


@transaction.atomic
def set_levels(
    actor: Actor, plan: Plan, indicator: int, *, shares: Shares | None, unit: Unit | None = None
) -> None:
    """Say how far stretch and challenge stand above the target: basis points, for a unit's branch or for all.

    None takes the unit's own shares away; what stands above it in the tree holds there again.

    Raises:
        NotEditable
        BadLevels: below nought, too high, or challenge below stretch.
    """
    if shares and not 0 <= shares[0] <= shares[1] <= MOST:
        raise BadLevels
    plan = opened(plan)
    unit = unit or Unit.objects.get(parent=None)
    found = LevelShare.objects.filter(plan=plan, indicator_id=indicator, unit=unit)
    before = _told(found.values_list("stretch_bp", "challenge_bp").first())
    if shares:
        values = dict(zip(("stretch_bp", "challenge_bp"), shares, strict=True))
        LevelShare.objects.update_or_create(plan=plan, indicator_id=indicator, unit=unit, defaults=values)
    else:
        found.delete()
    touched(plan)
    change = {"unit": unit.code, "indicator": indicator, **differences(before, _told(shares))}
    leave_trail(actor, plan, "levels", change)


def _told(shares: Shares | None) -> dict[str, int | None]:
    stretch, challenge = shares or (None, None)
    return {"stretch_bp": stretch, "challenge_bp": challenge}


def copy_levels(source: Plan, target: Plan) -> None:
    """The shares go along with a copy; its companions are made when somebody needs them."""
    LevelShare.objects.bulk_create(
        LevelShare(
            plan=target,
            indicator_id=share.indicator_id,
            unit_id=share.unit_id,
            stretch_bp=share.stretch_bp,
            challenge_bp=share.challenge_bp,
        )
        for share in LevelShare.objects.filter(plan=source)
    )


def follow(plan: Plan) -> None:
    """The companions stand where their plan stands, and hold what it holds now."""
    plan = Plan.objects.get(pk=plan.pk)
    keep_in_step(plan)
    Plan.every.filter(base=plan).update(state=plan.state, in_force_at=plan.in_force_at, version=plan.version)


def keep_in_step(plan: Plan) -> dict[str, Plan]:
    """The plan's companions by level, made anew where the plan has changed since; none where nobody set levels."""
    there = {each.level: each for each in Plan.every.filter(base=plan)}
    if all(level in there and there[level].revision == plan.revision for level in ABOVE):
        return there
    if not there and not LevelShare.objects.filter(plan=plan).exists():
        return {}
    with transaction.atomic():
        plan = Plan.objects.select_for_update().get(pk=plan.pk)
        return _made_anew(plan)


def _made_anew(plan: Plan) -> dict[str, Plan]:
    companions = {level.value: _companion(plan, level) for level in ABOVE}
    rows = TargetRow.objects.filter(plan__in=companions.values())
    rows._raw_delete(rows.db)
    units, products = unit_paths(), dict(Product.objects.values_list("id", "path").order_by())
    shares: dict[int, dict[int, Shares]] = {}
    for share in LevelShare.objects.filter(plan=plan):
        shares.setdefault(share.indicator_id, {})[share.unit_id] = (share.stretch_bp, share.challenge_bp)
    for indicator, by_unit in shares.items():
        own = _laid_out(read_own(plan, indicator), units, products)
        for companion, part in zip(companions.values(), _raised(own, units, by_unit), strict=True):
            add_own(companion, indicator, part, fresh=True)
    return companions


def _companion(plan: Plan, level: Level) -> Plan:
    values = {
        "name": plan.name,
        "fiscal_year": plan.fiscal_year,
        "state": plan.state,
        "version": plan.version,
        "revision": plan.revision,
        "product_level": plan.product_level,
        "created_at": plan.created_at,
        "created_by": plan.created_by,
        "in_force_at": plan.in_force_at,
    }
    return Plan.every.update_or_create(base=plan, level=level, defaults=values)[0]


def _laid_out(own: Own, units: dict[int, str], products: dict[int, str]) -> Own:
    """Depth first, so that a branch's amounts stand beside each other and its raise is exact to the unit."""
    keys = zip(own.unit.tolist(), own.line.tolist(), own.product.tolist(), strict=True)
    places = [(units[unit], line, products[product]) for unit, line, product in keys]
    order = np.array(sorted(range(len(places)), key=places.__getitem__), dtype=np.int64)
    return own.where(order)


def _raised(own: Own, units: dict[int, str], shares: dict[int, Shares]) -> tuple[Own, Own]:
    """Stretch and challenge of all own amounts, each with the shares of the nearest unit that has some."""
    holders = np.array([_nearest(units[unit], shares) for unit in own.unit.tolist()], dtype=np.int64)
    parts: list[tuple[Own, Own]] = []
    for holder in np.unique(holders).tolist():
        part = own.where(holders == holder)
        stretch, challenge = raised(part.months.ravel(), shares.get(holder, (0, 0)))
        parts.append((part.with_months(stretch.reshape(-1, 12)), part.with_months(challenge.reshape(-1, 12))))
    if not parts:
        return own, own
    return joined(*(low for low, _ in parts)), joined(*(high for _, high in parts))


def _nearest(path: str, shares: dict[int, Shares]) -> int:
    return next((unit for unit in reversed(ancestor_ids(path)) if unit in shares), 0)
