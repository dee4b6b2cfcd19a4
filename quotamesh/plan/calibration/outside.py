"""What other parts of the Plan wing know about a calibration's subject."""

from quotamesh.base.people.models import Unit
from quotamesh.do.catalog.models import Product
from quotamesh.plan.experts import queries as experts
from quotamesh.plan.market.queries import market_for

__all__ = ["estimate_for", "market_for"]


def estimate_for(fiscal_year: int, unit: Unit, product: Product, indicator: int) -> list[int] | None:
    """Median and interquartile range of the experts' last closed round; None where none was closed."""
    found = experts.estimate_for(fiscal_year, unit, product, indicator)
    return [int(found[0]), int(found[1])] if found else None
