"""Trees: order, subtrees, sums."""

import numpy as np
import pytest

from quotamesh.kernel.tree import CycleFound, NoSuchParent, Tree
from tests.kernel.forests import random_parents


def descendants(parents, node):
    found = {node}
    for _ in parents:
        found |= {i for i, p in enumerate(parents) if p in found}
    return found


@pytest.mark.parametrize("seed", range(40))
def test_subtrees_and_sums_of_random_forests(seed):
    rng = np.random.default_rng(seed)
    parents = random_parents(rng, int(rng.integers(3, 40)), roots=int(rng.integers(1, 3)))
    tree, values = Tree.from_parents(parents), rng.integers(-(10**12), 10**12, (len(parents), 2))
    sums = tree.rollup(values)
    for node in range(len(parents)):
        below = descendants(parents.tolist(), node)
        assert set(tree.subtree(node).tolist()) == below
        assert tree.subtree(node)[0] == node
        assert {int(n) for a, b in tree.spans(node) for n in tree.order[a:b]} == below
        assert (sums[node] == values[sorted(below)].sum(axis=0)).all()
        assert (tree.rollup(values[:, 0]) == sums[:, 0]).all()
        assert tree.children(node).tolist() == [i for i, p in enumerate(parents) if p == node]
        assert tree.depth[node] == len(tree.ancestors(node))
        assert bool(tree.leaves[node]) == (len(below) == 1)


def test_circles_and_strangers_are_refused():
    with pytest.raises(CycleFound) as circle:
        Tree.from_parents([-1, 0, 3, 2, 3])
    assert circle.value.nodes == [2, 3, 4]
    with pytest.raises(NoSuchParent) as stranger:
        Tree.from_parents([-1, 7])
    assert (stranger.value.node, stranger.value.parent) == (1, 7)


def test_empty_and_single():
    assert Tree.from_parents([]).rollup([]).tolist() == []
    assert Tree.from_parents([-1]).rollup([5]).tolist() == [5]
