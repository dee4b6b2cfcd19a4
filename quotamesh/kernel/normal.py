"""The normal distribution for whole arrays, without a statistics package."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_A = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)
_P = 0.3275911


def normal_cdf(x: npt.ArrayLike) -> Floats:
    """Φ(x), elementwise, off by at most 1e-7.

    Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26.
    """
    values = np.asarray(x, dtype=np.float64) / np.sqrt(2)
    t = 1 / (1 + _P * np.abs(values))
    tail = t * (_A[0] + t * (_A[1] + t * (_A[2] + t * (_A[3] + t * _A[4]))))
    erf = 1 - tail * np.exp(-values * values)
    return np.asarray(0.5 * (1 + np.copysign(erf, values)), dtype=np.float64)
