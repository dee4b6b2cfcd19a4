"""A wish for the coming year of the standing cast."""

import pytest

from quotamesh.base.people.queries import company, root_unit
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.plan.calibration.actions import Wanted, create_calibration
from tests.cast import ACTOR

CHANNEL = {
    "name": "Fair",
    "budget": [90_000_00, 100_000_00, 110_000_00],
    "cost_per_lead": [80_00, 100_00, 120_00],
    "conversion": [0.10, 0.15, 0.20],
    "order_value": [8_000_00, 10_000_00, 12_000_00],
    "tools": [0, 0, 0],
    "source": "last fair",
}


@pytest.fixture
def made(cast):
    """`made(intent=…, **inputs)` calibrates the cast's year 2026."""

    def make(intent: int = 1_000_000_00, name: str = "Wish", unit=None, **inputs):
        wanted = Wanted(name, 2026, unit or root_unit(), root_product(), KEYS["revenue"], intent, inputs)
        return create_calibration(ACTOR, company(), wanted, cast.today)

    return make
