"""Nothing is ever lost or made: random trees, splits, edits, undo, and the same table from scratch."""

import datetime

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from quotamesh.base.people.models import Unit
from quotamesh.base.store.paths import place
from quotamesh.plan.targets.actions import Change, edit_plan, redo, set_rule, split_plan, undo
from quotamesh.plan.targets.errors import PlanError
from quotamesh.plan.targets.models import Plan
from quotamesh.plan.targets.shape import Shape
from quotamesh.plan.targets.splitting import Limits, LimitsBreak, divide
from quotamesh.plan.targets.tests.checks import assert_conserved, table_of
from quotamesh.plan.targets.tests.world import ACTOR, World, empty_world
from quotamesh.plan.targets.weights import Weights

FEW = settings(
    max_examples=12, deadline=datetime.timedelta(seconds=20), suppress_health_check=list(HealthCheck)
)
MONTHS = [(0,), (11,), (3, 4, 5), tuple(range(12))]


@st.composite
def trees(draw) -> list[int]:
    """Parents of up to seven inner units, by position; 0 is the root."""
    count = draw(st.integers(1, 7))
    return [draw(st.integers(0, index)) for index in range(count)]


steps = st.lists(
    st.tuples(
        st.integers(0, 30),
        st.integers(0, 3),
        st.sampled_from(MONTHS),
        st.integers(0, 3_000_000_00),
        st.sampled_from(["units", "periods", "parent"]),
        st.sampled_from(["edit", "edit", "edit", "undo", "redo", "lock"]),
    ),
    max_size=8,
)


def grown(parents: list[int]) -> World:
    """A company of this shape; every unit has a seat or two."""
    world = empty_world()
    nodes = [world.root]
    for index, parent in enumerate(parents):
        nodes.append(world.unit(f"u{index}", nodes[parent], Unit.Kind.TEAM))
    for index, node in enumerate(nodes):
        for number in range(index % 2 + 1):
            world.seat(f"s{index}-{number}", node)
    top = world.line("A")
    world.line("A1", top)
    world.line("B")
    return world


class Conservation(TestCase):
    @FEW
    @given(trees(), st.integers(0, 10**12), st.integers(0, 9_999), steps)
    def test_every_node_after_every_step(self, parents, total, reserve_bp, told):
        world = grown(parents)
        plan = world.plan(total=0)
        split_plan(ACTOR, plan, world.revenue, total=total, weights="equal", reserve_bp=reserve_bp)
        assert_conserved(plan)
        nodes = list(Unit.objects.order_by("path"))
        products = [world.all, *world.lines.values()]
        done = []
        for where, what, months, amount, balance, verb in told:
            unit, product = nodes[where % len(nodes)], products[what]
            done += self.step(world, plan, Change(unit, product, months, amount, balance), verb)
            assert_conserved(plan)
        self.same_from_scratch(world, plan, done, total, reserve_bp)

    def step(self, world: World, plan: Plan, change: Change, verb: str) -> list[tuple]:
        try:
            if verb == "edit":
                return [("edit", change)] if edit_plan(ACTOR, plan, world.revenue, [change]) else []
            if verb == "lock":
                set_rule(ACTOR, plan, world.revenue, change.unit, locked=True)
                return [("lock", change)]
            turned = undo(ACTOR, plan) if verb == "undo" else redo(ACTOR, plan)
            return [(verb, change)] if turned else []
        except PlanError:
            return []

    def same_from_scratch(self, world, plan, done, total, reserve_bp) -> None:
        again = world.plan("again", total=0)
        split_plan(ACTOR, again, world.revenue, total=total, weights="equal", reserve_bp=reserve_bp)
        for verb, change in done:
            assert self.step(world, again, change, verb)
        assert table_of(again) == table_of(plan)


def random_shape(chance: np.random.Generator) -> Shape:
    """A tree of up to 60 units in preorder, without a database."""
    size = int(chance.integers(2, 60))
    above = [-1] + [int(chance.integers(0, index)) for index in range(1, size)]
    paths = [""] * size
    units = []
    for index, parent in enumerate(above):
        path, depth = place(index + 1, paths[parent] if parent >= 0 else "")
        paths[index] = path
        units.append(Unit(pk=index + 1, code=str(index), name=str(index), path=path, depth=depth))
        units[-1].parent_id = parent + 1 or None
    inner = set(above)
    units.sort(key=lambda unit: unit.path)
    position = {unit.pk: index for index, unit in enumerate(units)}
    for unit in units:
        unit.kind = Unit.Kind.TEAM if unit.pk - 1 in inner else Unit.Kind.SEAT
    seats = np.array([i for i, unit in enumerate(units) if unit.kind == Unit.Kind.SEAT], dtype=np.int64)
    lines = int(chance.integers(1, 5))
    return Shape(
        company=None,
        units=units,
        parents=np.array([position.get(unit.parent_id, -1) for unit in units], dtype=np.int64),
        seats=seats,
        active=chance.integers(0, 2, (len(seats), 12))
        | np.eye(12, dtype=np.int64)[chance.integers(0, 12, len(seats))],
        lines=np.arange(2, 2 + lines),
        root_product=1,
        days=chance.integers(15, 24, 12),
    )


@pytest.mark.pure
def test_a_thousand_random_trees_keep_every_cent():
    """Leaves, reserves and what nobody could take are the total, at every unit and in every month's sum."""
    chance = np.random.default_rng(20260520)
    for _ in range(1_000):
        shape = random_shape(chance)
        total = int(chance.integers(0, 10**13))
        reserves = {unit.pk: int(chance.integers(0, 5_000)) for unit in shape.units if unit.kind != "seat"}
        caps = {shape.units[int(i)].pk: total // 3 for i in chance.choice(shape.seats, 1)}
        weights = Weights(
            chance.integers(0, 1_000, (len(shape.seats), len(shape.lines))),
            chance.integers(1, 1_000, (len(shape.lines), 12)),
        )
        try:
            own = divide(shape, total, weights, Limits(caps=caps, reserves=reserves)).own
        except LimitsBreak:
            own = divide(shape, total, weights, Limits(reserves=reserves)).own
        assert int(own.months.sum()) == total
        assert own.months.min(initial=0) >= 0
        assert_units_add_up(shape, own, reserves, total)


def assert_units_add_up(shape: Shape, own, reserves: dict[int, int], total: int) -> None:
    """Every unit's reserve is its share of what the unit has, to the nearest cent."""
    whole = dict.fromkeys((unit.pk for unit in shape.units), 0)
    held = dict.fromkeys(whole, 0)
    parents = {unit.pk: unit.parent_id for unit in shape.units}
    for unit, line, months in zip(own.unit.tolist(), own.line.tolist(), own.months, strict=True):
        amount = int(months.sum())
        if line == "reserve":
            held[unit] += amount
        node = unit
        while node:
            whole[node] += amount
            node = parents[node]
    assert whole[shape.units[0].pk] == total
    children = set(parents.values())
    for unit, share in reserves.items():
        if held[unit] or (unit in children and whole[unit] * share >= 10_000):
            assert held[unit] == (whole[unit] * share + 5_000) // 10_000
