"""Judgements as distributions: three points (low, likely, high) become a beta-PERT.

The PERT of a ≤ m ≤ b is a beta on [a, b] with α = 1 + 4(m − a) ÷ (b − a) and β = 1 + 4(b − m) ÷ (b − a); its mean
is (a + 4m + b) ÷ 6. Source: Malcolm et al., Application of a technique for research and development program
evaluation, Operations Research 7 (1959), 646-669.
"""

import numpy as np
import numpy.typing as npt

from quotamesh.kernel.errors import KernelError

Floats = npt.NDArray[np.float64]

WEIGHT = 4.0  # of the likely value; 4 is the classic PERT


class BadEstimate(KernelError):
    """Three points that are no estimate: `reason` is 'order' (low ≤ likely ≤ high is wanted) or 'not-finite';
    `place` is the index of the first wrong one in the flattened arrays."""

    def __init__(self, reason: str, place: int, low: float, likely: float, high: float) -> None:
        super().__init__(f"{reason} at {place}: {low}, {likely}, {high}")
        self.reason, self.place = reason, place
        self.low, self.likely, self.high = low, likely, high


def three_points(
    low: npt.ArrayLike, likely: npt.ArrayLike, high: npt.ArrayLike
) -> tuple[Floats, Floats, Floats]:
    """The three as float64 of one common shape. Raises BadEstimate."""
    arrays = np.broadcast_arrays(*(np.asarray(each, dtype=np.float64) for each in (low, likely, high)))
    a, m, b = (np.array(each) for each in arrays)
    for reason, wrong in (
        ("not-finite", ~(np.isfinite(a) & np.isfinite(m) & np.isfinite(b))),
        ("order", (a > m) | (m > b)),
    ):
        if wrong.any():
            place = int(np.flatnonzero(wrong.ravel())[0])
            raise BadEstimate(reason, place, *(float(each.ravel()[place]) for each in (a, m, b)))
    return a, m, b


def pert_mean(low: npt.ArrayLike, likely: npt.ArrayLike, high: npt.ArrayLike) -> Floats:
    """(a + 4m + b) ÷ 6, elementwise, in the unit of the points. Raises BadEstimate."""
    a, m, b = three_points(low, likely, high)
    return np.asarray((a + WEIGHT * m + b) / (WEIGHT + 2), dtype=np.float64)


def draw_pert(
    rng: np.random.Generator, low: npt.ArrayLike, likely: npt.ArrayLike, high: npt.ArrayLike, n: int
) -> Floats:
    """n draws of each: shape of the points + (n,), float64, in their unit, independent of each other.

    Where low equals high the draws are that value. Raises BadEstimate.
    """
    a, m, b = three_points(low, likely, high)
    width = b - a
    safe = np.where(width > 0, width, 1.0)
    alpha = 1 + WEIGHT * (m - a) / safe
    beta = 1 + WEIGHT * (b - m) / safe
    drawn = rng.beta(alpha[..., None], beta[..., None], size=(*a.shape, n))
    return np.asarray(a[..., None] + width[..., None] * drawn, dtype=np.float64)
