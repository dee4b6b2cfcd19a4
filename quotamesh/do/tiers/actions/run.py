"""Sorting all customers and keeping what came of it: the run, where each stands, and who moved."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from django.db import transaction

from quotamesh.base.jobs.progress import SILENT, Progress
from quotamesh.base.store import bulk
from quotamesh.base.store.columns import read_columns
from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.tiers.models import Move, Run, Standing
from quotamesh.do.tiers.packing import Columns, nothing, pack, unpack
from quotamesh.do.tiers.scheme import current
from quotamesh.do.tiers.sorting import EPOCH, sort_customers, summary_of
from quotamesh.kernel.tiering import MEASURES, TIERS

KEPT_DAYS = 35
STANDS = (
    "last_day", "frequency", "monetary", "r", "f", "m", "complexity", "chain", "growth", "wallet", "value",
    "potential", "tier", "since",
)  # fmt: skip
COMPARED = ("last", *(name for name in STANDS if name not in ("last_day", "since")))


class OlderRun(Exception):
    """A run for a day before that of the last one: `last`. Moves go forward in time only."""

    def __init__(self, last: date):
        super().__init__(last)
        self.last = last


@transaction.atomic
def run_tiers(actor: Actor, as_of: date, progress: Progress = SILENT, *, nightly: bool = False) -> Run:
    """
    Raises:
        OlderRun, BadRule
    """
    before = Run.objects.select_for_update().first()
    if before and before.as_of > as_of:
        raise OlderRun(before.as_of)
    rules = current()
    found = sort_customers(as_of, rules, progress)
    old = unpack(before.columns) if before else nothing()
    now, at = followed(old, found.columns)
    progress("storing")
    run = Run.objects.create(
        as_of=as_of,
        at=actor.at,
        by=actor.name,
        nightly=nightly,
        scheme=rules.told(),
        limits=found.limits,
        summary=summary_of(now),
        customers=len(now),
        moved=int(moved(old, now, at).sum()),
        columns=pack(now),
    )
    _stand(old, now, at)
    _move(run, old, now, at, [before.scheme["revision"], rules.revision] if before else [])
    _forget(as_of)
    change = {"customers": [None, len(now)], "moved": [None, run.moved], "rules": [None, rules.revision]}
    record(actor, "tiers.run", subject="tiers", key=str(run.uid), label=as_of.isoformat(), change=change)
    return run


def followed(old: Columns, new: Columns) -> tuple[Columns, np.ndarray]:
    """The new columns, in their tiers since when they are; and each customer's place in the old ones, −1 for new."""
    at = np.searchsorted(old.customer, new.customer)
    there = at < len(old)
    there[there] = old.customer[at[there]] == new.customer[there]
    at = np.where(there, at, -1)
    stays = there.copy()
    stays[there] = old.tier[at[there]] == new.tier[there]
    since = new.since.copy()
    since[stays] = old.since[at[stays]]
    return replace(new, since=since), at


def moved(old: Columns, new: Columns, at: np.ndarray) -> np.ndarray:
    """Which customers were in another tier before."""
    found = at >= 0
    found[found] = old.tier[at[found]] != new.tier[found]
    return found


def _stand(old: Columns, new: Columns, at: np.ndarray) -> None:
    """Write where customers stand: only those whose figures changed."""
    changed = at < 0
    for name in COMPARED:
        was, now = getattr(old, name), getattr(new, name)
        known = np.flatnonzero(~changed)
        changed[known] = was[at[known]] != now[known]
    # A customer that was merged away and came back has no row, although its figures are as before.
    [standing] = read_columns(Standing.objects.order_by().values_list("pk"), ["int64"])
    places = np.flatnonzero(changed | ~np.isin(new.customer, standing))
    bulk.put(Standing, ("customer",), STANDS, _rows(new, places))


def _rows(columns: Columns, places: np.ndarray) -> Iterator[tuple]:
    days = _days(columns.last[places])
    since = _days(columns.since[places])
    tiers = np.array(TIERS, dtype=object)[columns.tier[places]]
    names = [name for name in STANDS if name not in ("last_day", "tier", "since")]
    figures = [getattr(columns, name)[places].tolist() for name in names]
    return zip(columns.customer[places].tolist(), days, *figures, tiers.tolist(), since, strict=True)


def _days(numbers: np.ndarray) -> list[str | None]:
    texts = np.datetime_as_string(numbers.astype("datetime64[D]")).tolist()
    return [text if number >= 0 else None for text, number in zip(texts, numbers.tolist(), strict=True)]


def _move(run: Run, old: Columns, new: Columns, at: np.ndarray, rules: list[int]) -> None:
    places = np.flatnonzero(moved(old, new, at))
    scores = [
        (getattr(old, name)[at[places]].tolist(), getattr(new, name)[places].tolist()) for name in MEASURES
    ]
    tiers = zip(old.tier[at[places]].tolist(), new.tier[places].tolist(), strict=True)
    other_rules = {"rules": rules} if rules and rules[0] != rules[1] else {}
    rows = []
    for i, (customer, (was, now)) in enumerate(zip(new.customer[places].tolist(), tiers, strict=True)):
        why = {
            name: [before[i], after[i]]
            for name, (before, after) in zip(MEASURES, scores, strict=True)
            if before[i] != after[i]
        }
        rows.append(
            Move(
                customer_id=customer,
                run=run,
                day=run.as_of,
                before=TIERS[was],
                after=TIERS[now],
                why=why | other_rules,
            )
        )
    Move.objects.bulk_create(rows, batch_size=5000)


def _forget(as_of: date) -> None:
    """The columns of nightly runs are let go after five weeks; their counts and moves stay."""
    old = Run.objects.filter(nightly=True, as_of__lt=as_of - timedelta(days=KEPT_DAYS)).exclude(columns=b"")
    old.update(columns=b"")


def day_of(number: int) -> date:
    return date.fromordinal(number + EPOCH)
