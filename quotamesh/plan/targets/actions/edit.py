"""Changing amounts of a plan: what is below is re-split, and the rest balances as the user chose."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

import numpy as np
from django.db import transaction

from quotamesh.base.people.models import Unit
from quotamesh.base.people.queries import company
from quotamesh.base.store.paths import STEP
from quotamesh.base.trail.actions import Actor
from quotamesh.do.catalog.models import Product
from quotamesh.plan.targets.actions.common import (
    common_branch,
    keep_for_undo,
    leave_trail,
    opened,
    refuse_broken_limits,
    touched,
)
from quotamesh.plan.targets.errors import LockedCell, Negative, PlanError, StaleCell
from quotamesh.plan.targets.ledger import Cells, Ledger
from quotamesh.plan.targets.locks import lock_paths
from quotamesh.plan.targets.models import Edit, Plan
from quotamesh.plan.targets.rows import RESERVE, TOTAL, add_own, read_own, unit_paths
from quotamesh.plan.targets.seeds import open_line, seed, sown
from quotamesh.plan.targets.shape import line_ids, month_days, shape_of

Balance = Literal["units", "periods", "parent"]
YEAR = tuple(range(12))


@dataclass(frozen=True)
class Change:
    """One edit: the amount of a unit, product node and run of months, or of a unit's own reserve or open
    line.

    balance: 'units' takes the difference from the unit's siblings, so that the parent stays; 'periods' from
    the other months, so that the unit's year stays; 'parent' lets every total above change.
    seen: what the editor saw there; None when the editor does not care.
    """

    unit: Unit
    product: Product
    months: tuple[int, ...]
    amount: int
    balance: Balance = "units"
    line: str = TOTAL
    seen: int | None = None

    @property
    def parent_path(self) -> str:
        """The branch in which the siblings are; a unit's own lines have its children for siblings."""
        return self.unit.path if self.line != TOTAL else self.unit.path[:-STEP]

    @property
    def level(self) -> tuple[int, int]:
        return (self.unit.depth + (self.line != TOTAL), self.product.depth)

    @property
    def shared_with(self) -> tuple:
        """Changes with the same answer balance together: what one of them takes, no other gives back."""
        if self.balance == "periods":
            return (self.balance, self.unit.path, self.line, self.product.path)
        return (self.balance, self.parent_path, self.product.path, self.months)


@transaction.atomic
def edit_plan(actor: Actor, plan: Plan, indicator: int, changes: list[Change]) -> Edit | None:
    """Make changes as one step of the undo list, all of them or none; those of higher units come first.

    None when they change nothing.

    Raises:
        NotEditable, Negative, StaleCell, LockedCell, NothingToShare, LimitBroken
    """
    plan = opened(plan)
    ledger = _read(plan, indicator, changes)
    for index, change in enumerate(changes):
        with _naming(index):
            _check(ledger, change)
    numbered = sorted(enumerate(changes), key=lambda item: item[1].level)
    for _, level in groupby(numbered, key=lambda item: item[1].level):
        _apply(plan, ledger, list(level))
    delta = ledger.delta()
    if not len(delta):
        return None
    add_own(plan, indicator, delta)
    refuse_broken_limits(plan, indicator, delta)
    what = {"indicator": indicator, "changes": [_told(change) for change in changes]}
    edit = keep_for_undo(actor, plan, what, delta)
    Edit.objects.filter(plan=plan, actor_id=actor.user_id, undone=True).delete()
    touched(plan)
    leave_trail(actor, plan, "edit", what)
    return edit


def _read(plan: Plan, indicator: int, changes: list[Change]) -> Ledger:
    """The smallest branch of units and product lines that holds everything the changes may touch."""
    units = common_branch([c.parent_path if c.balance == "units" else c.unit.path for c in changes])
    product = common_branch([change.product.path for change in changes])
    own = read_own(plan, indicator, units, product)
    products = dict(Product.objects.values_list("id", "path").order_by())
    return Ledger(own, unit_paths(units), products, lock_paths(plan, indicator))


