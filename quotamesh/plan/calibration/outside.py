"""What other parts of the Plan wing know about a calibration's subject."""

from datetime import date

from quotamesh.base.people.models import Unit
from quotamesh.do.catalog.models import Product
from quotamesh.kernel.market import Market


def market_for(fiscal_year: int, product: Product, as_of: date) -> Market | None:
    return None


def estimate_for(fiscal_year: int, unit: Unit, product: Product, indicator: int) -> list[int] | None:
    return None
