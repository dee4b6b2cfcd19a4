"""What a calibration keeps, what it refuses, and what others may ask of it."""

from datetime import date

import numpy as np
import pytest
from django.http import Http404

from quotamesh.base.people.models import Unit
from quotamesh.base.people.queries import company
from quotamesh.base.trail.models import Entry
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.kernel.feasible import Moves, NothingKnown
from quotamesh.plan.calibration import actions
from quotamesh.plan.calibration.crew import read_crew, scope_for
from quotamesh.plan.calibration.errors import BadInput, NameTaken, StaleInputs
from quotamesh.plan.calibration.models import Run
from quotamesh.plan.calibration.queries import (
    NO_TARGET,
    NOT_CALIBRATED,
    find_calibration,
    probability_of,
    run_of,
    state_for,
    what_if,
)
from quotamesh.plan.calibration.tests.conftest import CHANNEL
from quotamesh.plan.calibration.units import person_rows, unit_rows
from tests.cast import ACTOR

pytestmark = pytest.mark.django_db


def test_a_run_holds_the_answer_and_all_it_stands_on(made):
    run = run_of(made(channels=[CHANNEL]))
    result = run.result
    assert result["commit"] <= result["target"] <= result["stretch"]
    assert set(result["binding"]) == {"team", "resources"}
    assert run.inputs["channels"][0]["by"] == ACTOR.name
    assert run.inputs["channels"][0]["on"] == "2025-09-15"
    assert len(run.basis["people"]["seat"]) == len(run.basis["people"]["mean"]) > 0
    assert Entry.objects.filter(verb="calibration.run").exists()


def test_the_same_inputs_give_the_same_answer(made):
    first, second = run_of(made()), run_of(made(name="Again"))
    assert first.result == second.result


def test_new_inputs_make_a_new_run_and_leave_the_old(made, cast):
    calibration = made(channels=[CHANNEL])
    before = run_of(calibration).result
    change(calibration, cast, seen=1, intent=2_000_000_00, channels=[CHANNEL | {"name": "Trade fair"}])
    assert run_of(calibration, 1).result == before
    assert run_of(calibration).number == 2
    assert run_of(calibration).intent == 2_000_000_00
    with pytest.raises(Http404):
        run_of(calibration, 3)


def test_a_stale_change_is_refused_and_names_who_was_first(made, cast):
    calibration = made()
    change(calibration, cast, seen=1, intent=5)
    with pytest.raises(StaleInputs) as caught:
        change(calibration, cast, seen=1, intent=6)
    assert (caught.value.seen, caught.value.now, caught.value.intent) == (1, 2, 5)
    assert caught.value.by == ACTOR.name


@pytest.mark.parametrize(
    ("inputs", "reason", "part"),
    [
        ({"channels": [CHANNEL, CHANNEL | {"conversion": [0.5, 0.9, 1.1]}]}, "over-one", "channels"),
        ({"channels": [CHANNEL | {"budget": [-1, 0, 0]}]}, "negative", "channels"),
        ({"break_even": {"fixed_cost": 1, "profit": 0, "margin": "0"}}, "margin", "break_even"),
    ],
)
def test_what_cannot_be_is_named_where_it_stands(made, inputs, reason, part):
    with pytest.raises(BadInput) as caught:
        made(**inputs)
    assert (caught.value.reason, caught.value.part) == (reason, part)
    assert caught.value.row == len(inputs.get("channels", [0])) - 1
    assert not Run.objects.exists()


def test_a_name_stands_once_a_year(made):
    made()
    with pytest.raises(NameTaken):
        made()


def test_a_company_without_anything_recorded_is_told_so(made, cast):
    from quotamesh.do.facts.models import Fact

    Fact.objects.all().delete()
    with pytest.raises(NothingKnown):
        made()
    assert run_of(made(channels=[CHANNEL])).result["binds"] == "resources"


def test_units_add_up_to_the_whole_case_by_case(made):
    calibration = made(channels=[CHANNEL])
    state = state_for(run_of(calibration), calibration.seed)
    found = state.outcome()
    paths = {unit.pk: unit.path for unit in Unit.objects.exclude(kind=Unit.Kind.SEAT)}
    reached = state.units(paths, paths, found)
    regions = [unit.pk for unit in Unit.objects.filter(kind=Unit.Kind.REGION) if unit.pk in reached]
    own = [key for key in reached if key in set(state.cell_unit.tolist()) and key == calibration.unit_id]
    assert len(regions) == 2
    assert reached[calibration.unit_id] == pytest.approx(found.feasible, rel=1e-5)
    if not own:
        assert sum(reached[key] for key in regions) == pytest.approx(found.feasible, rel=1e-5)


def test_a_leader_gets_only_the_own_rows(made, cast):
    calibration, viewer = made(), cast.viewer("leader_e1")
    run = run_of(calibration)
    rows = unit_rows(viewer, calibration, state_for(run, calibration.seed))
    assert [row.code for row in rows] == ["E1"]
    people = person_rows(viewer, calibration, run, cast.unit("E1"))
    assert {row.code for row in people} <= {"leader_e1", "rep_e1a", "rep_e1b"}
    with pytest.raises(Http404):
        find_calibration(cast.viewer("rep_e1a"), calibration.uid)


def test_levers_move_the_same_draws(made):
    calibration = made(intent=10**12)
    run = run_of(calibration)
    still = what_if(run, calibration.seed, Moves(), calibration.intent)
    more = what_if(run, calibration.seed, Moves(heads=3), calibration.intent)
    assert still["commit"] == run.result["commit"] < more["commit"]
    assert still["curve"] == [tuple(point) for point in run.result["curve"]]


def test_chances_of_a_plan(made, cast):
    plan, revenue = cast.plan("Draft"), KEYS["revenue"]
    units = [cast.unit("E1").pk, cast.seat("rep_e1a").pk, cast.unit("N1").pk]
    assert {each.reason for each in probability_of(plan, revenue, units).values()} == {NOT_CALIBRATED}
    calibrate_year_of(plan, made, cast)
    found = probability_of(plan, revenue, units)
    for unit, chance in found.items():
        assert (chance.probability is None) == (chance.reason != "")
        assert chance.probability is None or 0 <= chance.probability <= 1
        assert chance.reason in ("", NO_TARGET), unit
    assert any(chance.probability is not None for chance in found.values())
    other = cast.product("PUMPS").pk
    assert {each.reason for each in probability_of(plan, revenue, units, other).values()} == {NOT_CALIBRATED}


def test_what_was_not_known_on_the_day_does_not_count(cast):
    def totals(as_of):
        scope = scope_for(company(), 2026, cast.unit("E1"), 1, KEYS["revenue"], as_of)
        return read_crew(scope)

    early, late = totals(date(2025, 3, 31)), totals(date(2025, 9, 15))
    assert early.basis.cycles <= late.basis.cycles
    assert not np.array_equal(early.totals, late.totals)


def calibrate_year_of(plan, made, cast):
    from quotamesh.base.people.queries import root_unit
    from quotamesh.do.catalog.actions import root_product

    wanted = actions.Wanted("Year", plan.fiscal_year, root_unit(), root_product(), KEYS["revenue"], 100, {})
    return actions.create_calibration(ACTOR, company(), wanted, cast.today)


def change(calibration, cast, *, seen: int, intent: int, **inputs):
    return actions.change_inputs(
        ACTOR, company(), calibration, intent=intent, inputs=inputs, seen=seen, as_of=cast.today
    )
