"""One driver solved for a wanted top, against one pass forward through the same tree."""

import numpy as np

from quotamesh.kernel.drivers_solve import solve
from quotamesh.site.bench.driver_trees import DRIVER, TOP, WEEKS, problem_of
from quotamesh.site.bench.measure import Case, Goal, Work


def run(case: Case) -> None:
    problem = problem_of(case.many(10_000, 10))
    tree, values = problem.tree, problem.values
    target = tree.forward(values, [TOP])[TOP] * 1.5
    case.compare(
        "one driver backward",
        Work(lambda: solve(tree, values, TOP, DRIVER, target)),
        "one pass forward",
        Work(lambda: tree.forward(values)),
        same=lambda ours, _: np.allclose(tree.forward({**values, DRIVER: ours})[TOP], target, rtol=1e-9),
        goals=(Goal("within", 5),),
        sizes={"nodes": len(tree.nodes), "cells": problem.units * WEEKS},
    )
