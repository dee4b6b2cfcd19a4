"""The driver tree that is measured: thirty nodes over units × weeks."""

from dataclasses import dataclass

import numpy as np

from quotamesh.kernel.drivers import DriverTree, Node

WEEKS = 52
SEGMENTS = 5
TOP, DRIVER = "revenue", "calls_0"


@dataclass(frozen=True)
class Problem:
    tree: DriverTree
    values: dict[str, np.ndarray]
    units: int


def problem_of(units: int, seed: int = 7) -> Problem:
    """Five segments of product and ratio below one sum; four of the leaves stand in every cell."""
    rng = np.random.default_rng(seed)
    nodes = [Node(TOP, "sum", tuple(f"segment_{s}" for s in range(SEGMENTS)))]
    values: dict[str, np.ndarray] = {}
    for s in range(SEGMENTS):
        calls, per_lead, value = f"calls_{s}", f"calls_per_lead_{s}", f"order_value_{s}"
        nodes.append(Node(f"segment_{s}", "product", (f"leads_{s}", value)))
        nodes.append(Node(f"leads_{s}", "ratio", (calls, per_lead)))
        nodes += [Node(calls), Node(per_lead), Node(value)]
        values[calls] = rng.uniform(10, 100, (units, WEEKS))
        values[per_lead] = rng.uniform(5, 10, (units, 1))
        values[value] = rng.uniform(1_000, 2_000, WEEKS)
    nodes += [Node("hours", "product", (*(f"calls_{s}" for s in range(3)), "minutes")), Node("minutes")]
    nodes += [Node("cost", "product", ("hours", "wage")), Node("wage")]
    values |= {"minutes": np.array(0.2), "wage": np.array(80.0)}
    tree = DriverTree(nodes)
    assert len(tree.nodes) == 30
    return Problem(tree, values, units)
