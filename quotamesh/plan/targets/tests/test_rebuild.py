"""Totals follow the organisation, and can be proved."""

import pytest

from quotamesh.base.exchange.actions import run_import
from quotamesh.base.people.models import Unit
from quotamesh.plan.targets.actions.rebuild import rebuild_totals
from quotamesh.plan.targets.models import TargetRow


def year(plan, unit: str) -> int:
    row = TargetRow.objects.filter(plan=plan, unit__code=unit, product__parent=None, line="total").first()
    return row.year if row else 0


def bring(actor, kind: str, text: str):
    return run_import(actor, kind, [("pasted.csv", text.encode())])


def test_what_is_stored_is_what_it_adds_up_to(cast, actor):
    assert rebuild_totals(actor)


def test_a_moved_team_takes_targets_and_facts_along(cast, actor):
    plan = cast.plan("FY2025")
    team, north, east, whole = (year(plan, code) for code in ("E2", "NORTH", "EAST", "company"))
    assert team > 0
    assert bring(actor, "units", "code,name,parent\nE2,East 2,NORTH\n").ok
    assert Unit.objects.get(code="E2").parent.code == "NORTH"
    assert (year(plan, "NORTH"), year(plan, "EAST")) == (north + team, east - team)
    assert year(plan, "company") == whole
    assert rebuild_totals(actor)


def test_a_line_with_targets_stays_where_it_is(cast, actor):
    result = bring(actor, "products", "code,name,parent\nENERGY,Energy,MACHINES\n")
    assert not result.ok
    assert "Energy" in str(result.failure)
    assert cast.product("ENERGY").parent.code == "all"


@pytest.mark.parametrize("weights", ["plan:not-a-plan", "plan:00000000-0000-0000-0000-000000000000"])
def test_weights_of_a_plan_that_is_not_there(cast, actor, weights):
    from quotamesh.plan.targets.actions import split_plan
    from quotamesh.plan.targets.errors import NoSuchPlan

    with pytest.raises(NoSuchPlan):
        split_plan(actor, cast.plan("Draft"), cast.indicator(), total=100, weights=weights)
