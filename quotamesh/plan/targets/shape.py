"""The organisation and the product lines as a split sees them in one fiscal year."""

from dataclasses import dataclass

import numpy as np

from quotamesh.base.people.models import Company, Tenure, Unit
from quotamesh.base.store.validity import overlaps
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.models import Product
from quotamesh.do.catalog.queries import working_days
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.kernel.periods import Period
from quotamesh.plan.targets.models import Plan


@dataclass(frozen=True)
class Shape:
    """Units in preorder (parents before children) and the product lines that bear targets.

    parents: position of each unit's parent, −1 for the root, int64 [U]; seats: positions of the seats that
    are held in the year, int64 [S]; active: share of each month's working days on which a seat is held,
    float64 [S, 12]; lines: keys of the product lines, int64 [L]; days: working days of the months, int64 [12].
    """

    company: Company
    units: list[Unit]
    parents: np.ndarray
    seats: np.ndarray
    active: np.ndarray
    lines: np.ndarray
    root_product: int
    days: np.ndarray

    @property
    def unit_ids(self) -> np.ndarray:
        return np.array([unit.pk for unit in self.units], dtype=np.int64)


def shape_of(plan: Plan, company: Company) -> Shape:
    """Read the shape of a plan's fiscal year."""
    calendar = FiscalCalendar(company.fiscal_start)
    year = calendar.year(plan.fiscal_year)
    units = list(Unit.objects.defer("uid", "valid_from", "valid_to").order_by("path"))
    position = {unit.pk: i for i, unit in enumerate(units)}
    held = _held(year, worked_days(company, plan.fiscal_year))
    seats = sorted(position[seat] for seat in held)
    return Shape(
        company=company,
        units=units,
        parents=np.array([position.get(unit.parent_id, -1) for unit in units], dtype=np.int64),
        seats=np.array(seats, dtype=np.int64),
        active=np.array([held[units[i].pk] for i in seats]).reshape(-1, 12),
        lines=np.array(line_ids(plan.product_level), dtype=np.int64),
        root_product=root_product().pk,
        days=month_days(company, plan.fiscal_year),
    )


def worked_days(company: Company, fiscal_year: int) -> list[np.ndarray]:
    """For each month of a fiscal year which of its days are worked."""
    calendar = FiscalCalendar(company.fiscal_start)
    year = calendar.year(fiscal_year)
    days = working_days(company, year.start, year.end)
    return [days[(month.start - year.start).days :][: month.days] for month in calendar.months(year)]


def month_days(company: Company, fiscal_year: int) -> np.ndarray:
    """Working days of each month, int64 [12]; at least one, so that a month can be divided by it."""
    return _counted(worked_days(company, fiscal_year))


def _counted(worked: list[np.ndarray]) -> np.ndarray:
    return np.array([max(int(days.sum()), 1) for days in worked], dtype=np.int64)


def held_in(company: Company, fiscal_year: int) -> dict[int, float]:
    """For each seat held in a fiscal year: the share of the year's working days on which it was."""
    worked = worked_days(company, fiscal_year)
    days = _counted(worked)
    held = _held(FiscalCalendar(company.fiscal_start).year(fiscal_year), worked)
    return {seat: float(shares @ days / days.sum()) for seat, shares in held.items()}


def _held(year: Period, worked: list[np.ndarray]) -> dict[int, np.ndarray]:
    """For each seat held in the year: the share of each month's working days on which somebody holds it."""
    tenures = Tenure.objects.filter(overlaps(year.start, year.end)).values_list(
        "seat_id", "valid_from", "valid_to", "seat__valid_from", "seat__valid_to"
    )
    found = list(tenures)
    seats = {seat: row for row, seat in enumerate(dict.fromkeys(row[0] for row in found))}
    covered = np.zeros((len(seats), year.days), dtype=bool)
    for seat, *bounds in found:
        start = max(day for day in (bounds[0], bounds[2], year.start) if day)
        end = min(day for day in (bounds[1], bounds[3], year.end) if day)
        covered[seats[seat], (start - year.start).days : max((end - year.start).days + 1, 0)] = True
    shares = covered.astype(np.float32) @ _month_of(worked) / _counted(worked)
    return {seat: shares[row] for seat, row in seats.items() if shares[row].any()}


def _month_of(worked: list[np.ndarray]) -> np.ndarray:
    """float32 [days, 12]: 1 where a day is a working day of the month."""
    table = np.zeros((sum(map(len, worked)), 12), dtype=np.float32)
    first = 0
    for month, days in enumerate(worked):
        table[first : first + len(days), month] = days
        first += len(days)
    return table


def line_ids(level: int) -> list[int]:
    """The product lines: nodes at this depth, leaves above it; the root where there is nothing else."""
    nodes = list(Product.objects.order_by("path").values_list("id", "parent_id", "depth"))
    inner = {parent for _, parent, _ in nodes}
    found = [pk for pk, _, depth in nodes if depth == level or (0 < depth < level and pk not in inner)]
    return found or [pk for pk, parent, _ in nodes if parent is None]
