"""What is known of an open deal changes: amount, customer, owner, expected close."""

from datetime import date
from typing import Any

from django.db import models, transaction

from quotamesh.base.trail.actions import Actor, differences
from quotamesh.do.pipeline.actions.common import booked, held, saved, seat_or_last
from quotamesh.do.pipeline.actions.lines import Lines, check_lines, lines_told, write_lines
from quotamesh.do.pipeline.errors import ClosedAlready, OtherFlow
from quotamesh.do.pipeline.flows import flow_book
from quotamesh.do.pipeline.models import Expectation, Opportunity


@transaction.atomic
def change_opportunity(
    actor: Actor,
    deal: Opportunity,
    day: date,
    *,
    seen: int | None = None,
    lines: Lines | None = None,
    **values: Any,
) -> Opportunity:
    """Change name, customer, owner, product, amount, expected, own_chance; `lines` replaces all lines.

    A new owner takes the deal to their seat. A product of another flow is refused: its stages are others.

    Raises:
        StaleOpportunity, ClosedAlready, WrongSum, LineTwice, NoSeat, OtherFlow
    """  # fmt: skip
    now = held(deal, seen, values)
    if not now.is_open:
        raise ClosedAlready
    change = differences(_plain({name: getattr(now, name) for name in values}), _plain(values))
    if "product" in change and flow_book().flow_for(values["product"].path).pk != now.stage.flow_id:
        raise OtherFlow
    change |= _lines(now, values, lines, change)
    if not change:
        return now
    with booked(now.pk):
        for name, value in values.items():
            setattr(now, name, value)
        if "owner" in change:
            now.seat = seat_or_last(now.owner, day)
        if "expected" in change:
            Expectation.objects.create(
                opportunity=now, expected=now.expected, said_at=actor.at, said_by=actor.name
            )
        return saved(actor, now, "change", change)


def _lines(deal: Opportunity, values: dict[str, Any], lines: Lines | None, change: dict) -> dict[str, Any]:
    """Bring lines and amount together; returns what differs of them."""
    known = [(line.product, line.amount) for line in deal.lines.select_related("product")]
    wanted = known if lines is None else list(lines)
    before = deal.amount
    if lines is not None and wanted and "amount" not in change:
        values["amount"] = check_lines(None, wanted)
    else:
        values["amount"] = check_lines(values.get("amount", before), wanted)
    told = {"amount": [before, values["amount"]]} if before != values["amount"] else {}
    if wanted != known:
        deal.lines.all().delete()
        write_lines(deal, wanted)
        told["lines"] = [lines_told(known), lines_told(wanted)]
    return told


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """As the trail keeps them: rows by their codes."""
    return {
        name: getattr(value, "code", str(value)) if isinstance(value, models.Model) else value
        for name, value in values.items()
    }
