"""How a year's business falls on its days: working days, quarter ends, the Spring Festival."""

from datetime import date

import numpy as np

from quotamesh.kernel.calendar import spring_festival, working_days
from quotamesh.site.demo.shape import MONTH_WEIGHT

QUARTER_END_DAYS, QUARTER_END_WEIGHT = 10, 1.9
FESTIVAL_BEFORE, FESTIVAL_AFTER, FESTIVAL_WEIGHT = 8, 12, 0.35


def day_weights(year: int) -> np.ndarray:
    """The weight of each day of a calendar year, float64 [days]."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = np.arange(first, date(year + 1, 1, 1), dtype="datetime64[D]")
    months = days.astype("datetime64[M]")
    weights = working_days(first, last).astype(float)
    weights *= np.array(MONTH_WEIGHT)[months.astype(int) % 12]
    quarter_ends = ((months.astype(int) // 3 + 1) * 3).astype("datetime64[M]").astype("datetime64[D]")
    to_end = (quarter_ends - days).astype(int)
    weights[to_end <= QUARTER_END_DAYS] *= QUARTER_END_WEIGHT
    from_festival = (days - np.datetime64(spring_festival(year))).astype(int)
    weights[(from_festival >= -FESTIVAL_BEFORE) & (from_festival <= FESTIVAL_AFTER)] *= FESTIVAL_WEIGHT
    return weights
