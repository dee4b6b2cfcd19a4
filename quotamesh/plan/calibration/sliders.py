"""The levers as sliders: heads as people, everything else in per cent of what it is now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from quotamesh.kernel.feasible import Moves
from quotamesh.plan.calibration.models import Run
from quotamesh.plan.calibration.words import LEVER_NAMES, amount

LEAST_HEADS = 10


@dataclass(frozen=True)
class Slider:
    name: str
    label: Any
    low: int
    high: int
    now: int
    unit: str
    step: int = 1


def sliders_of(run: Run, currency: str) -> list[Slider]:
    heads = max(LEAST_HEADS, run.result["heads"])
    return [
        Slider(
            "intent",
            gettext_lazy("The wish: %(wish)s times") % {"wish": amount(run.intent, currency)},
            50,
            150,
            100,
            "%",
        ),
        Slider("heads", LEVER_NAMES["heads"], 0, heads, 0, "+"),
        Slider("budget", LEVER_NAMES["budget"], 50, 300, 100, "%", 5),
        Slider("conversion", LEVER_NAMES["conversion"], 50, 200, 100, "%", 5),
        Slider("order_value", LEVER_NAMES["order_value"], 50, 200, 100, "%"),
        Slider("uplift", LEVER_NAMES["uplift"], 100, 200, 100, "%"),
    ]


def read_sliders(values: Mapping[str, str], run: Run) -> tuple[Moves, int]:
    """Places of the levers, each kept within its slider, and the wish that goes with them."""
    at = {slider.name: _within(values.get(slider.name), slider) for slider in sliders_of(run, "CNY")}
    moves = Moves(
        heads=float(at["heads"]),
        budget=at["budget"] / 100,
        conversion=at["conversion"] / 100,
        order_value=at["order_value"] / 100,
        uplift=at["uplift"] / 100 - 1,
    )
    return moves, run.intent * at["intent"] // 100


def _within(text: str | None, slider: Slider) -> int:
    if not text or not text.isascii() or not text.isdecimal() or len(text) > 6:
        return slider.now
    return min(max(int(text), slider.low), slider.high)