def _check(ledger: Ledger, change: Change) -> None:
    if change.amount < 0:
        raise Negative
    if any(change.unit.path.startswith(lock) for lock in ledger.locks):
        raise LockedCell(change.unit.name)
    now = ledger.total(_mine(ledger, change))
    if change.seen is not None and change.seen != now:
        raise StaleCell(change.seen, now)


def _mine(ledger: Ledger, change: Change) -> Cells:
    return ledger.at(_rows(ledger, change), change.months)


def _rows(ledger: Ledger, change: Change) -> np.ndarray:
    if change.line == TOTAL:
        return ledger.below(change.unit.path) & ledger.of_product(change.product.path)
    own = ledger.own
    return (own.unit == change.unit.pk) & (own.line == change.line) & (own.product == change.product.pk)


def _apply(plan: Plan, ledger: Ledger, level: list[tuple[int, Change]]) -> None:
    """Set the amounts of one level, then let the others balance what that took."""
    taken: dict[tuple, int] = defaultdict(int)
    together: dict[tuple, list[tuple[int, Change]]] = defaultdict(list)
    for index, change in level:
        before = ledger.total(_mine(ledger, change))
        with _naming(index):
            _set(plan, ledger, change)
        taken[change.shared_with] += change.amount - before
        together[change.shared_with].append((index, change))
    for key, numbered in together.items():
        if taken[key]:
            with _naming(numbered[0][0]):
                _balance(ledger, [change for _, change in numbered], taken[key])


def _set(plan: Plan, ledger: Ledger, change: Change) -> None:
    """Re-split below in proportion, or sow where nothing stood."""
    mine = _mine(ledger, change)
    movable = ledger.movable(mine)
    if mine.any() and not movable.any() and change.amount != ledger.total(mine):
        raise LockedCell(change.unit.name)
    if ledger.now[movable].any() or ledger.own.months[movable].any() or change.amount <= ledger.total(mine):
        ledger.resum(mine, change.amount)
    else:
        _sow(plan, ledger, change, change.amount - ledger.total(mine))


def _sow(plan: Plan, ledger: Ledger, change: Change, total: int) -> None:
    if change.line != TOTAL:
        days = month_days(company(), plan.fiscal_year)
        weights = open_line(change.unit.pk, np.array([change.product.pk]), days, change.line)
    else:
        inside = {pk for pk, path in ledger.product_paths.items() if path.startswith(change.product.path)}
        lines = [pk for pk in line_ids(plan.product_level) if pk in inside] or [change.product.pk]
        shape = shape_of(plan, company())
        weights = seed(shape, change.unit.path, np.array(lines, dtype=np.int64), ledger.locks)
    ledger.add(sown(weights, change.months, total))


def _balance(ledger: Ledger, changes: list[Change], taken: int) -> None:
    """The cells that belong to the same whole and were not changed themselves give what was taken.

    Raises:
        NothingToShare
    """
    change = changes[0]
    if change.balance == "parent" or (change.line == TOTAL and not change.parent_path):
        return
    if change.balance == "periods":
        around = ledger.at(_rows(ledger, change), YEAR)
    else:
        rows = ledger.below(change.parent_path) & ledger.of_product(change.product.path)
        around = ledger.at(rows & ~_held_back(ledger, change), change.months)
    for each in changes:
        around &= ~_mine(ledger, each)
    ledger.resum(around, ledger.total(around) - taken)


def _held_back(ledger: Ledger, change: Change) -> np.ndarray:
    """No reserve is drawn on by the way: the parent's own, or any below where a unit's own line changes."""
    reserve = ledger.own.line == RESERVE
    if change.line != TOTAL:
        return reserve
    parent = int(change.parent_path[-STEP:-1], 16)
    return reserve & (ledger.own.unit == parent)


@contextmanager
def _naming(index: int) -> Iterator[None]:
    """An error tells which change it is about."""
    try:
        yield
    except PlanError as error:
        error.at = index
        raise


def _told(change: Change) -> dict:
    return {
        "unit": change.unit.code,
        "product": change.product.code,
        "months": [change.months[0], len(change.months)],
        "amount": [change.seen, change.amount],
        "balance": change.balance,
        "line": change.line,
    }
