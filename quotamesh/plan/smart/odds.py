"""How likely each target is, as far as anybody has calibrated."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from quotamesh.base.people.models import Unit
from quotamesh.do.catalog.queries import keys_by_code
from quotamesh.plan.calibration.queries import probabilities_of


def odds_of(plan, asked: Sequence, today: date) -> np.ndarray:
    """float64 [n], NaN where no calibration speaks of the target."""
    keys = keys_by_code()
    places: dict[tuple[int, int], int] = {}
    units: dict[int, list[Unit]] = {}
    for place, each in enumerate(asked):
        if each.indicator in keys:
            places[keys[each.indicator], each.unit.pk] = place
            units.setdefault(keys[each.indicator], []).append(each.unit)
    odds = np.full(len(asked), np.nan)
    for indicator, chances in probabilities_of(plan, units).items():
        for unit, chance in chances.items():
            if chance.probability is not None:
                odds[places[indicator, unit]] = chance.probability
    return odds
