"""What other parts of the Plan wing know about a calibration's subject."""

from quotamesh.plan.market.queries import market_for

__all__ = ["estimate_for", "market_for"]


def estimate_for(fiscal_year, unit, product, indicator):
    return None
