"""From what a tree needs to what each seat is asked for in each month: process targets, exact to the last one."""

from dataclasses import dataclass

import numpy as np

from quotamesh.base.people.models import Company, Tenure
from quotamesh.base.store.validity import overlaps
from quotamesh.do.catalog.indicators import DEFINITIONS, KEYS
from quotamesh.do.catalog.models import Product
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.kernel.drivers_solve import whole
from quotamesh.kernel.split import split_groups
from quotamesh.plan.paradigms.trees import Nodes
from quotamesh.plan.targets.actions import Placement
from quotamesh.plan.targets.models import Plan
from quotamesh.plan.targets.queries import target_rows
from quotamesh.plan.targets.rows import TOTAL
from quotamesh.plan.targets.shape import Shape

WEEK = 5  # working days
STANDING = "named_accounts"  # wanted from the first month on; other states are built up over the year
SELLER = "representative"


@dataclass(frozen=True)
class ProcessTarget:
    """One node as a target of those who bear it.

    exact: what the tree needs; total: the whole number that suffices. people: how many bear it; `stands_in`:
    nobody has the wanted role, so the representatives bear it. per_day is None for a state.
    """

    key: str
    indicator: str
    bearer: str
    exact: float
    total: int
    people: int
    stands_in: bool
    per_day: float | None

    @property
    def per_week(self) -> float | None:
        return None if self.per_day is None else self.per_day * WEEK

    @property
    def each(self) -> float | None:
        return self.total / self.people if self.people else None


def process_targets(
    nodes: Nodes, needed: dict[str, float], seats: dict[str, set[int]], days: int
) -> list[ProcessTarget]:
    """Nodes that somebody bears, with what they need; seats: the keys of who is there, by role.

    A leaf that is not solved for is asked for as it stands.
    """
    found = []
    for key, node in nodes.items():
        exact = needed.get(key, node.value) if needed else None
        if exact is None or not (node.indicator and node.bearer):
            continue
        bearing, stands_in = _who(seats, node.bearer)
        total = int(whole(exact))
        stock = DEFINITIONS[node.indicator].is_stock
        per_day = total / (len(bearing) * days) if bearing and days and not stock else None
        found.append(
            ProcessTarget(key, node.indicator, node.bearer, exact, total, len(bearing), stands_in, per_day)
        )
    return found


def _who(seats: dict[str, set[int]], bearer: str) -> tuple[set[int], bool]:
    own = seats.get(bearer) or set()
    return (own, False) if own else (seats.get(SELLER) or set(), True)


def seats_by_role(company: Company, fiscal_year: int) -> dict[str, set[int]]:
    """Seats held in a fiscal year, by the roles of those who held them."""
    year = FiscalCalendar(company.fiscal_start).year(fiscal_year)
    found: dict[str, set[int]] = {}
    for role, seat in Tenure.objects.filter(overlaps(year.start, year.end)).values_list("role", "seat_id"):
        found.setdefault(role, set()).add(seat)
    return found


def placements(
    plan: Plan, product: Product, shape: Shape, targets: list[ProcessTarget], seats: dict[str, set[int]]
) -> list[Placement]:
    """The targets laid over seats and months: by the seat's share of the line's revenue target, and by the
    working days on which it is held."""
    held = shape.unit_ids[shape.seats]
    revenue = _revenue(plan, product, held.tolist())
    found: dict[str, Placement] = {}
    for target in targets:
        bearing, _ = _who(seats, target.bearer)
        mine = np.array([key in bearing for key in held.tolist()], dtype=bool)
        weights = _weights(revenue, shape, mine)
        keys = held[mine][weights.any(axis=1)]
        months = spread(target.total, weights[weights.any(axis=1)], target.indicator)
        placed = Placement(KEYS[target.indicator], product, keys, months)
        found[target.indicator] = _together(found.get(target.indicator), placed)
    return list(found.values())


def _together(first: Placement | None, second: Placement) -> Placement:
    """Two nodes of a tree may bear the same indicator: their amounts add up."""
    if first is None:
        return second
    seats = np.concatenate([first.seats, second.seats])
    return Placement(first.indicator, first.product, seats, np.concatenate([first.months, second.months]))


def _revenue(plan: Plan, product: Product, seats: list[int]) -> np.ndarray:
    """What each seat is asked for of the line, int64 [S]."""
    key = KEYS["revenue"]
    rows = target_rows(plan=plan, indicators=[key], units=seats, products=[product.pk])
    return np.array([sum(rows.get((key, seat, product.pk, TOTAL), (0,))) for seat in seats], dtype=np.int64)


def _weights(revenue: np.ndarray, shape: Shape, mine: np.ndarray) -> np.ndarray:
    """int64 [those, 12]; where nobody has a revenue target of the line everybody weighs the same."""
    days = np.rint(shape.active[mine] * shape.days * 100).astype(np.int64)
    if not revenue[mine].any():
        return days
    worked = np.maximum(days.sum(axis=1, keepdims=True), 1)
    share = revenue[mine] / revenue[mine].sum()
    return np.rint(share[:, None] * days / worked * 10**12).astype(np.int64)


def spread(total: int, weights: np.ndarray, indicator: str) -> np.ndarray:
    """`total` over seats and months, int64 [S, 12]; of a state each month holds what stands at its end."""
    if not len(weights):
        return np.zeros((0, 12), dtype=np.int64)
    seats = split_groups([total], [0, len(weights)], weights.sum(axis=1))
    if indicator == STANDING:
        return np.repeat(seats[:, None], 12, axis=1)
    offsets = np.arange(0, weights.size + 1, 12)
    months = split_groups(seats, offsets, weights.ravel()).reshape(-1, 12)
    return np.cumsum(months, axis=1) if DEFINITIONS[indicator].is_stock else months
