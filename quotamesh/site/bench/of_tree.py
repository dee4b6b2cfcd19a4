"""A driver tree forward over all units and weeks at once, against one cell after the other."""

import numpy as np

from quotamesh.site.bench.driver_trees import WEEKS, Problem, problem_of
from quotamesh.site.bench.measure import Case, Goal, Work

FASTER = 20


def run(case: Case) -> None:
    problem = problem_of(case.many(10_000, 3))
    case.compare(
        "every node forward",
        Work(lambda: problem.tree.forward(problem.values)),
        "plain Python, cell after cell",
        Work(lambda: cell_after_cell(problem)),
        same=lambda ours, theirs: np.allclose(ours["revenue"], theirs, rtol=1e-12),
        most=3,
        goals=(Goal("faster", FASTER),),
        sizes={"nodes": len(problem.tree.nodes), "cells": problem.units * WEEKS},
    )


def cell_after_cell(problem: Problem) -> list[list[float]]:
    """The top of every cell from numbers, without arrays."""
    shape = (problem.units, WEEKS)
    lists = {key: np.broadcast_to(cells, shape).tolist() for key, cells in problem.values.items()}
    return [
        [_top(problem, {key: cells[u][w] for key, cells in lists.items()}) for w in range(WEEKS)]
        for u in range(problem.units)
    ]


def _top(problem: Problem, found: dict[str, float]) -> float:
    for key in problem.tree.order:
        node = problem.tree.nodes[key]
        below = [found[each] for each in node.drivers]
        if node.kind == "sum":
            found[key] = sum(below)
        elif node.kind == "ratio":
            found[key] = below[0] / below[1]
        elif node.kind == "product":
            found[key] = 1.0
            for each in below:
                found[key] *= each
    return found["revenue"]
