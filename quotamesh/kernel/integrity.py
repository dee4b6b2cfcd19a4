"""What is worth a look in records of activity: lateness, bursts, near copies, places that cannot be, round numbers.

Each function marks records or measures shares; `robust_z` says how far a share stands out among peers. Nothing here
says that somebody did wrong: it proposes what a leader should look at.

Sources: robust z-score by median and MAD after Iglewicz and Hoaglin, How to Detect and Handle Outliers (1993);
likeness of texts by Jaccard's index over shingles after Broder, On the resemblance and containment of documents (1997).
"""

import hashlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

BURST_SIZE, BURST_SECONDS = 5, 600
SHINGLE, LONGEST_COMPARED, SHORTEST_COMPARED = 3, 400, 10
LIKENESS = 0.75
BLOCK = 1_000
EARTH_KM = 6_371.0088
FASTEST_KMH, NEAREST_KM = 300.0, 30.0
MAD_TO_SIGMA = 1.4826
LEAST_SPREAD = 0.05
ROUND, LEAST_FOR_ROUND = 5, 5


def bursts(person: Ints, seconds: Ints, size: int = BURST_SIZE, span: int = BURST_SECONDS) -> Bools:
    """Records that were entered in a run of `size` or more within `span` seconds by one person.

    person, seconds: [n] who, and when by the server's clock. Returns bool [n] in the order given.
    """
    n = len(person)
    marked = np.zeros(n, dtype=bool)
    if n < size:
        return marked
    order = np.lexsort((seconds, person))
    who, when = person[order], seconds[order]
    first = np.arange(n - size + 1)
    last = first + size - 1
    starts = first[(who[first] == who[last]) & (when[last] - when[first] <= span)]
    depth = np.zeros(n + 1, dtype=np.int64)
    np.add.at(depth, starts, 1)
    np.add.at(depth, starts + size, -1)
    marked[order] = np.cumsum(depth)[:n] > 0
    return marked


def shingles(text: str) -> frozenset[str]:
    """The runs of three characters of a text, blanks, signs and case left out; empty for texts too short to compare."""
    plain = "".join(each for each in text[: 4 * LONGEST_COMPARED].casefold() if each.isalnum())
    plain = plain[:LONGEST_COMPARED]
    if len(plain) < SHORTEST_COMPARED:
        return frozenset()
    return frozenset(plain[i : i + SHINGLE] for i in range(len(plain) - SHINGLE + 1))


def near_copies(person: Ints, texts: Sequence[str], likeness: float = LIKENESS) -> Bools:
    """Texts that are nearly one the same person wrote before; the first of its kind is not marked.

    person: [n] who; texts: [n], earlier ones first. Jaccard's index of the shingles is at least `likeness`.
    """
    marked = np.zeros(len(texts), dtype=bool)
    order = np.argsort(person, kind="stable")
    for places in np.split(order, np.flatnonzero(np.diff(person[order])) + 1) if len(order) else []:
        marked[places] = _copies([shingles(texts[i]) for i in places.tolist()], likeness)
    return marked


def _copies(sets: Sequence[frozenset[str]], likeness: float) -> Bools:
    numbers: dict[str, int] = {}
    sizes = np.array([len(each) for each in sets], dtype=np.float32)
    columns = [
        np.fromiter((numbers.setdefault(s, len(numbers)) for s in each), np.int64, len(each)) for each in sets
    ]
    marked = np.zeros(len(sets), dtype=bool)
    for start in range(0, len(sets), BLOCK):
        block = _matrix(columns[start : start + BLOCK], len(numbers))
        for other in range(0, start + 1, BLOCK):
            earlier = block if other == start else _matrix(columns[other : other + BLOCK], len(numbers))
            common = block @ earlier.T
            mine, theirs = sizes[start : start + BLOCK, None], sizes[None, other : other + BLOCK]
            alike = (common >= likeness * (mine + theirs - common)) & (common > 0)
            if other == start:
                alike = np.tril(alike, k=-1)
            marked[start : start + BLOCK] |= alike.any(axis=1)
    return marked


def _matrix(columns: Sequence[Ints], width: int) -> npt.NDArray[np.float32]:
    found = np.zeros((len(columns), width), dtype=np.float32)
    for row, places in enumerate(columns):
        found[row, places] = 1.0
    return found


def impossible_places(person: Ints, seconds: Ints, latitude: Ints, longitude: Ints, known: Bools) -> Bools:
    """Records at a place that could not be reached from the same person's place before.

    latitude, longitude: [n] millionths of a degree where `known`. Marked is the later of two records more than 30 km
    apart between which one would have travelled faster than 300 km/h. Moments are those of writing.
    """
    marked = np.zeros(len(person), dtype=bool)
    there = np.flatnonzero(known)
    order = there[np.lexsort((seconds[there], person[there]))]
    if len(order) < 2:
        return marked
    before, after = order[:-1], order[1:]
    distance = kilometres(latitude[before], longitude[before], latitude[after], longitude[after])
    hours = (seconds[after] - seconds[before]) / 3600
    too_fast = (distance > NEAREST_KM) & (distance > FASTEST_KMH * hours)
    marked[after[too_fast & (person[before] == person[after])]] = True
    return marked


def kilometres(latitude: Ints, longitude: Ints, to_latitude: Ints, to_longitude: Ints) -> Floats:
    """Great-circle distances (haversine) between places in millionths of a degree, [n]."""
    y1, x1, y2, x2 = (np.radians(each / 1e6) for each in (latitude, longitude, to_latitude, to_longitude))
    half = np.sin((y2 - y1) / 2) ** 2 + np.cos(y1) * np.cos(y2) * np.sin((x2 - x1) / 2) ** 2
    found: Floats = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
    return found


def round_numbers(amounts: Ints) -> tuple[int, int]:
    """How many of the amounts from five on end in nought or five, and how many there are; one in five by chance."""
    counted = amounts[amounts >= LEAST_FOR_ROUND]
    return int(np.count_nonzero(counted % ROUND == 0)), len(counted)


def robust_z(values: Floats, least_spread: float = LEAST_SPREAD) -> Floats:
    """How far each value lies above the median, in robust standard deviations (1.4826 × MAD), [n].

    The spread is at least `least_spread`: where nearly all are alike, a small difference is none.
    """
    if not len(values):
        return values.astype(np.float64)
    median = np.median(values)
    spread = max(MAD_TO_SIGMA * float(np.median(np.abs(values - median))), least_spread)
    return np.asarray((values - median) / spread, dtype=np.float64)


def drawn(seed: str, keys: Sequence[str], count: int) -> list[int]:
    """Places of `count` keys drawn at random: the same for the same seed, whatever the order of the keys."""

    def rank(place: int) -> str:
        return hashlib.sha256(f"{seed}\n{keys[place]}".encode()).hexdigest()

    return sorted(range(len(keys)), key=rank)[:count]
