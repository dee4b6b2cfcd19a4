"""A deal begins."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from quotamesh.base.people.models import Person
from quotamesh.base.store.fields import new_uid
from quotamesh.base.trail.actions import Actor
from quotamesh.do.catalog.models import Product
from quotamesh.do.pipeline.actions.common import booked, seat_or_last, trail
from quotamesh.do.pipeline.actions.lines import Lines, check_lines, write_lines
from quotamesh.do.pipeline.errors import CodeTaken, OtherFlow
from quotamesh.do.pipeline.flows import flow_book
from quotamesh.do.pipeline.models import Expectation, Opportunity, Stage, StageMove


@transaction.atomic
def open_opportunity(
    actor: Actor,
    owner: Person,
    day: date,
    *,
    name: str,
    product: Product,
    stage: Stage | None = None,
    code: str = "",
    lines: Lines | Sequence[tuple[Product, int]] | None = None,
    **values: Any,
) -> Opportunity:
    """Begin a deal on a day in the first stage of its line's flow, or in another open one.

    values: customer, amount, expected, own_chance. lines: amounts by product, which add up to the amount.

    Raises:
        NoSeat, CodeTaken, OtherFlow, WrongSum, LineTwice
    """
    book = flow_book()
    flow = book.flow_for(product.path)
    stage = stage or book.open_stages(flow)[0]
    if stage.flow_id != flow.pk or stage.is_end:
        raise OtherFlow
    code = code.strip() or fresh_code()
    if Opportunity.objects.filter(code=code).exists():
        raise CodeTaken(code)
    amount = check_lines(values.pop("amount", None), lines)
    deal = Opportunity(
        code=code, name=name, owner=owner, seat=seat_or_last(owner, day), product=product, stage=stage,
        amount=amount, opened=day, entered=day, **values,
    )  # fmt: skip
    deal.save(force_insert=True)
    write_lines(deal, lines)
    if deal.expected:
        Expectation.objects.create(
            opportunity=deal, expected=deal.expected, said_at=actor.at, said_by=actor.name
        )
    with booked(deal.pk):
        StageMove.objects.create(
            opportunity=deal, day=day, at=actor.at, who=actor.name, seat=deal.seat, to_stage=stage,
            proposed=stage.kind == Stage.Kind.PROPOSAL,
        )  # fmt: skip
    change = {
        "name": [None, name],
        "customer": [None, deal.customer.code if deal.customer else None],
        "owner": [None, owner.code],
        "product": [None, product.code],
        "stage": [None, stage.code],
        "amount": [None, amount],
    }
    trail(actor, deal, "open", change)
    return deal


def fresh_code() -> str:
    """A code that nobody has used: the last digits of a new identity, short enough to be said."""
    return f"D-{new_uid().hex[-10:].upper()}"
