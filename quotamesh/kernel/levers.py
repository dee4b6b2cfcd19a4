"""How much of one lever alone makes the wish likely enough, and which input moves the result most."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from quotamesh.kernel.distributions import Floats
from quotamesh.kernel.feasible import Draws, Moves, People, moved, outcome
from quotamesh.kernel.resources import Drawn

# Where each lever stands now, and as far as anybody would go. Heads go as far as doubling the team; `together` is as
# many more heads as budget, both by the same part.
REACH = {
    "heads": (0.0, 0.0),
    "budget": (1.0, 5.0),
    "together": (0.0, 1.0),
    "conversion": (1.0, 3.0),
    "order_value": (1.0, 2.0),
    "uplift": (0.0, 1.0),
}
HALVINGS = 24
LOW_HIGH = (0.1, 0.9)


@dataclass(frozen=True)
class Lever:
    """`amount`: the place of the lever at which P(intent) is at least the wanted one, None where none is;
    `best`: P(intent) at the end of its reach; `then_binds`: what binds there."""

    name: str
    amount: float | None
    best: float
    then_binds: str


def levers(draws: Draws, intent: float, wanted: float, heads: int) -> list[Lever]:
    """Every lever, each alone, all others where they are. heads: people there are now."""
    return [_lever(draws, intent, wanted, name, heads) for name in REACH]


def _lever(draws: Draws, intent: float, wanted: float, name: str, heads: int) -> Lever:
    now, far = REACH[name]
    far = max(10.0, float(heads)) if name == "heads" else far

    def chance(value: float) -> float:
        return outcome(draws, pulled(name, value, heads)).probability(intent)

    end = outcome(draws, pulled(name, far, heads))
    best = end.probability(intent)
    binds = max(end.binding().items(), key=lambda item: item[1])[0]
    if chance(now) >= wanted:
        return Lever(name, now, best, binds)
    if best < wanted:
        return Lever(name, None, best, binds)
    low, high = now, far
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if chance(middle) >= wanted else (middle, high)
    return Lever(name, high, best, binds)


def pulled(name: str, value: float, heads: int) -> Moves:
    """One lever at this place, the others where they are."""
    if name == "together":
        return Moves(heads=value * heads, budget=1 + value)
    return moved(Moves(), name, value)


@dataclass(frozen=True)
class Swing:
    """`name` and `place` of an input; how the 50 % value changes with the input at its low and at its high end."""

    name: str
    place: int
    low: int
    high: int

    @property
    def width(self) -> int:
        return abs(self.high - self.low)


def tornado(draws: Draws) -> list[Swing]:
    """Every input at its 10 and 90 % value, the others as drawn; the widest first, those without effect left out."""
    middle = outcome(draws).amount_at(0.5)
    found = []
    for name, place, low, high in _inputs(draws):
        ends = [outcome(changed).amount_at(0.5) - middle for changed in (low, high)]
        found.append(Swing(name, place, *ends))
    return sorted((swing for swing in found if swing.width), key=lambda swing: -swing.width)


Ends = tuple[str, int, Draws, Draws]


def _inputs(draws: Draws) -> Iterator[Ends]:
    if draws.market is not None:
        yield _both("market", 0, _ends(draws.market), lambda end: replace(draws, market=end))
    if draws.people is not None:
        yield from _people(draws, draws.people)
    if draws.resources is not None:
        yield from _channels(draws, draws.resources)


def _people(draws: Draws, people: People) -> Iterator[Ends]:
    total = np.maximum(people.settled + people.fresh, 1e-9)

    def scaled(end: Floats) -> Draws:
        factor = end / total
        changed = replace(people, settled=people.settled * factor, fresh=people.fresh * factor)
        return replace(draws, people=changed)

    yield _both("team", 0, _ends(total), scaled)
    for place in range(len(people.lifts)):
        ends = _row_ends(people.lifts, place)
        yield _both("uplift", place, ends, lambda end: replace(draws, people=replace(people, lifts=end)))


def _channels(draws: Draws, resources: Drawn) -> Iterator[Ends]:
    for name, column in (("leads", "leads"), ("conversion", "conversion"), ("order_value", "value")):
        values = getattr(resources, column)

        def changed(end: Floats, column: str = column) -> Draws:
            return replace(draws, resources=replace(resources, **{column: end}))

        for place in range(len(values)):
            yield _both(name, place, _row_ends(values, place), changed)
    repeat = _ends(resources.repeat)
    yield _both("repeat", 0, repeat, lambda end: replace(draws, resources=replace(resources, repeat=end)))


def _both(name: str, place: int, ends: list[Floats], change: Callable[[Floats], Draws]) -> Ends:
    return name, place, change(ends[0]), change(ends[1])


def _ends(values: Floats) -> list[Floats]:
    return [np.full_like(values, end) for end in np.quantile(values, LOW_HIGH)]


def _row_ends(values: Floats, place: int) -> list[Floats]:
    found = []
    for end in np.quantile(values[place], LOW_HIGH):
        changed = values.copy()
        changed[place] = end
        found.append(changed)
    return found
