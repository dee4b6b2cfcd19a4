"""What open deals are worth: close probability and time to close from a company's own history.

Few deals say little. Each stage's share of won deals is therefore drawn toward what lies above it: a line's stage
toward the stage over all lines, a stage toward the pool of all closed deals. How strongly follows from how much the
groups differ beyond chance (empirical Bayes, beta-binomial by moments after Kleinman 1973).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotamesh.kernel.errors import KernelError

MILLION = 1_000_000
WEAKEST, USUAL, STRONGEST = 2.0, 20.0, 10_000.0
STUCK_QUANTILE = 0.8
ENOUGH = 10


class NoHistory(KernelError):
    """Nothing has been closed yet: there is no probability to be had."""


@dataclass(frozen=True)
class Record:
    """Closed deals that stood somewhere: how many, how many of them were won, and for `dated` of them the days
    from there to the close, summed."""

    closed: int = 0
    won: int = 0
    dated: int = 0
    days: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.won <= self.closed or not 0 <= self.dated <= self.closed:
            raise ValueError(self)

    def __add__(self, other: "Record") -> "Record":
        return Record(
            self.closed + other.closed,
            self.won + other.won,
            self.dated + other.dated,
            self.days + other.days,
        )


def total(records: Iterable[Record]) -> Record:
    return sum(records, Record())


def strength(groups: Sequence[Record]) -> float:
    """How many deals the average of the groups is worth beside a group's own.

    The concentration a + b of the beta distribution from which the groups' rates are drawn, by weighted moments:
    with S = Σ n (p_i − p)², K groups and N = Σ n deals, the intraclass correlation is
    ρ = (S / (p(1 − p)) − (K − 1)) / (N − Σn²/N − (K − 1)), and a + b = 1/ρ − 1. Groups that differ no more than by
    chance give STRONGEST, one group alone USUAL.
    """
    told = [group for group in groups if group.closed]
    size = sum(group.closed for group in told)
    won = sum(group.won for group in told)
    if len(told) < 2 or won in (0, size):
        return USUAL
    rate = won / size
    spread = sum(group.closed * (group.won / group.closed - rate) ** 2 for group in told)
    free = len(told) - 1
    room = size - sum(group.closed**2 for group in told) / size - free
    if room <= 0:
        return USUAL
    correlation = (spread / (rate * (1 - rate)) - free) / room
    if correlation <= 0:
        return STRONGEST
    return min(max(1 / correlation - 1, WEAKEST), STRONGEST)


def shrunk(group: Record, rate: float, weight: float) -> float:
    """The group's rate, drawn toward `rate` as if `weight` more deals had been closed at it."""
    return (group.won + weight * rate) / (group.closed + weight)


def pool_rate(pool: Record) -> float:
    """Share of won deals of the whole pool, half a deal added on each side (Jeffreys), so that it is never 0 or 1.

    Raises:
        NoHistory
    """
    if not pool.closed:
        raise NoHistory
    return (pool.won + 0.5) / (pool.closed + 1)


@dataclass(frozen=True)
class Chance:
    """Probability to be won in millionths, days to the close if any were seen, and what both rest on:
    `own` of this line in this stage, `stage` of all lines, `pool` of everything closed."""

    ppm: int
    days: float | None
    own: Record
    stage: Record
    pool: Record


def chances(records: dict[tuple[int, int], Record], pool: Record) -> dict[tuple[int, int], Chance]:
    """The chance of a deal of each (line, stage) that has a record, and of (0, stage) for lines without one.

    records: closed deals by (line, stage) through which they went. (0, 0) is the chance of a stage never left yet.

    Raises:
        NoHistory
    """
    base = pool_rate(pool)
    base_days = pool.days / pool.dated if pool.dated else None
    of_stage: dict[int, dict[int, Record]] = {}
    for (line, stage), record in records.items():
        of_stage.setdefault(stage, {})[line] = record
    sums = {stage: total(lines.values()) for stage, lines in of_stage.items()}
    weight = strength(list(sums.values()))
    found = {(0, 0): Chance(_ppm(base), base_days, Record(), Record(), pool)}
    for stage, lines in of_stage.items():
        rate, within = shrunk(sums[stage], base, weight), strength(list(lines.values()))
        days = _days(sums[stage], base_days)
        found[0, stage] = Chance(_ppm(rate), days, Record(), sums[stage], pool)
        for line, own in lines.items():
            ppm = _ppm(shrunk(own, rate, within))
            found[line, stage] = Chance(ppm, _days(own, days), own, sums[stage], pool)
    return found


def _ppm(rate: float) -> int:
    return round(rate * MILLION)


def _days(group: Record, above: float | None) -> float | None:
    """Mean days to the close, drawn toward the level above as if USUAL more deals had taken so long."""
    if above is None:
        return group.days / group.dated if group.dated else None
    return (group.days + USUAL * above) / (group.dated + USUAL)


def weighted(amount: int, ppm: int) -> int:
    """An amount times a probability in millionths, half away from nought, exactly."""
    product = abs(amount) * ppm
    value = (2 * product + MILLION) // (2 * MILLION)
    return -value if amount < 0 else value


def weigh(amounts: Sequence[int], ppm: int) -> list[int]:
    """Each amount's part of the weighted sum; the parts add up to `weighted(sum(amounts), ppm)`.

    Amounts are not negative. Every part is its exact value rounded up or down; the largest remainders go up,
    earlier ones first among equals.
    """
    if any(amount < 0 for amount in amounts):
        raise ValueError("an amount is negative")
    exact = [amount * ppm for amount in amounts]
    parts = [value // MILLION for value in exact]
    lacking = weighted(sum(amounts), ppm) - sum(parts)
    order = sorted(range(len(exact)), key=lambda place: (-(exact[place] % MILLION), place))
    for place in order[:lacking]:
        parts[place] += 1
    return parts


def usual_stay(days: Sequence[int]) -> int | None:
    """The days within which four stays in five ended (nearest rank); None where too few ended to tell."""
    if len(days) < ENOUGH:
        return None
    ordered = sorted(days)
    return ordered[-(-len(ordered) * 4 // 5) - 1]
