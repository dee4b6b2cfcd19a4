"""What is worth a look in a week, computed for everybody at once, and the records chosen for spot-checks."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from django.db import transaction

from quotamesh.base.people.models import Unit
from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.followups.models import Amendment, FollowUp, IntegrityWeek, SpotCheck
from quotamesh.do.measures.models import Measure
from quotamesh.kernel import integrity

COMPARED_DAYS = 28
PEERS, LEAST_RECORDS = 5, 5
STANDS_OUT, LEAST_MARKED, MOST_Z = 2.5, 3, 8.0
KEPT = 20
BY_HINT, AT_RANDOM = 2, 2
IMPOSSIBLE = "places"
FIELDS = (
    "id", "uid", "person_id", "seat_id", "day", "recorded_at", "told_at", "summary", "late", "latitude", "longitude",
)  # fmt: skip
Hints = dict[int, dict[str, list[Any]]]


@dataclass(frozen=True)
class Week:
    """The records of a week as columns; `marks` maps a hint's name to bool [n]."""

    key: np.ndarray
    uid: list[str]
    person: np.ndarray
    seat: np.ndarray
    marks: dict[str, np.ndarray]


def monday_of(day: date) -> date:
    return day - timedelta(day.weekday())


@transaction.atomic
def compute_week(actor: Actor, monday: date) -> int:
    """Compute a week anew; verdicts and what was chosen for them stay. Returns of how many people."""
    week = _marked(monday)
    people, place, counts = np.unique(week.person, return_inverse=True, return_counts=True)
    hints = _hints(week, people, place.ravel(), counts)
    _add_round(hints, monday, people)
    _store(actor, monday, week, people, counts, hints)
    _choose(monday, week, hints)
    change = {"week": [None, monday], "people": [None, len(people)]}
    record(actor, "integrity.compute", subject="integrity", key=str(monday), label=str(monday), change=change)
    return len(people)


def _marked(monday: date) -> Week:
    """With three weeks before it, for copies of what was written then."""
    first, last = monday - timedelta(COMPARED_DAYS - 7), monday + timedelta(6)
    rows = FollowUp.objects.filter(day__range=(first, last), withdrawn_at=None).exclude(source="import")
    found = list(rows.order_by("day", "id").values_list(*FIELDS).iterator(chunk_size=5_000))
    columns = list(zip(*found, strict=True)) if found else [()] * len(FIELDS)
    key, uid, person, seat, days, recorded, told, texts, late, latitude, longitude = columns
    whom = np.array(person, dtype=np.int64)
    written = np.array([(t or r).timestamp() for t, r in zip(told, recorded, strict=True)], dtype=np.int64)
    known = np.array([each is not None for each in latitude], dtype=bool)
    y, x = (np.array([each or 0 for each in column], dtype=np.int64) for column in (latitude, longitude))
    keys = np.array(key, dtype=np.int64)
    # Entered in a run: by the time of writing, for what waited offline arrives in one go.
    marks = {
        "late": np.array(late, dtype=bool),
        "bursts": integrity.bursts(whom, written),
        "copies": integrity.near_copies(whom, texts),
        IMPOSSIBLE: integrity.impossible_places(whom, written, y, x, known),
        "edits": np.isin(keys, _amended(first, last)),
    }
    within = np.array([day >= monday for day in days], dtype=bool)
    uids = [str(each) for each, inside in zip(uid, within, strict=True) if inside]
    seats = np.array(seat, dtype=np.int64)[within]
    return Week(keys[within], uids, whom[within], seats, {name: mark[within] for name, mark in marks.items()})


def _amended(first: date, last: date) -> np.ndarray:
    """Records that were amended after the day for corrections was over."""
    rows = Amendment.objects.filter(
        kind=Amendment.Kind.AMENDED, at__date__gte=first, follow_up__day__range=(first, last)
    )
    return np.array(list(rows.values_list("follow_up_id", flat=True).distinct()), dtype=np.int64)


def _hints(week: Week, people: np.ndarray, place: np.ndarray, counts: np.ndarray) -> Hints:
    """{person: {hint: [count, of, how far it stands out or None, some records]}}: only what is worth a look."""
    found: Hints = {person: {} for person in people.tolist()}
    enough = counts >= LEAST_RECORDS
    for name, mark in week.marks.items():
        marked = np.bincount(place, weights=mark, minlength=len(people)).astype(np.int64)
        z = np.zeros(len(people))
        if enough.sum() >= PEERS:
            z[enough] = integrity.robust_z(marked[enough] / counts[enough])
        for i in np.flatnonzero(marked).tolist():
            if _worth(name, int(marked[i]), float(z[i])):
                keys = week.key[mark & (place == i)][:KEPT].tolist()
                far = None if name == IMPOSSIBLE else round(float(z[i]), 1)
                found[int(people[i])][name] = [int(marked[i]), int(counts[i]), far, keys]
    return found


