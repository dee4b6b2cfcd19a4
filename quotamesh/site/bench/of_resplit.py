"""One branch of a split again, against the whole."""

from collections.abc import Callable

import numpy as np

from quotamesh.kernel.split import Amounts, resplit, split_tree
from quotamesh.kernel.tree import Tree
from quotamesh.site.bench.measure import Case, Goal, Work
from quotamesh.site.bench.of_split import whole
from quotamesh.site.bench.problem import LINES, MONTHS, TOTAL, Dimensions, Problem, problem_of

OFTEN = 4


def run(case: Case) -> None:
    dimensions = Dimensions.of(case.many(10_000, 10))
    problem = problem_of(dimensions)
    amounts = split_tree(problem.tree, TOTAL, problem.weights, problem.floors, problem.caps)
    for title, level, goal, people in (
        ("one team", 2, 40, dimensions.people // dimensions.teams),
        ("one person", 3, 500, 1),
    ):
        node = problem.first[level]
        again = _again(problem, amounts, node)
        _check(problem, again(), node)
        case.compare(
            title,
            Work(again),
            "the whole tree",
            Work(lambda: whole(problem)),
            times=OFTEN,
            goals=(Goal("faster", goal),),
            sizes={"cells": people * LINES * MONTHS},
        )


def _again(problem: Problem, amounts: Amounts, node: int) -> Callable[[], Amounts]:
    """A little more for the node, then a little less, so that every run has work to do."""
    middle = int(problem.floors[node] + problem.caps[node]) // 2
    state = {"step": 1}

    def run() -> Amounts:
        state["step"] = -state["step"]
        return resplit(
            problem.tree, amounts, node, middle + state["step"] * middle // 1000,
            problem.weights, problem.floors, problem.caps, in_place=True,
        )  # fmt: skip

    return run


def _check(problem: Problem, found: Amounts, node: int) -> None:
    """The branch is what a split of the branch alone gives; everything still adds up."""
    branch = np.concatenate([np.arange(*span) for span in problem.tree.spans(node)])
    place = np.full(len(problem.tree), -1, dtype=np.int64)
    place[branch] = np.arange(len(branch))
    parents = np.concatenate([[-1], place[problem.tree.parents[branch[1:]]]])
    alone = split_tree(
        Tree.from_parents(parents), int(found.amount[node]),
        problem.weights[branch], problem.floors[branch], problem.caps[branch],
    )  # fmt: skip
    assert (alone.amount == found.amount[branch]).all()
    leaves = np.where(problem.tree.leaves, found.amount, 0)
    assert (problem.tree.rollup(leaves) == found.amount).all()
