"""Choosing a paradigm, changing its tree, and putting what follows into a plan."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotamesh.base.trail.actions import Actor
from quotamesh.base.trail.models import Entry
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.customers.models import Customer
from quotamesh.do.facts.models import Fact
from quotamesh.kernel.paradigm import NotAnIndicator
from quotamesh.plan.namedaccounts.actions import add_accounts, each_month
from quotamesh.plan.paradigms.actions import (
    Step,
    add_node,
    change_node,
    choose_paradigm,
    place_process_targets,
    refill,
    remove_node,
    set_milestones,
    undo_line,
)
from quotamesh.plan.paradigms.errors import NothingToUndo, NothingWanted, OtherYear, StaleTree
from quotamesh.plan.paradigms.models import LineEdit
from quotamesh.plan.paradigms.process import spread
from quotamesh.plan.paradigms.queries import fit_of, milestones_of, solution_of, targets_of, wanted_of
from quotamesh.plan.paradigms.trees import TreeNode, read
from quotamesh.plan.targets.actions import create_plan, take_back
from quotamesh.plan.targets.queries import target_rows
from quotamesh.plan.targets.tests.checks import assert_conserved, table_of
from tests.cast import ACTOR, TODAY

OTHER = Actor("somebody else", ACTOR.at, 99)
BASE = {"paradigm": "probability", "customers": 30_000, "maturity_bp": 9_000, "standard_bp": 9_000}


def chosen(cast, year=2025, line="ENERGY", **more):
    return choose_paradigm(ACTOR, cast.product(line), year, TODAY, **(BASE | more))


def with_leads(cast, year=2025):
    """A line whose leads are known by what somebody typed."""
    line = chosen(cast, year)
    for key, value in (("conversion", 0.15), ("calls_per_lead", 8.0), ("visits_per_lead", 1.5)):
        line = change_node(ACTOR, line, key, value=value)
    return line


def test_a_paradigm_begins_with_its_template_filled_from_the_past(cast):
    line = chosen(cast)
    nodes = read(line.nodes)
    fact = {each.indicator_id: each.year for each in Fact.objects.filter(
        fiscal_year=2025, unit__parent=None, product=cast.product("ENERGY"))}  # fmt: skip
    assert nodes["order_value"].value == round(fact[KEYS["revenue"]] / fact[KEYS["orders"]])
    assert nodes["order_value"].origin == {
        "from": "facts", "year": 2025, "product": "ENERGY", "over": "revenue", "under": "orders",
    }  # fmt: skip
    assert (nodes["people"].value, nodes["people"].origin["from"]) == (4, "seats")
    assert nodes["conversion"].value is None
    assert not fit_of(line).misfit


def test_a_misfit_is_told(cast):
    assert fit_of(chosen(cast, paradigm="project")).misfit


def test_another_paradigm_brings_its_own_tree_and_undo_brings_the_old_one_back(cast):
    line = with_leads(cast)
    before = line.nodes
    line = chosen(cast, paradigm="behaviour", seen=line.revision)
    assert "named_accounts" in read(line.nodes)
    line = undo_line(ACTOR, line)
    assert (line.paradigm, line.nodes) == ("probability", before)


def test_what_is_no_indicator_is_refused(cast):
    with pytest.raises(NotAnIndicator):
        chosen(cast, customers=0)


def test_stale_changes_are_refused_and_others_are_not_undone(cast):
    line = chosen(cast)
    change_node(OTHER, line, "conversion", value=0.2, seen=1)
    with pytest.raises(StaleTree) as refused:
        change_node(ACTOR, line, "conversion", value=0.3, seen=1)
    assert (refused.value.seen, refused.value.now, refused.value.who) == (1, 2, "somebody else")
    with pytest.raises(NothingToUndo):
        undo_line(ACTOR, line)


def test_every_change_is_a_step_that_can_be_taken_back(cast):
    line = chosen(cast)
    start = line.nodes
    line = add_node(ACTOR, line, "order_value", TreeNode("own_1", name="Items"))
    line = remove_node(ACTOR, line, "proposals")
    for _ in range(2):
        line = undo_line(ACTOR, line)
    assert line.nodes == start
    with pytest.raises(NothingToUndo):
        undo_line(ACTOR, line)
    assert LineEdit.objects.filter(undone=True).count() == 2
    assert Entry.objects.filter(verb="paradigm.undo").count() == 2


def test_what_was_typed_stays_when_the_past_is_taken_anew(cast):
    line = change_node(ACTOR, chosen(cast), "order_value", value=5.0, note="new price list")
    assert read(refill(ACTOR, line, TODAY).nodes)["order_value"].value == 5
    assert read(refill(ACTOR, line, TODAY, ["order_value"]).nodes)["order_value"].value > 1_000


def test_process_targets_follow_from_the_plan_and_add_up(cast):
    plan, line = cast.plan("Draft"), with_leads(cast)
    before = table_of(plan)
    wanted = wanted_of(plan, line.product)
    needed = solution_of(read(line.nodes), line.driver, wanted).needed
    placed = place_process_targets(ACTOR, line, plan)
    for target in placed.targets:
        keys = {"indicators": [KEYS[target.indicator]], "units": [cast.unit("company").pk]}
        rows = target_rows(plan=plan, products=[line.product_id], **keys)
        assert sum(next(iter(rows.values()))) == target.total >= needed[target.key] > target.total - 1
    assert {each.indicator for each in placed.targets} == {"deals_won", "leads", "calls", "visits"}
    assert_conserved(plan)
    assert take_back(ACTOR, plan, placed.batch)
    assert table_of(plan) == before


def test_a_seat_is_asked_in_proportion_to_its_revenue(cast):
    plan, line = cast.plan("Draft"), with_leads(cast)
    place_process_targets(ACTOR, line, plan)
    seats = [cast.seat(person).pk for person in ("rep_e1a", "rep_e1b", "rep_e2a", "rep_n1a")]
    rows = target_rows(
        plan=plan, indicators=[KEYS["revenue"], KEYS["calls"]], units=seats, products=[line.product_id]
    )
    years = np.array(
        [[sum(rows.get((key, seat, line.product_id, "total"), (0,))) for seat in seats]
         for key in (KEYS["revenue"], KEYS["calls"])]
    )  # fmt: skip
    exact = years[0] / years[0].sum() * years[1].sum()
    assert (np.abs(years[1] - exact) < 1).all()


def test_each_persons_day_is_what_the_tree_says(cast):
    line = with_leads(cast)
    needed = solution_of(read(line.nodes), line.driver, 10_000_000_00).needed
    calls = next(each for each in targets_of(cast_company(), line, needed) if each.indicator == "calls")
    assert calls.per_day == pytest.approx(needed["calls_per_day"], rel=0.01)
    assert calls.per_week == calls.per_day * 5


def cast_company():
    from quotamesh.base.people.queries import company

    return company()


def test_what_stands_in_the_way_of_placing(cast):
    line = with_leads(cast)
    with pytest.raises(OtherYear):
        place_process_targets(ACTOR, line, cast.plan("Ambitious"))
    empty = create_plan(ACTOR, name="empty", fiscal_year=2025)
    with pytest.raises(NothingWanted):
        place_process_targets(ACTOR, line, empty)


@given(
    st.integers(0, 10**6),
    st.integers(1, 6),
    st.integers(0, 2**32),
    st.sampled_from(["leads", "accounts_covered"]),
)
@settings(max_examples=60)
def test_spread_is_exact_and_states_only_grow(total, seats, seed, indicator):
    weights = np.random.default_rng(seed).integers(0, 10**9, (seats, 12)) + 1
    found = spread(total, weights, indicator)
    assert found.min() >= 0
    if indicator == "leads":
        assert found.sum() == total
    else:
        assert found[:, -1].sum() == total
        assert (np.diff(found, axis=1) >= 0).all()


def test_named_accounts_stand_from_the_first_month_on():
    found = spread(7, np.ones((3, 12), dtype=np.int64), "named_accounts")
    assert found.sum(axis=0).tolist() == [7] * 12


def test_lists_of_named_accounts_feed_the_tree(cast):
    seat, customers = cast.seat("rep_e1a"), Customer.objects.order_by("code")
    add_accounts(ACTOR, seat, customers[:2], 2025, **each_month(2))
    add_accounts(ACTOR, seat, customers[2:3], 2025)
    nodes = read(chosen(cast, paradigm="behaviour").nodes)
    assert nodes["named_accounts"].value == 3
    assert nodes["coverage"].value == pytest.approx(2 / 3)
    assert nodes["coverage"].origin == {"from": "lists", "year": 2025}


def test_milestones_keep_their_order(cast):
    steps = [
        Step("Kick-off", "pmo", 10, ("charter signed",), 3_000, 0),
        Step("Acceptance", "solution", 60, ("tests passed", "signed off"), 10_000, 7_000),
    ]
    set_milestones(ACTOR, cast.product("ENERGY"), [steps[1], steps[0]])
    set_milestones(ACTOR, cast.product("ENERGY"), steps)
    found = milestones_of(cast.product("ENERGY"))
    assert [(each.position, each.name) for each in found] == [(1, "Kick-off"), (2, "Acceptance")]
    assert found[1].criteria == ["tests passed", "signed off"]
    assert Entry.objects.filter(verb="milestones.set").count() == 2
