"""A calibration of everybody straight from the records, for the command line: no plan of channels, no market."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from quotamesh.base.people.models import Company, Person, Unit
from quotamesh.base.people.queries import root_unit
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.indicators import DEFINITIONS, KEYS, decimals
from quotamesh.kernel.calendar import FiscalCalendar, NotAPeriod
from quotamesh.kernel.money import format_plain
from quotamesh.plan.calibration.basis import Basis, Subject, basis_of
from quotamesh.plan.calibration.inputs import EMPTY
from quotamesh.plan.calibration.simulate import persons_of, state_of
from quotamesh.plan.calibration.targets import targets_of_people, targets_of_units

SEED = 1
DRAWS = 10_000
QUANTILES = (0.1, 0.5, 0.9)
COLUMNS = ("code", "name", "p10", "p50", "p90", "target", "probability")
Row = tuple[str, ...]


class NobodySells(Exception):
    """Nobody holds a seat that sells at the end of the history, or nothing was ever sold."""


def calibrated(
    company: Company, *, period: str, history: str, by: str, indicator: str = "revenue"
) -> Iterator[Row]:
    """COLUMNS of everybody, or of every unit above a seat: what the years of `history` alone say about `period`.

    Raises:
        NotAPeriod, NobodySells
    """
    calendar = FiscalCalendar(company.fiscal_start)
    year, years = (
        fiscal_year(calendar, period),
        sorted({fiscal_year(calendar, each) for each in history.split(",")}),
    )
    if years[-1] >= year:
        raise NotAPeriod(history)
    basis = _basis(company, indicator, year, tuple(years), calendar.year(years[-1]).end)
    digits = decimals(DEFINITIONS[indicator], company.currency)
    if not basis["people"]["seat"]:
        raise NobodySells
    rows = _people(basis, year, KEYS[indicator]) if by == "person" else _units(basis, year, KEYS[indicator])
    for code, name, amounts, target, chance in rows:
        shown = [format_plain(round(float(each)), digits) for each in amounts]
        wanted = "" if target is None else format_plain(target, digits)
        yield (code, name, *shown, wanted, "" if chance is None else f"{chance:.4f}")


def fiscal_year(calendar: FiscalCalendar, text: str) -> int:
    period = calendar.parse(text.strip())
    if period.kind != "year":
        raise NotAPeriod(text)
    return period.fiscal_year


def _basis(company: Company, indicator: str, year: int, years: tuple[int, ...], as_of: date) -> Basis:
    return basis_of(Subject(company, year, root_unit(), root_product(), KEYS[indicator], as_of), years)


def _people(basis: Basis, year: int, indicator: int) -> Iterator[tuple]:
    keys = basis["people"]["person"]
    names = Person.objects.in_bulk(keys)
    targets = targets_of_people(year, indicator, keys)
    persons = persons_of(basis, EMPTY)
    wanted = np.array([targets.get(key, 0) for key in keys], dtype=np.float64)
    chances, amounts = persons.chance(wanted), persons.quantiles(QUANTILES)
    for place, key in enumerate(keys):
        chance = float(chances[place]) if key in targets else None
        yield names[key].code, names[key].name, amounts[place], targets.get(key), chance


def _units(basis: Basis, year: int, indicator: int) -> Iterator[tuple]:
    units = list(Unit.objects.exclude(kind=Unit.Kind.SEAT).order_by("path"))
    paths = {unit.pk: unit.path for unit in units}
    state = state_of(basis, EMPTY, SEED, DRAWS)
    reached = state.units(paths, paths, state.outcome())
    targets = targets_of_units(year, indicator, list(paths), root_product().pk)
    for unit in units:
        if unit.pk in reached:
            target = targets.get(unit.pk)
            chance = None if target is None else float((reached[unit.pk] >= target).mean())
            yield unit.code, unit.name, np.quantile(reached[unit.pk], QUANTILES), target, chance
