"""Deals as a file, under the headers by which they come in again."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from quotamesh.do.pipeline.chances import Chances
from quotamesh.do.pipeline.flows import FlowBook
from quotamesh.do.pipeline.models import Opportunity
from quotamesh.do.pipeline.reasons import Reasons
from quotamesh.kernel.money import format_plain
from quotamesh.kernel.pipeline import MILLION

FIELDS = (
    "code", "customer", "person", "product", "stage", "opened", "closed", "amount", "reason", "name", "expected",
    "customer_name", "person_name", "product_name", "stage_name", "in_stage_since", "chance",
)  # fmt: skip


def exported(
    deals: Iterable[Opportunity], book: FlowBook, chances: Chances, reasons: Reasons, digits: int
) -> Iterator[tuple[Any, ...]]:
    for deal in deals:
        stage = book.stages[deal.stage_id]
        chance = chances.of(deal.product.path, deal.stage_id) if deal.is_open else None
        yield (
            deal.code, deal.customer.code if deal.customer else "", deal.owner.code, deal.product.code, stage.code,
            deal.opened, deal.closed, Decimal(format_plain(deal.amount, digits)) if deal.amount is not None else "",
            reasons.words(deal.why, deal.reason), deal.name, deal.expected, deal.customer.name if deal.customer else "",
            deal.owner.name, deal.product.name, stage.label, deal.entered,
            round(chance.ppm / MILLION, 4) if chance else "",
        )  # fmt: skip
