"""The organisation and the product lines as a split sees them in one fiscal year."""

from dataclasses import dataclass

import numpy as np

from quotamesh.base.people.models import Company, Tenure, Unit
from quotamesh.base.store.validity import overlaps
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.models import Product
from quotamesh.do.catalog.queries import working_days
from quotamesh.kernel.calendar import FiscalCalendar
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
    units = list(Unit.objects.order_by("path"))
    position = {unit.pk: i for i, unit in enumerate(units)}
    months = calendar.months(year)
    worked = worked_days(company, plan.fiscal_year)
    held = _held(year, months, worked)
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
    return np.array([max(int(days.sum()), 1) for days in worked_days(company, fiscal_year)], dtype=np.int64)


def _held(year, months, worked) -> dict[int, list[float]]:
    """For each seat held in the year: the share of each month's working days on which somebody holds it."""
    spans: dict[int, np.ndarray] = {}
    for tenure in Tenure.objects.filter(overlaps(year.start, year.end)).select_related("seat"):
        covered = spans.setdefault(tenure.seat_id, np.zeros(year.days, dtype=bool))
        start = max(filter(None, (tenure.valid_from, tenure.seat.valid_from, year.start)))
        end = min(filter(None, (tenure.valid_to, tenure.seat.valid_to, year.end)))
        covered[(start - year.start).days : max((end - year.start).days + 1, 0)] = True
    offsets = [(month.start - year.start).days for month in months]
    shares = {
        seat: [
            float((covered[at : at + len(days)] & days).sum() / max(days.sum(), 1))
            for at, days in zip(offsets, worked, strict=True)
        ]
        for seat, covered in spans.items()
    }
    return {seat: share for seat, share in shares.items() if any(share)}


def line_ids(level: int) -> list[int]:
    """The product lines: nodes at this depth, leaves above it; the root where there is nothing else."""
    nodes = list(Product.objects.order_by("path").values_list("id", "parent_id", "depth"))
    inner = {parent for _, parent, _ in nodes}
    found = [pk for pk, _, depth in nodes if depth == level or (0 < depth < level and pk not in inner)]
    return found or [pk for pk, parent, _ in nodes if parent is None]
