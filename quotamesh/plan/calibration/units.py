"""Rows of a run: what each unit, and each person, can reach, beside the target in force."""

from dataclasses import dataclass

import numpy as np

from quotamesh.base.people.models import Person, Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.paths import below
from quotamesh.kernel.feasible import quantiles
from quotamesh.plan.calibration.models import Calibration, Run
from quotamesh.plan.calibration.simulate import State, persons_of
from quotamesh.plan.calibration.targets import targets_of_units


@dataclass(frozen=True)
class Row:
    """One unit or person: the 10, 50 and 90 % values, the target in force and its probability, None without one."""

    uid: str
    code: str
    name: str
    depth: int
    low: int
    middle: int
    high: int
    target: int | None
    probability: float | None


def unit_rows(viewer: Viewer, calibration: Calibration, state: State) -> list[Row]:
    """The units in sight above the seats, the whole first."""
    units = Unit.objects.filter(viewer.units(), below(calibration.unit.path)).exclude(kind=Unit.Kind.SEAT)
    shown = list(units.order_by("path"))
    paths = {unit.pk: unit.path for unit in shown}
    unseen = {int(key) for key in state.cell_unit} - set(paths)
    if unseen:
        paths |= dict(Unit.objects.filter(pk__in=unseen).values_list("pk", "path"))
    wanted = {unit.pk: unit.path for unit in shown}
    reached = state.units(paths, wanted, state.outcome())
    targets = _targets(calibration, list(wanted))
    top = calibration.unit.depth
    return [
        _row(unit, unit.depth - top, quantiles(reached[unit.pk]), targets.get(unit.pk), reached[unit.pk])
        for unit in shown
        if unit.pk in reached
    ]


def _targets(calibration: Calibration, units: list[int]) -> dict[int, int]:
    scope = (calibration.fiscal_year, calibration.indicator_id, units, calibration.product_id)
    return targets_of_units(*scope)


def _row(unit: Unit, depth: int, amounts: tuple[int, ...], target: int | None, reached: np.ndarray) -> Row:
    chance = None if target is None else float((reached >= target).mean())
    return Row(str(unit.uid), unit.code, unit.name, depth, *amounts, target, chance)


def person_rows(viewer: Viewer, calibration: Calibration, run: Run, unit: Unit) -> list[Row]:
    """The people on the seats below a unit, each in closed form."""
    seats = dict(
        Unit.objects.filter(viewer.units(), below(unit.path), kind=Unit.Kind.SEAT).values_list("pk", "uid")
    )
    people = run.basis["people"]
    places = [place for place, seat in enumerate(people["seat"]) if seat in seats]
    persons = persons_of(run.basis, run.inputs, run.result["feasible_part"])
    amounts = np.rint(persons.quantiles()).astype(np.int64)
    targets = _targets(calibration, list(seats))
    wanted = np.array([targets.get(seat, 0) for seat in people["seat"]], dtype=np.float64)
    chances = persons.chance(wanted)
    names = Person.objects.in_bulk([people["person"][place] for place in places])
    return [
        Row(
            str(seats[people["seat"][place]]),
            names[people["person"][place]].code,
            names[people["person"][place]].name,
            1,
            *amounts[place].tolist(),
            targets.get(people["seat"][place]),
            float(chances[place]) if people["seat"][place] in targets else None,
        )
        for place in places
    ]
