"""The inputs of a calibration as they are kept: three points each, and who entered them when and from what source."""

from copy import deepcopy
from fractions import Fraction
from typing import Any

import numpy as np

from quotamesh.kernel.breakeven import break_even
from quotamesh.kernel.resources import FIELDS, Resources

Inputs = dict[str, Any]
Points = list[float]

METHODS = ("calibration", "trend", "market", "experts", "break_even")
ALL, FRESH = "all", "fresh"
MONTHS = 12
EMPTY: Inputs = {
    "stay": None,
    "uplifts": [],
    "channels": [],
    "repeat": None,
    "break_even": None,
    "weights": {"calibration": 3, "trend": 1, "market": 1, "experts": 1, "break_even": 0},
    "sureness": {"commit": 0.70, "target": 0.50, "stretch": 0.20, "wanted": 0.50},
}
WITH_SOURCE = ("uplifts", "channels")
STAMP = ("by", "on")


def completed(inputs: Inputs) -> Inputs:
    """Inputs with everything that was left out."""
    return deepcopy(EMPTY) | deepcopy(inputs)


def resources_of(inputs: Inputs) -> Resources | None:
    """The channels as the kernel takes them; None where nothing is entered. Raises BadChannel, BadEstimate."""
    channels = inputs["channels"]
    if not channels and not inputs["repeat"]:
        return None
    figures = np.array([[channel[name] for channel in channels] for name in FIELDS], dtype=np.float64)
    figures = figures.reshape(len(FIELDS), len(channels), 3).transpose(0, 2, 1)
    repeat = (inputs["repeat"] or {}).get("amount") or [0, 0, 0]
    return Resources(figures, np.array(repeat, dtype=np.float64))


def part_of_year(uplift: dict[str, Any]) -> float:
    """How much of an uplift the year sees: the share of people times the months from its start on."""
    return float(uplift["share"]) * (MONTHS + 1 - int(uplift["month"])) / MONTHS


def even_at(inputs: Inputs) -> int | None:
    """The break-even; None where it is not described. Raises NoMargin, NegativeCost."""
    given = inputs["break_even"]
    if not given:
        return None
    return break_even(given["fixed_cost"], given["profit"], Fraction(given["margin"]))


def stamped(before: Inputs, after: Inputs, name: str, day: str) -> Inputs:
    """Every row that is new or differs bears who entered it and when; the others keep what they bore."""
    known = {part: [_bare(row) for row in before.get(part) or []] for part in WITH_SOURCE}
    for part in WITH_SOURCE:
        for row in after[part]:
            place = known[part].index(_bare(row)) if _bare(row) in known[part] else None
            old = before[part][place] if place is not None else {}
            row |= {"by": old.get("by", name), "on": old.get("on", day)}
    for part in ("repeat", "break_even"):
        if after[part]:
            same = before.get(part) and _bare(before[part]) == _bare(after[part])
            old = before[part] if same else {}
            after[part] |= {"by": old.get("by", name), "on": old.get("on", day)}
    return after


def _bare(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in STAMP}
