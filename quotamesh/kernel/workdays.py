"""Working days: the State Council's schedule with make-up days, other countries, own edits."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from quotamesh.kernel.errors import KernelError

Bools = npt.NDArray[np.bool_]


class UnknownCountry(KernelError):
    """No holidays are known for the ISO 3166 code `country`."""

    def __init__(self, country: str) -> None:
        super().__init__(f"no holidays known for {country!r}")
        self.country = country


class UnknownFestival(KernelError):
    """The date of the Spring Festival is not known for `year`."""

    def __init__(self, year: int) -> None:
        super().__init__(f"no Spring Festival known for {year}")
        self.year = year


def working_days(
    start: date,
    end: date,
    country: str = "CN",
    extra_off: Iterable[date] = (),
    extra_on: Iterable[date] = (),
) -> Bools:
    """Which days from `start` to `end` (both included) are worked: bool[days].

    country: ISO 3166 code, or '' for Monday to Friday. China: chinesecalendar in the years it covers (make-up
    days worked), beyond them holidays, which knows the festivals but not the swapped days to come.
    `extra_off` and `extra_on` are the company's own; they win, and `extra_on` wins over `extra_off`.
    Raises UnknownCountry.
    """
    size = max(0, (end - start).days + 1)
    years = [_year(country, year) for year in range(start.year, end.year + 1)] if size else []
    first = (start - date(start.year, 1, 1)).days
    worked = np.concatenate([*years, np.zeros(0, dtype=np.bool_)])[first : first + size].copy()
    for days, state in ((extra_off, False), (extra_on, True)):
        for day in days:
            if start <= day <= end:
                worked[(day - start).days] = state
    return worked


def spring_festival(year: int) -> date:
    """The first day of the lunar year that begins in `year`; 1949 to 2099. Raises UnknownFestival.

    Read from the festival table of the package holidays.
    """
    from holidays import country_holidays

    named = country_holidays("CN", years=year, language="en_US")
    days = [day for day, name in named.items() if name.startswith(_FESTIVAL) and "observed" not in name]
    if not days:
        raise UnknownFestival(year)
    return min(days)


_FESTIVAL = "Chinese New Year (Spring Festival)"


@lru_cache(maxsize=256)
def _year(country: str, year: int) -> Bools:
    days = [date(year, 1, 1) + timedelta(n) for n in range(366)]
    days = days if days[-1].year == year else days[:-1]
    if not country:
        worked = [day.weekday() < 5 for day in days]
    else:
        worked = (_state_council(days) if country == "CN" else None) or _nation(country, days)
    result = np.array(worked, dtype=np.bool_)
    result.flags.writeable = False
    return result


def _state_council(days: list[date]) -> list[bool] | None:
    from chinese_calendar import is_workday
    from chinese_calendar.constants import holidays as known

    if not min(known).year <= days[0].year <= max(known).year:
        return None
    return [bool(is_workday(day)) for day in days]


def _nation(country: str, days: list[date]) -> list[bool]:
    from holidays import country_holidays

    try:
        nation = country_holidays(country, years=days[0].year)
    except NotImplementedError:
        raise UnknownCountry(country) from None
    return [nation.is_working_day(day) for day in days]
