"""Sorting all customers into tiers by rules: reads, calculates, writes nothing."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from quotamesh.base.jobs.progress import SILENT, Progress
from quotamesh.do.tiers import reading
from quotamesh.do.tiers.packing import Columns
from quotamesh.do.tiers.scheme import Rules
from quotamesh.kernel.tiering import FALLING, MEASURES, POTENTIAL, TIERS, Tiered, tiers_of

CELL = 50  # the map's cells, in hundredths of a score
EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Sorted:
    """All customers with their tiers at a day, and the limits their scores were made by, as people say them."""

    columns: Columns
    limits: dict[str, list[int]]


@dataclass(frozen=True)
class Ground:
    """What was read: the customers' keys, what they bought, what is known of them."""

    keys: np.ndarray
    bought: reading.Purchases
    known: reading.Known


def read(as_of: date, rules: Rules) -> Ground:
    keys = reading.customers()
    return Ground(keys, reading.purchases(keys, as_of, rules), reading.known(keys))


def sort_customers(as_of: date, rules: Rules, progress: Progress = SILENT) -> Sorted:
    """
    Raises:
        BadRule
    """
    progress("purchases")
    ground = read(as_of, rules)
    progress("sorting")
    return arranged(ground, as_of, tiers_of(ground.bought, ground.known, rules.kernel(), rules.cuts))


def arranged(ground: Ground, as_of: date, found: Tiered) -> Sorted:
    bought, today = ground.bought, as_of.toordinal() - EPOCH
    known = {name: found.scores[name] * found.known[name] for name in POTENTIAL}
    columns = Columns(
        customer=ground.keys,
        last=np.where(bought.days >= 0, today - bought.days, -1),
        frequency=bought.frequency,
        monetary=bought.monetary,
        r=found.scores["r"],
        f=found.scores["f"],
        m=found.scores["m"],
        **known,
        value=found.value,
        potential=found.potential,
        tier=found.tier,
        since=np.full(len(ground.keys), today),
    )
    limits = {name: [_said(name, limit) for limit in found.limits[name]] for name in MEASURES}
    return Sorted(columns, limits)


def _said(name: str, limit: int) -> int:
    return -limit if name in FALLING else limit


def summary_of(columns: Columns) -> dict:
    """Counts and money by tier, and how many stand in each cell of the map."""
    cells = np.stack([columns.value // CELL, columns.potential // CELL, columns.tier], axis=1)
    places, at, counts = np.unique(cells, axis=0, return_inverse=True, return_counts=True)
    money = np.zeros(len(places), dtype=np.int64)
    np.add.at(money, at.ravel(), columns.monetary)
    rows = zip(places.tolist(), counts.tolist(), money.tolist(), strict=True)
    return {"cells": [[value, potential, TIERS[tier], n, sum_] for (value, potential, tier), n, sum_ in rows]}
