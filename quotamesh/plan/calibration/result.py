"""What comes of a run, as it is kept with it: words and pictures are made from this, never computed again."""

from typing import Any

import numpy as np

from quotamesh.kernel.feasible import DIMENSIONS, Outcome, curve, quantiles
from quotamesh.kernel.levers import levers, tornado
from quotamesh.kernel.methods import NoWeight, Range, combine, trend
from quotamesh.kernel.smart import Limits
from quotamesh.plan.calibration.basis import Basis
from quotamesh.plan.calibration.inputs import Inputs, even_at
from quotamesh.plan.calibration.simulate import DRAWS, TREND, State

Result = dict[str, Any]
POINTS = 61
SWINGS = 10


def verdict(probability: float, limits: Limits) -> str:
    """How a target stands that is reached with this probability: the limits are those of the SMART check."""
    if probability < limits.hard:
        return "out_of_reach" if probability < limits.out_of_reach else "ambitious"
    if probability > limits.easy:
        return "no_challenge" if probability > limits.no_challenge else "cautious"
    return "in_reach"


def answer_of(found: Outcome, intent: int, sureness: dict[str, float], limits: Limits) -> Result:
    """The answer to the page's question, for the inputs as they are or with the levers moved."""
    chance = found.probability(intent)
    binding = found.binding()
    return {
        "intent": intent,
        "probability": chance,
        "verdict": verdict(chance, limits),
        "commit": found.amount_at(sureness["commit"]),
        "target": found.amount_at(sureness["target"]),
        "stretch": found.amount_at(sureness["stretch"]),
        "binding": binding,
        "binds": max(binding, key=lambda name: binding[name]),
        "ranges": {name: list(amounts) for name, amounts in found.ranges().items()},
        "feasible": list(quantiles(found.feasible)),
        "curve": curve(found.feasible, POINTS, (float(intent),)),
    }


def result_of(state: State, basis: Basis, inputs: Inputs, intent: int, seed: int, limits: Limits) -> Result:
    """Everything the page shows, rows of units apart."""
    found = state.outcome()
    wanted = inputs["sureness"]["wanted"]
    heads = len(basis["people"]["seat"])
    swings = tornado(state.draws)[:SWINGS]
    methods = methods_of(found, basis, inputs, seed)
    return answer_of(found, intent, inputs["sureness"], limits) | {
        "heads": heads,
        "levers": [vars(lever) for lever in levers(state.draws, intent, wanted, heads)],
        "tornado": [vars(swing) for swing in swings],
        "methods": {name: vars(each) for name, each in methods.items()},
        "combined": _combined(methods, inputs["weights"]),
        "notices": notices_of(basis, inputs, found),
        "feasible_part": float(np.mean(found.feasible) / np.mean(found.amounts["team"]))
        if "team" in found.amounts
        else 1.0,
    }


def methods_of(found: Outcome, basis: Basis, inputs: Inputs, seed: int) -> dict[str, Range]:
    """Each way to set the target that has something to say."""
    methods = {"calibration": Range(*quantiles(found.feasible))}
    totals = np.array(basis["totals"], dtype=np.float64)
    drawn = trend(totals, 1, np.random.default_rng([seed, TREND]), DRAWS)
    if drawn:
        methods["trend"] = Range(*quantiles(drawn.draws))
    if "market" in found.amounts:
        methods["market"] = Range(*quantiles(found.amounts["market"]))
    if basis["experts"]:
        middle, spread = basis["experts"][:2]
        methods["experts"] = Range(middle - spread // 2, middle, middle + spread // 2)
    even = even_at(inputs)
    if even is not None:
        methods["break_even"] = Range(even, even, even)
    return methods


def _combined(methods: dict[str, Range], weights: dict[str, float]) -> dict[str, int] | None:
    try:
        return vars(combine(methods, weights))
    except NoWeight:
        return None


def notices_of(basis: Basis, inputs: Inputs, found: Outcome) -> list[list[Any]]:
    """What widens the range or is missing: (code, number)."""
    unknown = sum(basis["people"]["unknown"])
    told: list[list[Any]] = [["absent", name] for name in DIMENSIONS if name not in found.amounts]
    if basis["cycles"] < 3:
        told.append(["short_history", basis["cycles"]])
    if unknown:
        told.append(["without_history", unknown])
    if not basis["newcomers"]:
        told.append(["usual_ramp", 0])
    if not basis["experts"]:
        told.append(["no_experts", 0])
    return told
