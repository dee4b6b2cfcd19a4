"""Facts summed over every ancestor, and shared credits."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotamesh.kernel.rollup import (
    OutsideAxis,
    SharesDoNotAddUp,
    distinct_cells,
    rollup_cells,
    rollup_cube,
    share_amounts,
)
from quotamesh.kernel.tree import Tree
from tests.kernel.forests import random_parents


def by_hand(units, products, periods, facts):
    sums, members = {}, {}
    for u, p, t, amount, entity in facts:
        for above in [u, *units.ancestors(u)]:
            for line in [p, *products.ancestors(p)]:
                for place in (t, periods):
                    key = (above, line, place)
                    sums[key] = sums.get(key, 0) + amount
                    members.setdefault(key, set()).add(entity)
    return sums, {key: len(found) for key, found in members.items()}


@pytest.mark.parametrize("seed", range(30))
def test_cube_cells_and_counts_equal_the_sums_by_hand(seed):
    rng = np.random.default_rng(seed)
    units, products = (Tree.from_parents(random_parents(rng, int(rng.integers(1, 12)))) for _ in range(2))
    size, periods = int(rng.integers(0, 40)), 4
    scale = 10**13 if seed % 2 else 2**55
    facts = np.stack(
        [
            rng.integers(0, len(units), size),
            rng.integers(0, len(products), size),
            rng.integers(0, periods, size),
            rng.integers(-scale, scale, size),
            rng.integers(0, 8, size),
        ]
    )
    sums, counts = by_hand(units, products, periods, facts.T.tolist())
    axes = (units, products, periods, *facts[:3])
    cube = rollup_cube(*axes, facts[3])
    assert {key: int(cube[key]) for key in sums} == sums
    assert np.abs(cube).sum() == sum(abs(np.int64(value)) for value in sums.values())
    keys, values = rollup_cells(*axes, facts[3])
    where = list(zip(*(axis.tolist() for axis in np.unravel_index(keys, cube.shape)), strict=True))
    assert dict(zip(where, values.tolist(), strict=True)) == sums
    keys, values = distinct_cells(*axes, facts[4])
    assert dict(zip(where, values.tolist(), strict=True)) == counts
    assert (rollup_cube(*axes, facts[3], total=False) == cube[:, :, :periods]).all()


def test_facts_outside_are_refused():
    tree = Tree.from_parents([-1])
    with pytest.raises(OutsideAxis) as error:
        rollup_cube(tree, tree, 12, [0, 0], [0, 0], [3, 12], [1, 1])
    assert (error.value.axis, error.value.line, error.value.value) == ("period", 1, 12)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(-(10**13), 10**13), st.integers(1, 9_999)), min_size=1, max_size=20))
def test_shared_lines_add_up(lines):
    amounts = [amount for amount, _ in lines]
    shares = [share for _, first in lines for share in (first, 10_000 - first)]
    parts = share_amounts(amounts, np.arange(len(lines) + 1) * 2, shares)
    assert parts.reshape(-1, 2).sum(axis=1).tolist() == amounts


def test_shares_that_do_not_add_up_are_refused():
    with pytest.raises(SharesDoNotAddUp) as error:
        share_amounts([100, 100], [0, 1, 3], [10_000, 6_000, 3_000])
    assert (error.value.group, error.value.sum) == (1, 9_000)
