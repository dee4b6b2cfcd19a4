"""The kernel's split of a whole tree against the same in plain integers."""

import numpy as np

from quotamesh.kernel.split import split_reference, split_tree
from quotamesh.kernel.tree import Tree
from quotamesh.site.bench.measure import Case, Goal, Work
from quotamesh.site.bench.problem import TOTAL, Dimensions, Problem, problem_of


def run(case: Case) -> None:
    dimensions = Dimensions.of(case.many(10_000, 10))
    problem = problem_of(dimensions)
    lists = Lists(problem)
    case.compare(
        "whole tree, floors and caps",
        Work(lambda: whole(problem)),
        "plain Python integers",
        Work(lists.split),
        same=lambda ours, theirs: ours.tolist() == theirs,
        goals=(Goal("faster", 12),),
        sizes={"people": dimensions.people, "cells": dimensions.cells},
    )


def whole(problem: Problem) -> np.ndarray:
    return split_tree(problem.tree, TOTAL, problem.weights, problem.floors, problem.caps).amount


class Lists:
    """The same problem as Python lists, level by level."""

    def __init__(self, problem: Problem):
        self.edges = (*problem.first, len(problem.tree))
        self.offsets = _offsets(problem.tree, self.edges)
        self.weights = problem.weights.tolist()
        self.floors, self.caps = problem.floors.tolist(), problem.caps.tolist()

    def split(self) -> list[int]:
        amounts = [TOTAL]
        above = amounts
        for level, offsets in enumerate(self.offsets, start=1):
            part = slice(self.edges[level], self.edges[level + 1])
            above = split_reference(
                above, offsets, self.weights[part], self.floors[part], self.caps[part]
            )  # fmt: skip
            amounts = amounts + above
        return amounts


def _offsets(tree: Tree, edges: tuple[int, ...]) -> list[list[int]]:
    """For every level below the root where the children of each node above begin."""
    return [
        (tree.first[edges[level - 1] : edges[level] + 1] - edges[level]).tolist()
        for level in range(1, len(edges) - 1)
    ]
