"""Driver trees forward and backward."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotamesh.kernel.drivers import DriverTree, Node
from quotamesh.kernel.drivers_errors import (
    AboveOne,
    BelowZero,
    Circle,
    DividesByZero,
    DoubledNode,
    MoreThanOneWay,
    NoEffect,
    NotANumber,
    NoValue,
    UnknownNode,
    WrongChildren,
)
from quotamesh.kernel.drivers_solve import required, solve, whole
from quotamesh.kernel.drivers_templates import PROBABILITY, TEMPLATES

pytestmark = pytest.mark.pure


def test_the_figures_of_the_method():
    """1,000 leads × 15 % = 150 customers; 1,500,000 needs 1,000 leads; 3.2 calls per person and working day."""
    tree = PROBABILITY.tree
    values = {"conversion": 0.15, "order_value": 10_000}
    assert tree.forward(values | {"leads": 1_000}, ["customers"])["customers"] == 150
    assert whole(solve(tree, values, "revenue", "leads", 1_500_000)) == 1_000
    values |= {"calls_per_lead": 8, "people": 10, "working_days": 250}
    found = required(tree, values, PROBABILITY.main, 1_500_000)
    assert {key: round(float(value), 9) for key, value in found.items()} == {
        "revenue": 1_500_000, "customers": 150, "leads": 1_000, "calls": 8_000, "calls_per_day": 3.2,
    }  # fmt: skip


def test_the_way_ends_where_something_is_not_known():
    found = required(PROBABILITY.tree, {"order_value": 10_000}, PROBABILITY.main, 1_500_000)
    assert list(found) == ["revenue", "customers"]
    with pytest.raises(NoValue) as refused:
        solve(PROBABILITY.tree, {"order_value": 10_000}, "revenue", "leads", 1)
    assert refused.value.node == "conversion"


@pytest.mark.parametrize("paradigm", TEMPLATES)
def test_every_template_can_be_solved_along_its_main_way(paradigm):
    template = TEMPLATES[paradigm]
    values = {leaf: 0.5 if template.tree.nodes[leaf].share else 3.0 for leaf in template.tree.leaves}
    target = float(template.tree.forward(values)[template.top])
    found = required(template.tree, values, template.main, target)
    assert list(found) == list(template.main)
    assert template.driver in found
    assert found[template.end] == pytest.approx(values[template.end])


@st.composite
def trees(draw):
    """A random tree of up to 30 nodes with values for its leaves over 3 units × 2 periods, all above zero."""
    count = draw(st.integers(2, 30))
    children: dict[int, list[int]] = {n: [] for n in range(count)}
    for n in range(1, count):
        free = [p for p in range(n) if len(children[p]) < 4]
        children[draw(st.sampled_from(free))].append(n)
    nodes, values = [], {}
    for n, below in children.items():
        kinds = {0: ["leaf"], 2: ["sum", "product", "ratio"]}.get(len(below), ["sum", "product"])
        kind = draw(st.sampled_from(kinds))
        nodes.append(Node(f"n{n}", kind, tuple(f"n{c}" for c in below)))
        if kind == "leaf":
            shape = draw(st.sampled_from([(), (3, 1), (2,), (3, 2)]))
            size = int(np.prod(shape))
            cells = draw(st.lists(st.floats(0.5, 2), min_size=size, max_size=size))
            values[f"n{n}"] = np.array(cells).reshape(shape)
    return DriverTree(nodes), values


@given(trees(), st.data())
def test_forward_of_the_solution_is_the_target(drawn, data):
    tree, values = drawn
    driver = data.draw(st.sampled_from(list(tree.nodes)))
    now = tree.forward(values)["n0"]
    target = now * data.draw(st.floats(1, 1.2))
    try:
        found = solve(tree, values, "n0", driver, target)
    except BelowZero:
        return
    again = tree.forward(values | {driver: found})["n0"]
    np.testing.assert_allclose(again, np.broadcast_to(target, again.shape), rtol=1e-9)


@given(trees())
def test_all_units_at_once_are_each_alone(drawn):
    tree, values = drawn
    whole_top = np.broadcast_to(tree.forward(values)["n0"], (3, 2))
    for unit in range(3):
        for period in range(2):
            alone = {key: np.broadcast_to(cells, (3, 2))[unit, period] for key, cells in values.items()}
            assert tree.forward(alone)["n0"] == whole_top[unit, period]


@pytest.mark.parametrize(
    ("nodes", "error", "node"),
    [
        ([Node("a", "sum", ("b",)), Node("b", "sum", ("c",)), Node("c", "sum", ("a",))], Circle, "a"),
        ([Node("a", "sum", ("a",))], Circle, "a"),
        ([Node("a"), Node("a")], DoubledNode, "a"),
        ([Node("a", "sum", ("b",))], UnknownNode, "b"),
        ([Node("a", "ratio", ("b",)), Node("b")], WrongChildren, "a"),
        ([Node("a", "product")], WrongChildren, "a"),
        ([Node("a", "leaf", ("b",)), Node("b")], WrongChildren, "a"),
        ([Node("a", "power", ("b",)), Node("b")], WrongChildren, "a"),
    ],
)
def test_what_is_no_tree_is_named(nodes, error, node):
    with pytest.raises(error) as refused:
        DriverTree(nodes)
    assert refused.value.node == node


def test_the_way_of_a_circle_is_told():
    with pytest.raises(Circle) as refused:
        DriverTree([Node("t", "sum", ("a",)), Node("a", "sum", ("b",)), Node("b", "sum", ("a",))])
    assert refused.value.way == ("a", "b")


def test_a_deep_tree_needs_no_recursion():
    chain = [Node(f"n{i}", "sum", (f"n{i + 1}",)) for i in range(5_000)]
    assert DriverTree([*chain, Node("n5000")]).forward({"n5000": 2})["n0"] == 2


RATE = DriverTree([Node("top", "ratio", ("a", "b")), Node("a"), Node("b")])
SUM = DriverTree([Node("top", "sum", ("a", "b")), Node("a"), Node("b")])
SHARE = DriverTree([Node("top", "product", ("n", "rate")), Node("n"), Node("rate", share=True)])
SQUARE = DriverTree([Node("top", "product", ("a", "a2")), Node("a2", "sum", ("a",)), Node("a"), Node("b")])


@pytest.mark.parametrize(
    ("tree", "values", "driver", "target", "error"),
    [
        (SUM, {"b": 8}, "a", 5, BelowZero),
        (SHARE, {"n": 10}, "rate", 11, AboveOne),
        (SHARE, {"rate": [0.5, 0]}, "n", 11, NoEffect),
        (RATE, {"a": 3}, "b", 0, NoEffect),
        (SQUARE, {}, "a", 4, MoreThanOneWay),
        (SQUARE, {"a": 1}, "b", 4, NoEffect),
        (SUM, {"b": 1}, "c", 4, UnknownNode),
        (SUM, {"b": float("inf")}, "a", 4, NotANumber),
        (SUM, {"b": 1}, "a", float("nan"), NotANumber),
    ],
)
def test_what_cannot_be_solved_says_why(tree, values, driver, target, error):
    with pytest.raises(error):
        solve(tree, values, "top", driver, target)


def test_many_units_are_solved_block_by_block_as_all_at_once():
    n = np.arange(1.0, 2_603.0).reshape(1_301, 2)
    found = solve(SHARE, {"n": n * 4}, "top", "rate", n)
    assert found.shape == (1_301, 2)
    assert (found == 0.25).all()
    broken = n * 4
    broken[1_200, 1] = 0
    with pytest.raises(NoEffect) as refused:
        solve(SHARE, {"n": broken}, "top", "rate", n)
    assert refused.value.at == (1_200, 1)


def test_the_cell_of_a_division_by_zero_is_told():
    with pytest.raises(DividesByZero) as refused:
        RATE.forward({"a": 1, "b": [[1, 1], [1, 0]]})
    assert (refused.value.node, refused.value.at) == ("top", (1, 1))


def test_whole_numbers_suffice_and_are_not_more_than_needed():
    assert whole([1000.0000000001, 999.2, 3.0, 0.1 + 0.2]).tolist() == [1000, 1000, 3, 1]
