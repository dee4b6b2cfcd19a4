"""Agreed numbers go into the plan: through the one way to edit it, as one step of its undo list."""

from typing import Literal

from django.db import transaction

from quotamesh.base.people.models import Unit
from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.catalog.queries import indicator
from quotamesh.plan.agreements import errors
from quotamesh.plan.agreements.content import quarters
from quotamesh.plan.agreements.models import Side, Talk, Turn
from quotamesh.plan.agreements.monthly import by_month
from quotamesh.plan.agreements.numbers import Book, book_of
from quotamesh.plan.targets.actions import Change, edit_plan
from quotamesh.plan.targets.models import Plan
from quotamesh.plan.targets.queries import target_rows
from quotamesh.plan.targets.rows import OPEN

Way = Literal["units", "open", "parent"]


@transaction.atomic
def apply_agreed(actor: Actor, talk: Talk, way: Way) -> None:
    """Bring the plan to what was agreed. `way` says where the difference goes: 'units' to the others of the
    same unit, 'open' to what the unit above has left to place, 'parent' to every total above.

    Who may: `targets.access.may_edit` with the balance 'units' for the first two, else 'parent'.

    Raises:
        NotAgreed, NothingToApply, and what `edit_plan` raises.
    """
    # The plan first, as every edit locks it: what is read from it here stands until it is changed here.
    Plan.objects.select_for_update().get(pk=talk.plan_id)
    talk = Talk.objects.select_related("plan", "unit__parent").get(pk=talk.pk)
    if talk.state != Talk.State.AGREED:
        raise errors.NotAgreed
    book = book_of(talk.plan, [talk.unit_id])
    edited = [code for code in talk.offer if _apply(actor, talk, book, code, way)]
    if not edited:
        raise errors.NothingToApply
    Turn.objects.create(
        talk=talk, kind=Turn.Kind.APPLY, side=Side.LEADER, at=actor.at, actor=actor.name, offer=talk.offer
    )
    change = {"indicators": [None, edited], "way": [None, way]}
    record(actor, "talk.apply", subject="talk", key=str(talk.uid), label=str(talk), change=change)


def _apply(actor: Actor, talk: Talk, book: Book, code: str, way: Way) -> bool:
    now, wanted = quarters(book.of(talk.unit_id, code)), talk.offer[code]
    key, changes = indicator(code)[0], []
    for quarter, (before, after) in enumerate(zip(now, wanted, strict=True)):
        if before != after:
            months = tuple(range(3 * quarter, 3 * quarter + 3))
            balance = "units" if way == "units" else "parent"
            changes += by_month(talk.plan, key, Change(talk.unit, book.whole, months, after, balance))
    if changes and way == "open":
        changes += _left(talk, book, code, changes)
    if changes:
        edit_plan(actor, talk.plan, key, changes)
    return bool(changes)


def _left(talk: Talk, book: Book, code: str, changes: list[Change]) -> list[Change]:
    """The unit above keeps its total, month by month: its open line takes or gives the differences."""
    above: Unit = talk.unit.parent
    key, product = indicator(code)[0], book.whole
    rows = target_rows(plan=talk.plan, indicators=[key], units=[above.pk], products=[product.pk])
    line, now = rows.get((key, above.pk, product.pk, OPEN), (0,) * 12), book.of(talk.unit_id, code)
    return [
        Change(above, product, each.months, line[month] + now[month] - each.amount, "parent", OPEN)
        for each in changes
        for month in each.months
    ]
