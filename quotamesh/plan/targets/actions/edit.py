"""Changing one amount of a plan: what is below is re-split, and the rest balances as the user chose."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from django.db import transaction

from quotamesh.base.people.models import Unit
from quotamesh.base.people.queries import company
from quotamesh.base.store.paths import below
from quotamesh.base.trail.actions import Actor
from quotamesh.do.catalog.models import Product
from quotamesh.plan.targets.actions.common import keep_for_undo, leave_trail, opened, touched
from quotamesh.plan.targets.actions.split import years_of
from quotamesh.plan.targets.cells import Block, resummed, seed, sown
from quotamesh.plan.targets.errors import LimitBroken, LockedCell, Negative, NothingToShare, StaleCell
from quotamesh.plan.targets.models import Edit, Plan, Rule
from quotamesh.plan.targets.rows import RESERVE, TOTAL, Own, add_own, joined, read_own, unit_paths
from quotamesh.plan.targets.shape import line_ids, shape_of

Balance = Literal["units", "periods", "parent"]
YEAR = tuple(range(12))


@dataclass(frozen=True)
class Change:
    """One edit: the amount of a unit, product node and run of months, or of a unit's own reserve or open line.

    balance: 'units' takes the difference from the unit's siblings, so that the parent stays; 'periods' from the
    other months, so that the unit's year stays; 'parent' lets every total above change.
    seen: what the editor saw there; None when the editor does not care.
    """

    unit: Unit
    product: Product
    months: tuple[int, ...]
    amount: int
    balance: Balance = "units"
    line: str = TOTAL
    seen: int | None = None


@transaction.atomic
def edit_plan(actor: Actor, plan: Plan, indicator: int, changes: list[Change]) -> Edit:
    """Make changes in their order, as one step of the undo list: all of them or none.

    Raises:
        NotEditable, Negative, StaleCell, LockedCell, NothingToShare, LimitBroken
    """
    plan = opened(plan)
    deltas = [_apply(plan, indicator, change) for change in changes]
    delta = joined(*deltas)
    _check_limits(plan, indicator, delta)
    what = {"indicator": indicator, "changes": [_told(change) for change in changes]}
    edit = keep_for_undo(actor, plan, what, delta)
    Edit.objects.filter(plan=plan, actor_id=actor.user_id, undone=True).delete()
    touched(plan)
    leave_trail(actor, plan, "edit", what)
    return edit


def _told(change: Change) -> dict:
    return {
        "unit": change.unit.code,
        "product": change.product.code,
        "months": [change.months[0], len(change.months)],
        "amount": [change.seen, change.amount],
        "balance": change.balance,
        "line": change.line,
    }


def _apply(plan: Plan, indicator: int, change: Change) -> Own:
    if change.amount < 0:
        raise Negative
    locks = _locks(plan, indicator)
    if _inside(change.unit.path, locks):
        raise LockedCell(change.unit.name)
    around = _around(plan, indicator, change, locks)
    mine = _block(around.own, around.mine, change.months, around.locked)
    now = mine.total()
    if change.seen is not None and change.seen != now:
        raise StaleCell(change.seen, now)
    delta = _below(plan, change, mine)
    if change.balance != "parent" and change.amount != now:
        others = _others(change, around)
        if others is not None:
            rest = resummed(others, others.total() - (change.amount - now))
            delta = joined(delta, others.own.with_months(rest))
    add_own(plan, indicator, delta)
    return delta


@dataclass(frozen=True)
class Around:
    """What an edit reads: own amounts, and masks over them."""

    own: Own
    mine: np.ndarray
    locked: np.ndarray
    siblings: np.ndarray


def _around(plan: Plan, indicator: int, change: Change, locks: list[str]) -> Around:
    unit, wide = change.unit, change.balance == "units" and change.line == TOTAL
    parent = unit.parent if wide and unit.parent_id else unit
    own = read_own(plan, indicator, parent.path)
    paths = unit_paths(set(own.unit.tolist()))
    products = _product_branch(change.product)
    of_product = np.isin(own.product, products)
    branch = np.array([paths[pk].startswith(unit.path) for pk in own.unit.tolist()], dtype=bool)
    locked = np.array([_inside(paths[pk], locks) for pk in own.unit.tolist()], dtype=bool)
    if change.line != TOTAL:
        mine = (own.unit == unit.pk) & (own.line == change.line) & (own.product == change.product.pk)
        siblings = branch & of_product & ~mine & (own.line != RESERVE)
    else:
        mine = branch & of_product
        held_back = (own.unit == parent.pk) & (own.line == RESERVE)
        siblings = ~branch & of_product & ~held_back
    return Around(own, mine, locked, siblings)


def _product_branch(product: Product) -> list[int]:
    return list(Product.objects.filter(below(product.path)).values_list("id", flat=True))


def _block(own: Own, mask: np.ndarray, months: tuple[int, ...], locked: np.ndarray) -> Block:
    return Block(own.where(mask), months, ~locked[mask])


def _below(plan: Plan, change: Change, mine: Block) -> Own:
    """Differences of the edited node itself: re-split in proportion, or sown where nothing stood."""
    try:
        return mine.own.with_months(resummed(mine, change.amount))
    except NothingToShare:
        if mine.movable() or (len(mine.own) and not mine.free.any()):
            raise
    total = change.amount - mine.total()
    if change.line != TOTAL:
        return sown(_own_line(change), change.months, total)
    shape = shape_of(plan, company())
    lines = [pk for pk in line_ids(plan.product_level) if pk in set(_product_branch(change.product))]
    products = np.array(lines or [change.product.pk], dtype=np.int64)
    return sown(seed(shape, change.unit.path, products), change.months, total)


def _own_line(change: Change) -> Own:
    ones = np.ones((1, 12), dtype=np.int64)
    return Own(np.array([change.unit.pk]), np.array([change.product.pk]), np.array([change.line], dtype=object), ones)


def _others(change: Change, around: Around) -> Block | None:
    if change.balance == "periods":
        rest = tuple(month for month in YEAR if month not in change.months)
        return _block(around.own, around.mine, rest, around.locked) if rest else None
    if change.unit.parent_id is None and change.line == TOTAL:
        return None
    return _block(around.own, around.siblings, change.months, around.locked)


def _locks(plan: Plan, indicator: int) -> list[str]:
    rules = Rule.objects.filter(plan=plan, indicator_id=indicator, locked=True)
    return list(rules.values_list("unit__path", flat=True))


def _inside(path: str, branches: list[str]) -> bool:
    return any(path.startswith(branch) for branch in branches)


def _check_limits(plan: Plan, indicator: int, delta: Own) -> None:
    """No unit's year leaves the floor or cap it was given."""
    rules = list(Rule.objects.filter(plan=plan, indicator_id=indicator).select_related("unit"))
    bounded = [rule for rule in rules if rule.floor is not None or rule.cap is not None]
    if not bounded:
        return
    paths = unit_paths(set(delta.unit.tolist()))
    touched_paths = {paths[pk] for pk in delta.unit.tolist()}
    years = years_of(plan, indicator, [rule.unit_id for rule in bounded])
    for rule in bounded:
        if not any(path.startswith(rule.unit.path) for path in touched_paths):
            continue
        year = years.get(rule.unit_id, 0)
        if rule.floor is not None and year < rule.floor:
            raise LimitBroken("floor", rule.unit.name, year, rule.floor)
        if rule.cap is not None and year > rule.cap:
            raise LimitBroken("cap", rule.unit.name, year, rule.cap)
