"""The split that is measured: a tree of regions, teams, people, product lines and months, with feasible bounds."""

from dataclasses import dataclass

import numpy as np

from quotamesh.kernel.split import split_tree
from quotamesh.kernel.tree import Tree

LINES, MONTHS, TEAM = 20, 12, 200
TOTAL = 9_876_543_210_12


@dataclass(frozen=True)
class Dimensions:
    """How many of each; people are spread evenly over teams, teams over regions."""

    regions: int
    teams: int
    people: int

    @classmethod
    def of(cls, people: int) -> "Dimensions":
        teams = max(2, people // TEAM)
        return cls(min(5, teams), teams, people)

    @property
    def cells(self) -> int:
        return self.people * LINES * MONTHS


@dataclass(frozen=True)
class Problem:
    """`first[level]`: the first node of each level, for 0 company to 5 months."""

    tree: Tree
    weights: np.ndarray
    floors: np.ndarray
    caps: np.ndarray
    first: tuple[int, ...]


def problem_of(dimensions: Dimensions, seed: int = 7) -> Problem:
    """Floors and caps of which about every second binds; those of a node are the sums of those below."""
    d, rng = dimensions, np.random.default_rng(seed)
    counts = (1, d.regions, d.teams, d.people, d.people * LINES, d.cells)
    first = tuple(np.cumsum([0, *counts[:-1]]).tolist())
    parents = np.concatenate(
        [[-1]]
        + [
            first[level - 1] + np.arange(count) * counts[level - 1] // count
            for level, count in enumerate(counts)
            if level
        ]
    )
    tree = Tree.from_parents(parents)
    weights = rng.integers(1, 1_000, len(tree))
    plain = split_tree(tree, TOTAL, weights).amount
    months = slice(first[5], None)
    low, high = np.zeros(len(tree), dtype=np.int64), np.zeros(len(tree), dtype=np.int64)
    low[months] = plain[months] * rng.integers(60, 95, d.cells) // 100
    high[months] = plain[months] * rng.integers(105, 140, d.cells) // 100 + 1
    changed = np.maximum(weights * rng.integers(50, 200, len(tree)) // 100, 1)
    return Problem(tree, changed, tree.rollup(low), tree.rollup(high), first)
