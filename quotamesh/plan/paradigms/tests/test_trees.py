"""Changing the document of a tree."""

import pytest

from quotamesh.kernel.drivers_errors import Circle
from quotamesh.kernel.drivers_templates import TEMPLATES
from quotamesh.plan.paradigms.errors import NodeInUse, TooManyNodes, WrongNode
from quotamesh.plan.paradigms.patterns import PATTERNS, fresh_tree, name_of
from quotamesh.plan.paradigms.queries import solution_of
from quotamesh.plan.paradigms.trees import MOST, TreeNode, added, changed, read, removed, written

pytestmark = pytest.mark.pure
LEADS_ONLY = {"conversion": 0.15, "order_value": 10_000_00.0}


def probability():
    return fresh_tree("probability")


@pytest.mark.parametrize("paradigm", TEMPLATES)
def test_every_node_of_a_template_has_a_name_and_survives_storing(paradigm):
    nodes = fresh_tree(paradigm)
    assert read(written(nodes)) == nodes
    assert all(key in PATTERNS and name_of(node) for key, node in nodes.items())


def test_the_tree_is_solved_as_far_as_values_reach():
    found = solution_of(probability(), "leads", 1_500_000_00, LEADS_ONLY)
    assert found.needed["leads"] == pytest.approx(1_000)
    assert found.trouble is None
    deeper = solution_of(probability(), "calls_per_day", 1_500_000_00, LEADS_ONLY)
    assert deeper.needed["leads"] == pytest.approx(1_000)
    assert deeper.trouble.node == "calls_per_lead"


def test_a_new_driver_below_a_leaf_makes_a_product_of_it():
    nodes = added(probability(), "order_value", TreeNode("own_1", name="Items", value=3))
    nodes = added(nodes, "order_value", TreeNode("own_2", unit="money", name="Price", value=500_00))
    found = solution_of(nodes, "leads", None, {"leads": 10, "conversion": 0.5})
    assert (nodes["order_value"].kind, found.today["revenue"]) == ("product", 5 * 3 * 500_00)


def test_what_only_hung_on_a_removed_node_goes_along():
    nodes = removed(probability(), "visits")
    assert not {"visits", "visits_per_lead"} & set(nodes)
    assert "leads" in nodes
    left = removed(removed(nodes, "conversion"), "leads")
    assert left["customers"].is_leaf
    assert "calls" not in left


def test_what_may_not_be_changed_is_refused():
    nodes = probability()
    for refused in ("revenue", "calls_per_lead"):
        with pytest.raises(NodeInUse):
            removed(nodes, refused)
    with pytest.raises(NodeInUse):
        added(nodes, "leads", TreeNode("own_1"))
    with pytest.raises(Circle):
        changed(nodes, "conversion", kind="sum", drivers=("revenue",))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"unit": "kilo"}, "unit"), ({"kind": "power"}, "kind"), ({"value": -1}, "value"), ({"value": 1.2}, "value"),
        ({"value": float("nan")}, "value"), ({"value": 1e300}, "value"), ({"indicator": "coverage"}, "indicator"),
        ({"indicator": "weather"}, "indicator"), ({"bearer": "ceo"}, "bearer"), ({"name": "x" * 61}, "name"),
        ({"key": "Not a key"}, "key"),
    ],
)  # fmt: skip
def test_a_wrong_field_is_named(values, field):
    document = {"key": "own_1", "unit": "share"} | values
    with pytest.raises(WrongNode) as refused:
        read([*written(probability()), document])
    assert refused.value.field == field


def test_a_tree_without_a_top_or_with_too_many_nodes_is_none():
    with pytest.raises(WrongNode):
        read([{"key": "leads"}])
    with pytest.raises(TooManyNodes):
        read([{"key": f"n{i}"} for i in range(MOST + 1)])
