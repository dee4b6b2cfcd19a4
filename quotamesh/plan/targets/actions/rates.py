"""A wanted rate put into a plan: one part is given, the other follows."""

from fractions import Fraction

import numpy as np
from django.db import transaction

from quotamesh.base.people.models import Unit
from quotamesh.base.store.fields import new_uid
from quotamesh.base.trail.actions import Actor
from quotamesh.do.catalog.models import Product
from quotamesh.kernel.rates import TooMuch, following
from quotamesh.plan.targets.actions.common import (
    keep_for_undo,
    leave_trail,
    opened,
    refuse_broken_limits,
    touched,
)
from quotamesh.plan.targets.actions.place import refuse_locked
from quotamesh.plan.targets.errors import BadRate, NothingGiven
from quotamesh.plan.targets.models import Edit, Plan
from quotamesh.plan.targets.rates import Given, Parts
from quotamesh.plan.targets.rows import Own, add_own, joined, once_a_key, read_own, unit_paths


@transaction.atomic
def set_rate(
    actor: Actor,
    plan: Plan,
    parts: Parts,
    rate: Fraction,
    given: Given,
    unit: Unit,
    product: Product,
    text: str = "",
) -> str | None:
    """Let one part of a ratio follow from the other by `rate`, below a unit and a product node, as one step.

    rate: numerator ÷ denominator in their smallest units. What stood of the follower there is replaced, its reserve
    and open lines included. text: the rate as it was typed, for the trail. Returns the step's name, None when
    nothing changes.

    Raises:
        NotEditable, NothingGiven, BadRate, LockedCell, LimitBroken
    """
    plan = opened(plan)
    base = parts.of(given)
    own = _laid_out(read_own(plan, base.key, unit.path, product.path))
    if not own.months.any():
        raise NothingGiven(str(base.name))
    batch, changed = str(new_uid()), False
    for key, factor in _followers(parts, rate, given):
        wanted = _followed(own, factor, text, by_month=parts.state)
        changed |= _replace(actor, plan, key, wanted, (unit, product), batch)
    if not changed:
        return None
    Edit.objects.filter(plan=plan, actor_id=actor.user_id, undone=True).delete()
    touched(plan)
    told = {"ratio": parts.ratio.code, "rate": text or str(rate), "given": base.code}
    leave_trail(actor, plan, "rate", {**told, "unit": unit.code, "product": product.code})
    return batch


def _followers(parts: Parts, rate: Fraction, given: Given) -> list[tuple[int, Fraction]]:
    if given == "numerator":
        return [(parts.denominator.key, 1 / rate)]
    found = [(parts.numerator.key, rate)]
    if parts.base is not parts.denominator:
        found.append((parts.denominator.key, Fraction(1)))
    return found


def _laid_out(own: Own) -> Own:
    """Depth first, so that a branch's amounts stand beside each other."""
    units, products = unit_paths(), dict(Product.objects.values_list("id", "path").order_by())
    keys = zip(own.unit.tolist(), own.line.tolist(), own.product.tolist(), strict=True)
    places = [(units[unit], line, products[product]) for unit, line, product in keys]
    order = np.array(sorted(range(len(places)), key=places.__getitem__), dtype=np.int64)
    return own.where(order)


def _followed(own: Own, factor: Fraction, text: str, *, by_month: bool) -> Own:
    """The years of a branch come out exactly; of states each month does."""
    months = own.months
    try:
        if by_month:
            parts = [following(months[:, month], factor) for month in range(months.shape[1])]
            return own.with_months(np.column_stack(parts))
        return own.with_months(following(months.ravel(), factor).reshape(months.shape))
    except TooMuch as error:
        raise BadRate(text) from error


def _replace(
    actor: Actor, plan: Plan, key: int, wanted: Own, where: tuple[Unit, Product], batch: str
) -> bool:
    unit, product = where
    before = read_own(plan, key, unit.path, product.path)
    delta = once_a_key(joined(wanted, before.with_months(-before.months)))
    if not len(delta):
        return False
    refuse_locked(plan, key, delta)
    add_own(plan, key, delta)
    refuse_broken_limits(plan, key, delta)
    keep_for_undo(actor, plan, {"indicator": key, "batch": batch}, delta)
    return True
