"""The chance a calibration gives a target stands at the target's own place."""

from datetime import date

import numpy as np
import pytest

from quotamesh.base.people.models import Unit
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.plan.calibration.queries import Chance
from quotamesh.plan.smart import odds
from quotamesh.plan.smart.queries import Asked


@pytest.mark.django_db
def test_each_target_gets_its_own_chance(monkeypatch):
    known = {(KEYS["revenue"], 7): 0.4, (KEYS["collections"], 3): 0.9}

    def chances(plan, asked):
        return {
            indicator: {unit.pk: Chance(known.get((indicator, unit.pk)), "") for unit in units}
            for indicator, units in asked.items()
        }

    monkeypatch.setattr(odds, "probabilities_of", chances)
    asked = [
        Asked(Unit(pk=key), code, 1)
        for key, code in ((3, "revenue"), (7, "revenue"), (3, "collections"), (9, "unheard of"))
    ]
    found = odds.odds_of(None, asked, date(2026, 1, 1))
    assert np.array_equal(found, [np.nan, 0.4, 0.9, np.nan], equal_nan=True)
