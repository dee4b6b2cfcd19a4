"""What people gave in the last cycles, as what each is likely to give in a whole year, and how sure that is.

Output per head follows the months in the seat (the productivity curve), then a level of its own. Levels are means of
up to three cycles with recency weights over the time really worked, drawn towards the peer group as far as a
person's own record is short (credibility, Bühlmann and Straub 1970, an empirical Bayes estimate). Method:
methods.md section 3.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

CYCLES = 3
BINS = (3.0, 6.0, 9.0, 12.0)  # quarters of the first year in a seat
USUAL_RAMP = (0.35, 0.65, 0.85, 0.95)
RAMP_WEIGHT = 12.0  # quarters: three newcomers of a whole year outweigh the usual ramp by half
USUAL_SPREAD, SPREAD_WEIGHT = 0.50, 4.0  # a person's own year against its level; weight in person-years
USUAL_MOVE, MOVE_WEIGHT = 0.10, 2.0  # the whole company from year to year; weight in pairs of years
USUAL_LEAVING, LEAVING_WEIGHT = 0.10, 10.0  # a year; weight in person-years
SMALL_GROUP = 4  # with fewer people than this the peer group is everybody
LEAST_BETWEEN = 0.02
UNSEEN = 1.0  # of whom nothing was seen may sell nothing or twice the peers' level: relative variance on top


@dataclass(frozen=True)
class History:
    """People × cycles × months, cycles ascending.

    output float64[n, y, 12], smallest units. held float64[n, y, 12]: part of the month in the seat. tenure
    float64[n, y, 12]: months in the seat at the month's middle, inf where long ago. season float64[12], sums to 1.
    known bool[y, 12]: months that are over. group int64[n]: peer group.
    """

    output: Floats
    held: Floats
    tenure: Floats
    season: Floats
    known: Bools
    group: Ints


@dataclass(frozen=True)
class Basis:
    """What follows from a history.

    level float64[n]: output of a whole year at full productivity, smallest units. spread float64[n]: standard
    deviation of its logarithm, the company's moves left out. trust float64[n]: how far a person's own record counts,
    0 to 1. ramp float64[4]: productivity in the first four quarters in a seat. newcomers: quarters it was seen in.
    move: standard deviation of the logarithm of the company's common year. cycles: in which anything happened.
    """

    level: Floats
    spread: Floats
    trust: Floats
    ramp: Floats
    newcomers: float
    move: float
    cycles: int


def basis_of(history: History) -> Basis:
    """Levels, ramp and chances of everybody. Nobody without a history: they take their peer group's level."""
    ramp, seen = ramp_of(history)
    worked = exposure(history, ramp)
    given = (history.output * history.known).sum(axis=2)
    weights = recency(given.shape[1])
    year = year_effects(given, worked)
    # How the whole company moved is not a person's own chance.
    within = _within(given / year, worked, _levels(given / year, worked, weights))
    level = _levels(given, worked, weights)
    group = _peers(history.group, worked.sum(axis=1))
    drawn, trust, between = _drawn_to_peers(level, worked, weights, group, within)
    relative = within + between * (1 - trust) + UNSEEN * (trust == 0)
    return Basis(
        level=drawn,
        spread=np.sqrt(np.log1p(np.minimum(relative, 2.0))),
        trust=trust,
        ramp=ramp,
        newcomers=seen,
        move=_move(year, given.sum(axis=0)),
        cycles=int((given.sum(axis=0) != 0).sum()),
    )


def recency(cycles: int) -> Floats:
    """Weights of cycles, the latest last: 1, 2, 3 over their sum."""
    steps = np.arange(1, cycles + 1, dtype=np.float64)
    return np.asarray(steps / steps.sum(), dtype=np.float64)


def productivity(tenure: npt.ArrayLike, ramp: npt.ArrayLike) -> Floats:
    """Output of a month in the seat as a part of full productivity; 1 from the second year on."""
    bins = np.searchsorted(BINS, np.asarray(tenure, dtype=np.float64), side="right")
    return np.asarray(np.append(np.asarray(ramp, dtype=np.float64), 1.0)[bins], dtype=np.float64)


def exposure(history: History, ramp: npt.ArrayLike) -> Floats:
    """Time worked in each cycle in years of full productivity: float64[n, y]."""
    months = history.season * history.held * history.known
    return np.asarray((months * productivity(history.tenure, ramp)).sum(axis=2), dtype=np.float64)


