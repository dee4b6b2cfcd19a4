"""How likely each target is, as far as anybody has calibrated."""

from collections.abc import Sequence
from datetime import date

import numpy as np


def odds_of(plan, asked: Sequence, today: date) -> np.ndarray:
    """float64 [n], NaN where no calibration speaks of the target."""
    return np.full(len(asked), np.nan)
