"""Which sales paradigm fits a business line: probability, behaviour or project.

Source: the three indicators of the method (number of potential customers, maturity and explicitness of the need,
degree of standardisation of the solution). Many, explicit, standard: probability. Limited and named, explicit,
half-standard: behaviour. Goal known but path unknown, not standard: project.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from quotamesh.kernel.errors import KernelError

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

PARADIGMS = ("probability", "behaviour", "project")
INDICATORS = ("customers", "maturity", "standard")
FEW, MANY = 50.0, 2000.0
CLEAR = 0.15  # from this margin on the best paradigm is told apart from the next


class NotAnIndicator(KernelError):
    """`name` is not what it should be: customers at least 1, maturity and standard from 0 to 1."""

    def __init__(self, name: str, value: float) -> None:
        super().__init__(f"{name}: {value}")
        self.name, self.value = name, value


@dataclass(frozen=True)
class Fit:
    """How well each paradigm fits n lines.

    fits: float64 [n, 3] in the order of PARADIGMS, 0 to 1. parts: float64 [n, 3, 3], for each paradigm how well
    each of INDICATORS speaks for it; a fit is the mean of its parts. best: position in PARADIGMS, int64 [n];
    margin: the best fit less the second best, float64 [n].
    """

    fits: Floats
    parts: Floats
    best: npt.NDArray[np.int64]
    margin: Floats

    def misfit(self, in_use: npt.ArrayLike) -> Bools:
        """Whether another paradigm than the one in use (position in PARADIGMS) is best, and clearly so."""
        return np.asarray((self.best != np.asarray(in_use)) & (self.margin > CLEAR), dtype=np.bool_)


def many(customers: npt.ArrayLike) -> Floats:
    """Number of potential customers on a logarithmic scale: 0 up to 50, 1 from 2,000 on.

    Raises:
        NotAnIndicator: a number below 1 or not finite.
    """
    found = np.asarray(customers, dtype=np.float64)
    _refuse("customers", found, ~(np.isfinite(found) & (found >= 1)))
    return np.asarray(np.clip(np.log(found / FEW) / np.log(MANY / FEW), 0.0, 1.0))


def fit(customers: npt.ArrayLike, maturity: npt.ArrayLike, standard: npt.ArrayLike) -> Fit:
    """The fit of each paradigm for n lines; the three indicators broadcast to [n].

    Raises:
        NotAnIndicator: maturity or standard outside 0 to 1, customers below 1.
    """
    number, explicit, alike = np.broadcast_arrays(
        np.atleast_1d(many(customers)),
        np.atleast_1d(_share("maturity", maturity)),
        np.atleast_1d(_share("standard", standard)),
    )
    half = 1.0 - np.abs(2.0 * alike - 1.0)
    probability = np.stack([number, explicit, alike], axis=-1)
    behaviour = np.stack([1.0 - number, explicit, half], axis=-1)
    project = np.stack([1.0 - number, 1.0 - explicit, 1.0 - alike], axis=-1)
    parts = np.stack([probability, behaviour, project], axis=-2)
    fits = parts.mean(axis=-1)
    order = np.sort(fits, axis=-1)
    return Fit(fits, parts, np.argmax(fits, axis=-1), order[:, -1] - order[:, -2])


def _share(name: str, values: npt.ArrayLike) -> Floats:
    found = np.asarray(values, dtype=np.float64)
    _refuse(name, found, ~((found >= 0) & (found <= 1)))
    return found


def _refuse(name: str, values: Floats, wrong: Bools) -> None:
    if wrong.any():
        raise NotAnIndicator(name, float(np.atleast_1d(values)[np.atleast_1d(wrong)][0]))
