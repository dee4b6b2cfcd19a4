"""By what a target is divided: history, equal shares, own weights, or another plan.

All weights are non-negative integers. A branch in which nobody has any weight falls back to equal shares, and
a seat without any is left out; both are told in the notices, never done silently.
"""

from dataclasses import dataclass, field
from uuid import UUID

import numpy as np

from quotamesh.base.store.months import MONTHS
from quotamesh.do.facts.models import Fact
from quotamesh.do.facts.queries import years_with_facts
from quotamesh.plan.targets.errors import NoSuchPlan
from quotamesh.plan.targets.models import Plan, Rule, TargetRow
from quotamesh.plan.targets.rows import TOTAL
from quotamesh.plan.targets.shape import Shape, held_in, month_days

SCALE = 10_000
YEARS_OF_SEASON = 3


@dataclass(frozen=True)
class Notice:
    """Something the user should know: a code with its numbers and names; worded by the page."""

    code: str
    values: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Weights:
    """seat_lines int64 [S, L]; months int64 [L, 12]; units: own weights by unit key."""

    seat_lines: np.ndarray
    months: np.ndarray
    units: dict[int, int] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()


class NoHistory(Exception):
    """Nothing was recorded before the year that is to be split."""


class WeightsMissing(Exception):
    """Own weights are wanted, but these units have none."""

    def __init__(self, names: list[str]):
        super().__init__(names)
        self.names = names


def weights_for(plan: Plan, indicator: int, shape: Shape, wanted: str) -> Weights:
    """`wanted`: 'history', 'equal', 'own', or 'plan:<uid>'.

    Raises:
        NoHistory, WeightsMissing, NoSuchPlan
    """
    if wanted == "history":
        return history(plan, indicator, shape)
    if wanted == "equal":
        return equal(shape, season_of(plan, indicator, shape))
    if wanted == "own":
        return own(plan, indicator, shape)
    return like_plan(_plan_named(wanted), indicator, shape)


def _plan_named(wanted: str) -> Plan:
    try:
        return Plan.objects.get(uid=UUID(wanted.removeprefix("plan:")))
    except (ValueError, Plan.DoesNotExist) as error:
        raise NoSuchPlan(wanted) from error


def _table(rows, shape: Shape) -> np.ndarray:
    """(unit, product, twelve months) rows laid into int64 [S, L, 12]."""
    table = np.zeros((len(shape.seats), len(shape.lines), 12), dtype=np.int64)
    seats = {shape.units[at].pk: i for i, at in enumerate(shape.seats.tolist())}
    lines = {pk: i for i, pk in enumerate(shape.lines.tolist())}
    for unit, product, *months in rows:
        if unit in seats and product in lines:
            table[seats[unit], lines[product]] = months
    return np.maximum(table, 0)


def _facts(indicator: int, year: int, shape: Shape) -> np.ndarray:
    rows = Fact.objects.filter(
        indicator_id=indicator, fiscal_year=year, product_id__in=shape.lines.tolist(), unit__kind="seat"
    )
    return _table(rows.values_list("unit_id", "product_id", *MONTHS).iterator(chunk_size=20_000), shape)


def _past_years(plan: Plan, indicator: int) -> list[int]:
    return [year for year in years_with_facts(indicator) if year < plan.fiscal_year]


def history(plan: Plan, indicator: int, shape: Shape) -> Weights:
    years = _past_years(plan, indicator)
    if not years:
        raise NoHistory
    seat_lines = _for_the_whole_year(shape, _facts(indicator, years[0], shape).sum(axis=2), years[0])
    without = [shape.units[shape.seats[i]].name for i in np.nonzero(~seat_lines.any(axis=1))[0]]
    notices = [Notice("weights_from", {"year": years[0]})]
    if without:
        notices.append(Notice("without_history", {"names": without}))
    return Weights(seat_lines, season_of(plan, indicator, shape), notices=tuple(notices))


def _for_the_whole_year(shape: Shape, seat_lines: np.ndarray, past: int) -> np.ndarray:
    """History per working day on which a seat was held, times those on which it is held now.

    Whoever came or went in mid-year weighs what a whole year would have brought, cut to what is left of it.
    """
    then = held_in(shape.company, past)
    keys = shape.unit_ids[shape.seats].tolist()
    before = np.array([then.get(key, 1.0) for key in keys])
    now = shape.active @ shape.days / shape.days.sum()
    return np.rint(seat_lines * (now / before)[:, None]).astype(np.int64)


def season_of(plan: Plan, indicator: int, shape: Shape) -> np.ndarray:
    """Month weights per product line, int64 [L, 12]: seasonal index × working days of the month.

    The index is what was done per working day in up to three years before the plan, all seats together; a
    line without history takes the company's, and without any history only the working days count.
    """
    years = _past_years(plan, indicator)[:YEARS_OF_SEASON]
    sums = np.zeros((len(shape.lines), 12), dtype=np.int64)
    for year in years:
        sums += _facts(indicator, year, shape).sum(axis=0)
    if not sums.any():
        return np.repeat(shape.days[None, :] * SCALE, len(shape.lines), axis=0)
    past = np.sum([month_days(shape.company, year) for year in years], axis=0)
    sums = np.where(sums.any(axis=1, keepdims=True), sums, sums.sum(axis=0))
    per_day = sums / past
    index = np.rint(per_day * (12 * SCALE) / per_day.sum(axis=1, keepdims=True))
    return index.astype(np.int64) * shape.days


def equal(shape: Shape, months: np.ndarray) -> Weights:
    """Every seat alike, for the part of the year in which it is held; every product line alike."""
    held = np.rint(shape.active @ shape.days * SCALE / shape.days.sum()).astype(np.int64)
    return Weights(np.repeat(held[:, None], len(shape.lines), axis=1), months)


def own(plan: Plan, indicator: int, shape: Shape) -> Weights:
    """Own weights between units; product lines and months as in history, or equal where there is none."""
    rules = Rule.objects.filter(plan=plan, indicator_id=indicator, weight__isnull=False)
    given = dict(rules.values_list("unit_id", "weight"))
    weighed = {shape.units[at].pk for at in shape.seats.tolist()}
    missing = [unit.name for unit in shape.units if unit.pk in weighed and unit.pk not in given]
    if missing:
        raise WeightsMissing(missing)
    base = equal(shape, season_of(plan, indicator, shape))
    years = _past_years(plan, indicator)
    mix = _facts(indicator, years[0], shape).sum(axis=(0, 2)) if years else None
    lines = mix if mix is not None and mix.any() else np.ones(len(shape.lines), dtype=np.int64)
    return Weights(np.repeat(lines[None, :], len(shape.seats), axis=0), base.months, units=given)


def like_plan(other: Plan, indicator: int, shape: Shape) -> Weights:
    """In the proportions of another plan."""
    rows = TargetRow.objects.filter(plan=other, indicator_id=indicator, line=TOTAL, unit__kind="seat")
    table = _table(rows.values_list("unit_id", "product_id", *MONTHS).iterator(chunk_size=20_000), shape)
    if not table.any():
        raise NoHistory
    months = table.sum(axis=0)
    months = np.where(months.any(axis=1, keepdims=True), months, shape.days)
    return Weights(table.sum(axis=2), months)
