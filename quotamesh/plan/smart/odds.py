"""How likely each target is, as far as anybody has calibrated."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from quotamesh.do.catalog.queries import keys_by_code
from quotamesh.plan.calibration.queries import probability_of


def odds_of(plan, asked: Sequence, today: date) -> np.ndarray:
    """float64 [n], NaN where no calibration speaks of the target."""
    keys = keys_by_code()
    places: dict[str, dict[int, int]] = {}
    for place, each in enumerate(asked):
        if each.indicator in keys:
            places.setdefault(each.indicator, {})[each.unit.pk] = place
    odds = np.full(len(asked), np.nan)
    for code, units in places.items():
        for unit, chance in probability_of(plan, keys[code], list(units)).items():
            if chance.probability is not None:
                odds[units[unit]] = chance.probability
    return odds
