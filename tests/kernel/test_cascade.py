"""Whole trees: conservation at every node, and edits that equal the full computation."""

import numpy as np
import pytest

from quotamesh.kernel.split import (
    BadShare,
    CapsBelowTotal,
    FloorsAboveTotal,
    ShapeMismatch,
    resplit,
    split_one,
    split_tree,
)
from quotamesh.kernel.tree import Tree
from tests.kernel.forests import random_parents


def problem(seed, largest=40):
    rng = np.random.default_rng(seed)
    tree = Tree.from_parents(random_parents(rng, int(rng.integers(2, largest))))
    count = len(tree)
    weights = rng.integers(1, 1000, count) if seed % 2 else rng.lognormal(0, 1, count)
    total = int(rng.integers(-(10**13), 10**13)) if seed % 5 else int(rng.integers(0, 100))
    return rng, tree, total, weights


def conserved(tree, amounts):
    below = np.zeros(len(tree), dtype=np.int64)
    child = tree.parents >= 0
    np.add.at(below, tree.parents[child], amounts.amount[child])
    inner = ~tree.leaves
    return (amounts.amount == amounts.reserve + below - amounts.over)[inner].all() and not (
        amounts.reserve[tree.leaves].any()
    )


@pytest.mark.parametrize("block", range(10))
def test_a_thousand_trees_conserve_at_every_node(block):
    for seed in range(block * 100, block * 100 + 100):
        rng, tree, total, weights = problem(seed)
        reserve = rng.integers(0, 3000, len(tree))
        over = rng.integers(0, 2000, len(tree)) if seed % 3 == 0 else None
        amounts = split_tree(tree, total, weights, reserve_bp=reserve, over_bp=over)
        assert conserved(tree, amounts)
        assert amounts.amount[tree.order[0]] == total
        if over is None:
            assert (
                tree.rollup(np.where(tree.leaves, amounts.amount, amounts.reserve)) == amounts.amount
            ).all()


@pytest.mark.parametrize("seed", range(100))
def test_bounds_are_kept_in_trees(seed):
    rng, tree, total, weights = problem(seed)
    usual = split_tree(tree, abs(total), weights, reserve_bp=500).amount
    pinned = rng.random(len(tree)) < 0.3
    floors = np.where(pinned, usual - usual // 20, 0)
    caps = np.where(pinned, usual + usual // 10, 10**14)
    try:
        amounts = split_tree(tree, abs(total), weights, floors, caps, reserve_bp=500)
    except (FloorsAboveTotal, CapsBelowTotal):
        return
    assert conserved(tree, amounts)
    below = tree.parents >= 0
    assert ((floors <= amounts.amount) & (amounts.amount <= caps))[below].all()


def test_every_node_is_split_as_alone():
    _, tree, total, weights = problem(7)
    amounts = split_tree(tree, total, weights, reserve_bp=1234)
    for node in np.nonzero(~tree.leaves)[0]:
        children = tree.children(node)
        parts, reserve = split_one(int(amounts.amount[node]), weights[children], reserve_bp=1234)
        assert (parts, reserve) == (amounts.amount[children].tolist(), amounts.reserve[node])


@pytest.mark.parametrize("seed", range(60))
def test_pinned_edits_equal_the_full_computation(seed):
    rng, tree, total, weights = problem(seed)
    total, count = abs(total), len(tree)
    floors, caps = np.zeros(count, dtype=np.int64), np.full(count, 10**15)
    amounts = split_tree(tree, total, weights, floors, caps, 300)
    for node in rng.permutation(np.nonzero(tree.parents >= 0)[0])[:6]:
        siblings = tree.children(int(tree.parents[node]))
        value = (
            int(amounts.amount[node] * rng.uniform(0.5, 1.2)) if len(siblings) > 1 else amounts.amount[node]
        )
        try:
            edited = resplit(tree, amounts, node, value, weights, floors, caps, 300, carry="siblings")
        except (FloorsAboveTotal, CapsBelowTotal):
            continue
        amounts = edited
        floors[node] = caps[node] = value
        whole = split_tree(tree, total, weights, floors, caps, 300)
        assert (whole.amount == amounts.amount).all()
        assert (whole.reserve == amounts.reserve).all()


@pytest.mark.parametrize("seed", range(60))
def test_edits_carried_upwards_equal_the_full_computation(seed):
    rng, tree, total, weights = problem(seed)
    amounts = start = split_tree(tree, total, weights, reserve_bp=700)
    edits: dict[int, int] = {}
    for node in rng.integers(0, len(tree), 6).tolist():
        value = int(rng.integers(-(10**12), 10**12))
        amounts = resplit(tree, amounts, node, value, weights, reserve_bp=700)
        edits = {n: v for n, v in edits.items() if n not in tree.subtree(node)} | {node: value}
        assert conserved(tree, amounts)
        own = np.where(tree.leaves, start.amount, start.reserve)
        for edited, amount in edits.items():
            part = split_tree(below(tree, edited), amount, weights[tree.subtree(edited)], reserve_bp=700)
            own[tree.subtree(edited)] = np.where(below(tree, edited).leaves, part.amount, part.reserve)
        assert (tree.rollup(own) == amounts.amount).all()


def below(tree, node):
    members = tree.subtree(node)
    spot = {int(n): i for i, n in enumerate(members)}
    return Tree.from_parents([-1] + [spot[int(tree.parents[n])] for n in members[1:]])


def test_in_place_and_errors_with_node_numbers():
    tree = Tree.from_parents([2, 2, 3, -1, 3])
    amounts = split_tree(tree, 1000, [1, 1, 1, 1, 1])
    assert resplit(tree, amounts, 2, 700, [1] * 5, in_place=True) is amounts
    assert amounts.amount.tolist() == [350, 350, 700, 1200, 500]
    with pytest.raises(FloorsAboveTotal) as error:
        split_tree(tree, 1000, [1] * 5, floors=[400, 200, 0, 0, 0])
    assert (error.value.group, error.value.children) == (2, [0])
    with pytest.raises(BadShare) as share:
        split_tree(tree, 1000, [1] * 5, reserve_bp=[0, 0, 10_001, 0, 0])
    assert share.value.node == 2
    with pytest.raises(ShapeMismatch):
        split_tree(tree, [1, 2], [1] * 5)


def test_over_assignment_is_apart_from_the_reserve():
    tree = Tree.from_parents([-1, 0, 0])
    amounts = split_tree(tree, 1_000_00, [1, 3, 1], reserve_bp=1000, over_bp=[500, 0, 0])
    assert amounts.amount.tolist() == [1_000_00, 708_75, 236_25]
    assert (amounts.reserve[0], amounts.over[0]) == (100_00, 45_00)