def ramp_of(history: History) -> tuple[Floats, float]:
    """Productivity in the first four quarters in a seat, rising, and how many quarters of newcomers were seen.

    What newcomers gave over what the settled would have given in the same months; few newcomers count little
    against the usual ramp.
    """
    usual = np.array(USUAL_RAMP)
    months = history.season * history.held * history.known
    settled = months * (history.tenure >= BINS[-1])
    gave = (history.output * (settled > 0)).sum(axis=(0, 2))
    rate = gave / np.maximum(settled.sum(axis=(0, 2)), 1e-9)
    bins = np.searchsorted(BINS, history.tenure, side="right")
    found, seen = usual.copy(), 0.0
    for quarter in range(len(BINS)):
        here = (bins == quarter) & (months > 0)
        wanted = float((months * here * rate[None, :, None]).sum())
        count = float((history.held * history.known * here).sum()) / 3
        if wanted > 0 and count > 0:
            ratio = float((history.output * here).sum()) / wanted
            found[quarter] = (count * ratio + RAMP_WEIGHT * usual[quarter]) / (count + RAMP_WEIGHT)
            seen += count
    return np.asarray(np.maximum.accumulate(np.clip(found, 0.05, 1.0)), dtype=np.float64), seen


def year_effects(given: Floats, worked: Floats) -> Floats:
    """How each cycle was against the mean of cycles, the same people compared: float64[y]; 1 where nothing is."""
    level = given.sum(axis=1) / np.maximum(worked.sum(axis=1), 1e-9)
    wanted = (np.where(worked.sum(axis=1) > 0, level, 0.0)[:, None] * worked).sum(axis=0)
    total = given.sum(axis=0)
    good = (wanted > 0) & (total > 0)
    return np.asarray(np.where(good, total / np.where(good, wanted, 1.0), 1.0), dtype=np.float64)


def _levels(given: Floats, worked: Floats, weights: Floats) -> Floats:
    time = (weights * worked).sum(axis=1)
    level = (weights * given).sum(axis=1) / np.maximum(time, 1e-9)
    return np.asarray(np.where(time > 0, np.maximum(level, 0.0), 0.0), dtype=np.float64)


def _within(given: Floats, worked: Floats, level: Floats) -> float:
    """Relative variance of a person's year against its own level, drawn to the usual one."""
    known = (worked > 0.05) & (level[:, None] > 0)
    rate = given / np.where(known, worked * np.maximum(level[:, None], 1e-9), 1.0)
    square = np.where(known, worked * np.minimum((rate - 1) ** 2, 4.0), 0.0).sum()
    free = np.maximum(known.sum(axis=1) - 1, 0).sum()
    return float((square + SPREAD_WEIGHT * USUAL_SPREAD**2) / (free + SPREAD_WEIGHT))


def _peers(group: Ints, time: Floats) -> Ints:
    """Peer groups with enough people who worked; the others are one."""
    size = np.bincount(group, weights=(time > 0).astype(np.float64), minlength=int(group.max(initial=0)) + 1)
    return np.asarray(np.where(size[group] >= SMALL_GROUP, group, -1), dtype=np.int64)


def _drawn_to_peers(
    level: Floats, worked: Floats, weights: Floats, group: Ints, within: float
) -> tuple[Floats, Floats, Floats]:
    """Levels after shrinkage, trust in the own record, and relative variance among the peers."""
    drawn, trust, between = level.copy(), np.zeros(len(level)), np.full(len(level), LEAST_BETWEEN)
    years = 1 / np.maximum(_shortness(worked, weights), 1e-9)
    years = np.where(worked.sum(axis=1) > 0, years, 0.0)
    for each in np.unique(group):
        mine = group == each
        seen = mine & (years > 0)
        pool = seen if each >= 0 else years > 0
        if not pool.any():
            continue
        weight = np.minimum(years[pool], 1.0)
        mean = float(np.average(level[pool], weights=weight))
        spread = float(np.average((level[pool] - mean) ** 2, weights=weight)) / max(mean, 1e-9) ** 2
        noise = within * float(np.average(1 / np.maximum(years[pool], 0.2), weights=weight))
        between[mine] = max(spread - noise, LEAST_BETWEEN)
        trust[mine] = years[mine] / (years[mine] + within / between[mine])
        drawn[mine] = trust[mine] * level[mine] + (1 - trust[mine]) * mean
    return drawn, trust, between


def _shortness(worked: Floats, weights: Floats) -> Floats:
    """Σ (weight × time)² ÷ time over (Σ weight × time)²: one over the years a level stands on; 1 for nobody's."""
    time = (weights * worked).sum(axis=1)
    square = (weights * weights * worked).sum(axis=1)
    return np.asarray(np.where(time > 0, square / np.maximum(time, 1e-9) ** 2, 1.0), dtype=np.float64)


def _move(year: Floats, total: Floats) -> float:
    """Standard deviation of the company's common year: how far it moved from one cycle to the next."""
    moves = np.diff(np.log(year[total > 0])) if (total > 0).sum() > 1 else np.zeros(0)
    square = float((moves**2).sum()) + MOVE_WEIGHT * USUAL_MOVE**2
    short = CYCLES / max(min(int((total > 0).sum()), CYCLES), 1)
    return float(np.sqrt(square / (len(moves) + MOVE_WEIGHT) * short))


def leaving_rate(left: float, years: float) -> float:
    """Share of people who leave in a year, from those who left in so many person-years, drawn to the usual one."""
    return (left + LEAVING_WEIGHT * USUAL_LEAVING) / (years + LEAVING_WEIGHT)