def _worth(name: str, marked: int, z: float) -> bool:
    """A place that cannot be is worth a look by itself, a habit only where it stands out among peers."""
    return marked > 0 if name == IMPOSSIBLE else marked >= LEAST_MARKED and z >= STANDS_OUT


def _add_round(hints: Hints, monday: date, people: np.ndarray) -> None:
    """Round numbers among what was recorded by hand: other quantities follow-ups do not have."""
    rows = Measure.objects.filter(
        day__range=(monday, monday + timedelta(6)), source=Measure.Source.PAGE, amount__gte=5
    )
    amounts: dict[int, list[int]] = defaultdict(list)
    for person, amount in rows.values_list("person_id", "amount").iterator():
        amounts[person].append(amount)
    told = {
        person: integrity.round_numbers(np.array(each, dtype=np.int64)) for person, each in amounts.items()
    }
    told = {person: (n, of) for person, (n, of) in told.items() if of >= LEAST_RECORDS}
    if len(told) < PEERS:
        return
    z = integrity.robust_z(np.array([n / of for n, of in told.values()]))
    for (person, (n, of)), far in zip(told.items(), z.tolist(), strict=True):
        if person in hints and n >= LEAST_MARKED and far >= STANDS_OUT:
            hints[person]["round"] = [n, of, round(far, 1), []]


def score_of(hints: dict[str, list[Any]]) -> float:
    """For ordering only: how far all of it stands out, no single hint counting for more than the most."""
    return sum(MOST_Z if far is None else min(far, MOST_Z) for _n, _of, far, _keys in hints.values())


def _store(
    actor: Actor, monday: date, week: Week, people: np.ndarray, counts: np.ndarray, hints: Hints
) -> None:
    seats = dict(zip(week.person.tolist(), week.seat.tolist(), strict=True))
    IntegrityWeek.objects.filter(week=monday).delete()
    IntegrityWeek.objects.bulk_create(
        [
            IntegrityWeek(
                person_id=person, seat_id=seats[person], week=monday, follow_ups=count, hints=hints[person],
                score=score_of(hints[person]), computed_at=actor.at,
            )
            for person, count in zip(people.tolist(), counts.tolist(), strict=True)
        ],
        batch_size=500,
    )  # fmt: skip


def _choose(monday: date, week: Week, hints: Hints) -> None:
    """For each team of the week some records by their hints and some at random; the draw is the week's own."""
    teams = dict(Unit.objects.filter(pk__in=set(week.seat.tolist())).values_list("pk", "parent_id"))
    team_of = np.array([teams[seat] or 0 for seat in week.seat.tolist()], dtype=np.int64)
    by_record: dict[int, list[str]] = defaultdict(list)
    for each in hints.values():
        for name, (_n, _of, _far, keys) in each.items():
            for key in keys:
                by_record[key].append(name)
    standing = set(SpotCheck.objects.filter(week=monday).values_list("follow_up_id", flat=True))
    chosen: list[SpotCheck] = []
    for team in np.unique(team_of).tolist():
        places = np.flatnonzero(team_of == team).tolist()
        chosen += _of_team(monday, team, week, places, by_record, standing)
    SpotCheck.objects.bulk_create(chosen, batch_size=500, ignore_conflicts=True)


def _of_team(
    monday: date,
    team: int,
    week: Week,
    places: list[int],
    by_record: dict[int, list[str]],
    taken: Iterable[int],
) -> list[SpotCheck]:
    known = set(taken)
    keys = week.key.tolist()
    # Computed again, a week chooses no more than it is short of.
    by_hint = sum(keys[i] in known and keys[i] in by_record for i in places)
    at_random = sum(keys[i] in known and keys[i] not in by_record for i in places)
    open_places = [i for i in places if keys[i] not in known]
    hinted = sorted(
        (i for i in open_places if keys[i] in by_record), key=lambda i: (-len(by_record[keys[i]]), keys[i])
    )
    plain = [i for i in open_places if keys[i] not in by_record]
    drawn = integrity.drawn(f"{monday} {team}", [week.uid[i] for i in plain], max(0, AT_RANDOM - at_random))
    picks = [(i, SpotCheck.Chosen.HINT) for i in hinted[: max(0, BY_HINT - by_hint)]]
    picks += [(plain[i], SpotCheck.Chosen.RANDOM) for i in drawn]
    return [
        SpotCheck(
            follow_up_id=keys[i],
            seat_id=int(week.seat[i]),
            week=monday,
            chosen=how,
            hints=by_record.get(keys[i], []),
        )
        for i, how in picks
    ]
