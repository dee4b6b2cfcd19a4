"""Reading calibrations: as they stand, as they were, and with the levers moved."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import Exists, OuterRef, Q
from django.http import Http404

from quotamesh.base.people.models import Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.kernel.feasible import Moves
from quotamesh.plan.calibration.access import visible_calibrations
from quotamesh.plan.calibration.limits import current
from quotamesh.plan.calibration.models import Calibration, Run
from quotamesh.plan.calibration.result import answer_of
from quotamesh.plan.calibration.simulate import State, persons_of, state_of
from quotamesh.plan.calibration.since import with_news
from quotamesh.plan.calibration.targets import targets_of_units
from quotamesh.plan.targets.models import Plan

NOT_CALIBRATED, NO_TARGET, NOBODY_SELLS = "not_calibrated", "no_target", "nobody_sells"
KEPT_STATES = 16


def find_calibration(viewer: Viewer, uid: UUID | str) -> Calibration:
    """Raises Http404: it does not exist, or is out of sight."""
    found = visible_calibrations(viewer).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def run_of(calibration: Calibration, number: int | None = None) -> Run:
    """The run of this number, or the latest. Raises Http404."""
    runs = Run.objects.filter(calibration=calibration)
    found = runs.filter(number=number).first() if number else runs.first()
    if found is None:
        raise Http404
    return found


def find_run(viewer: Viewer, uid: UUID | str, today: date, number: int | None = None) -> Run:
    """A run with its calibration and with what changed since, in one query.

    Raises Http404: it does not exist, or is out of sight.
    """
    runs = Run.objects.filter(calibration__in=visible_calibrations(viewer), calibration__uid=uid)
    runs = with_news(runs, today)
    runs = runs.select_related("calibration__unit", "calibration__product")
    found = runs.filter(number=number).first() if number else runs.first()
    if found is None:
        raise Http404
    return found


@lru_cache(maxsize=KEPT_STATES)
def _state(key: int, uid: UUID, seed: int) -> State:
    run = Run.objects.get(pk=key, uid=uid)
    return state_of(run.basis, run.inputs, seed)


def state_for(run: Run, seed: int) -> State:
    """The draws of a run: computed once in a process, the same in every one."""
    return _state(run.pk, run.uid, seed)


def what_if(run: Run, seed: int, moves: Moves, intent: int) -> dict[str, Any]:
    """The answer with the levers moved, from the same draws."""
    found = state_for(run, seed).outcome(moves)
    return answer_of(found, intent, run.inputs["sureness"], current().limits)


def latest_runs(calibrations: Collection[Calibration]) -> dict[int, Run]:
    """{calibration: its latest run}, without what it was made from."""
    runs = Run.objects.filter(calibration__in=calibrations).order_by("calibration_id", "number")
    return {run.calibration_id: run for run in runs.defer("basis", "inputs")}


def calibrated(viewer: Viewer, fiscal_year: int, today: date) -> list[Run]:
    """The latest run of each calibration of a year in sight, as listed, with what changed since, in one query; what
    it was made from is read when asked for."""
    of_year = visible_calibrations(viewer).filter(fiscal_year=fiscal_year)
    later = Run.objects.filter(calibration=OuterRef("calibration"), number__gt=OuterRef("number"))
    runs = with_news(Run.objects.filter(~Exists(later), calibration__in=of_year.values("pk")), today)
    runs = runs.select_related("calibration__unit", "calibration__product").defer("basis", "inputs")
    return list(runs.order_by("-calibration_id"))


@dataclass(frozen=True)
class Chance:
    """How likely a target is; None with the reason: NOT_CALIBRATED, NO_TARGET or NOBODY_SELLS. `middle` is the amount
    reached with even chances, `calibration` what it was read from."""

    probability: float | None
    reason: str = ""
    middle: int | None = None
    calibration: UUID | None = None


def probability_of(
    plan: Plan, indicator: int, units: Collection[int], product: int | None = None
) -> dict[int, Chance]:
    """For each unit the chance of its total in this plan, from the latest calibration of its branch, the nearest one.

    product: the product node, all products when None. Seats are single people, in closed form.
    """
    found = list(Unit.objects.filter(pk__in=units))
    known = probabilities_of(plan, {indicator: found}, product)[indicator]
    return {key: Chance(None, NOT_CALIBRATED) for key in units} | known


def probabilities_of(
    plan: Plan, asked: Mapping[int, Sequence[Unit]], product: int | None = None
) -> dict[int, dict[int, Chance]]:
    """`probability_of` for units of several indicators: {indicator: {unit: chance}}. Of those that nobody has
    calibrated nothing more is asked."""
    of = Q(product_id=product) if product else Q(product__parent=None)
    rows = Calibration.objects.filter(of, fiscal_year=plan.fiscal_year, indicator_id__in=asked)
    by_indicator: dict[int, list[Calibration]] = {}
    for row in rows.select_related("unit"):
        by_indicator.setdefault(row.indicator_id, []).append(row)
    return {key: _by_unit(plan, key, units, by_indicator.get(key, [])) for key, units in asked.items()}


def _by_unit(
    plan: Plan, indicator: int, units: Sequence[Unit], found: list[Calibration]
) -> dict[int, Chance]:
    chances = {unit.pk: Chance(None, NOT_CALIBRATED) for unit in units}
    if not found:
        return chances
    targets = targets_of_units(plan.fiscal_year, indicator, list(chances), found[0].product_id, plan)
    groups: dict[int, list[Unit]] = {}
    for unit in units:
        nearest = _nearest(found, unit)
        if nearest and unit.pk in targets:
            groups.setdefault(nearest.pk, []).append(unit)
        elif nearest:
            chances[unit.pk] = Chance(None, NO_TARGET, calibration=nearest.uid)
    for calibration in found:
        if calibration.pk in groups:
            chances |= _chances(calibration, groups[calibration.pk], targets)
    return chances


def _nearest(found: list[Calibration], unit: Unit) -> Calibration | None:
    """The calibration of the deepest unit above or at this one; of several the latest."""
    fitting = [each for each in found if unit.path.startswith(each.unit.path)]
    return max(fitting, key=lambda each: (each.unit.depth, each.pk), default=None)


def _chances(calibration: Calibration, units: list[Unit], targets: dict[int, int]) -> dict[int, Chance]:
    run = run_of(calibration)
    return _of_units(calibration, run, units, targets) | _of_seats(calibration, run, units, targets)


def _of_units(
    calibration: Calibration, run: Run, units: list[Unit], targets: dict[int, int]
) -> dict[int, Chance]:
    wanted = {unit.pk: unit.path for unit in units if unit.kind != Unit.Kind.SEAT}
    if not wanted:
        return {}
    state = state_for(run, calibration.seed)
    found = state.outcome()
    cells = {int(key) for key in state.cell_unit}
    paths = dict(Unit.objects.filter(pk__in=cells).values_list("pk", "path"))
    reached = state.units(paths, wanted, found)
    if calibration.unit_id in wanted:
        reached[calibration.unit_id] = found.feasible
    return {
        key: Chance(
            float((reached[key] >= targets[key]).mean()), "", int(np.median(reached[key])), calibration.uid
        )
        if key in reached
        else Chance(None, NOBODY_SELLS, calibration=calibration.uid)
        for key in wanted
    }


def _of_seats(
    calibration: Calibration, run: Run, units: list[Unit], targets: dict[int, int]
) -> dict[int, Chance]:
    seats = [unit.pk for unit in units if unit.kind == Unit.Kind.SEAT]
    people = run.basis["people"]
    persons = persons_of(run.basis, run.inputs, run.result["feasible_part"])
    wanted = np.array([targets.get(seat, 0) for seat in people["seat"]], dtype=np.float64)
    chance, middle = persons.chance(wanted), persons.quantiles((0.5,))[:, 0]
    place = {seat: at for at, seat in enumerate(people["seat"])}
    return {
        seat: Chance(float(chance[place[seat]]), "", round(float(middle[place[seat]])), calibration.uid)
        if seat in place
        else Chance(None, NOBODY_SELLS, calibration=calibration.uid)
        for seat in seats
    }
