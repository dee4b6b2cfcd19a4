"""Random trees for the tests of the kernel."""

import numpy as np


def random_parents(rng: np.random.Generator, count: int, roots: int = 1) -> np.ndarray:
    """Parent indices of a forest in random order of its nodes."""
    parents = np.array([-1] * roots + [rng.integers(0, i) for i in range(roots, count)])
    shuffle = rng.permutation(count)
    mixed = np.empty(count, dtype=np.int64)
    mixed[shuffle] = np.where(parents < 0, -1, shuffle[parents])
    return mixed
