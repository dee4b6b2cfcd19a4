"""Amounts of a deal by product; they add up to its amount, to the cent."""

from collections.abc import Sequence

from quotamesh.do.catalog.models import Product
from quotamesh.do.pipeline.errors import LineTwice, WrongSum
from quotamesh.do.pipeline.models import Opportunity, OpportunityLine

Lines = Sequence[tuple[Product, int]]


def check_lines(amount: int | None, lines: Lines | None) -> int | None:
    """The deal's amount: what was said, or what its lines add up to.

    Raises:
        WrongSum, LineTwice
    """
    if not lines:
        return amount
    if len({product.pk for product, _amount in lines}) < len(lines):
        raise LineTwice
    total = sum(each for _product, each in lines)
    if amount is not None and amount != total:
        raise WrongSum(amount, total)
    return total


def write_lines(deal: Opportunity, lines: Lines | None) -> None:
    OpportunityLine.objects.bulk_create(
        OpportunityLine(opportunity=deal, product=product, amount=amount) for product, amount in lines or ()
    )


def lines_told(lines: Lines) -> list[list]:
    """As the trail keeps them."""
    return [[product.code, amount] for product, amount in lines]
