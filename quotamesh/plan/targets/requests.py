"""Requests in words and codes become changes of a plan; page and API come in by this door."""

from quotamesh.base.people.models import Company
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.trail.actions import Actor
from quotamesh.kernel.amount_text import NotAnAmount
from quotamesh.kernel.money import parse_amount
from quotamesh.plan.targets.access import may_bound, may_edit
from quotamesh.plan.targets.actions import Change, edit_plan, set_rule
from quotamesh.plan.targets.errors import NotAdditive, NotAllowed, NotEditable
from quotamesh.plan.targets.finding import (
    Measure,
    definition_of,
    find_product,
    find_products,
    find_unit,
    find_units,
)
from quotamesh.plan.targets.levels import level_rows, shares_of
from quotamesh.plan.targets.models import Edit, Plan, Rule
from quotamesh.plan.targets.rows import TOTAL
from quotamesh.plan.targets.schemas import ChangeIn, EditIn, RuleIn
from quotamesh.plan.targets.states import year_of

NO_AMOUNT = NotAnAmount("", "empty")


def edit(viewer: Viewer, actor: Actor, company: Company, plan: Plan, wanted: EditIn) -> Edit:
    """Make the changes of one request as one step.

    Raises:
        Http404, NotAllowed, NotAnAmount, and what `edit_plan` raises.
    """
    definition = definition_of(wanted.indicator)
    digits = Measure(definition, company).digits
    units = find_units(viewer, {change.unit for change in wanted.changes})
    products = find_products({change.product for change in wanted.changes if change.product})
    root = find_product(None)
    changes = []
    for at, each in enumerate(wanted.changes):
        unit = units[each.unit]
        refuse_unless(plan, may_edit(viewer, plan, unit, each.balance, each.line))
        product = products[each.product] if each.product else root
        changes.append(
            Change(
                unit,
                product,
                _months(each, state=definition.is_stock),
                _amount(each, digits, at),
                each.balance,
                each.line,
                each.seen,
            )
        )
    return edit_plan(actor, plan, definition.key, changes)


def refuse_unless(plan: Plan, allowed: bool) -> None:
    if not plan.editable:
        raise NotEditable
    if not allowed:
        raise NotAllowed


def _months(change: ChangeIn, *, state: bool) -> tuple[int, ...]:
    """Of a state a run of months is what stands at its end, and no month gives to another."""
    if state and change.balance == "periods":
        raise NotAdditive
    last = min(change.first_month + change.month_count, 12)
    months = tuple(range(change.first_month, last))
    return months[-1:] if state else months


def _amount(change: ChangeIn, digits: int, at: int) -> int:
    if change.amount is not None:
        return change.amount
    try:
        return parse_amount(change.text or "", digits)
    except NotAnAmount as error:
        error.at = at
        raise


def bound(viewer: Viewer, actor: Actor, plan: Plan, wanted: RuleIn) -> Rule:
    """Set the limits of one unit that the request names; the others stay.

    Raises:
        Http404, NotAllowed, NotEditable, Negative, LimitsCross
    """
    unit = find_unit(viewer, wanted.unit)
    refuse_unless(plan, may_bound(viewer, plan, unit))
    given = wanted.model_dump(include=wanted.model_fields_set - {"indicator", "unit"})
    if "locked" in given:
        given["locked"] = bool(given["locked"])
    return set_rule(actor, plan, definition_of(wanted.indicator).key, unit, **given)


def levels_out(viewer: Viewer, company: Company, plan: Plan, indicator: str, code: str | None) -> dict:
    """Shares that are set, and what the year of a unit comes to at each level, over all products.

    Raises:
        Http404
    """
    definition, unit, root = definition_of(indicator), find_unit(viewer, code), find_product(None)
    measure = Measure(definition, company)
    rows = level_rows(plan, indicators=[definition.key], units=[unit.pk], products=[root.pk])
    key = (definition.key, unit.pk, root.pk, TOTAL)
    return {
        "indicator": definition.code,
        "unit": unit.code,
        "currency": measure.currency,
        "digits": measure.digits,
        "shares": [vars(share) for share in shares_of(viewer, plan, definition.key)],
        "years": {
            level: year_of(months[key], state=definition.is_stock)
            for level, months in rows.items()
            if key in months
        },
    }
