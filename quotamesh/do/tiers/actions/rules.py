"""Setting the rules, and what other rules would do before they are set."""

from dataclasses import dataclass

import numpy as np
from django.db import transaction

from quotamesh.base.jobs.progress import SILENT, Progress
from quotamesh.base.trail.actions import Actor, differences, record
from quotamesh.do.tiers.actions.run import followed
from quotamesh.do.tiers.errors import NoWeight, Stale, UnevenLimits
from quotamesh.do.tiers.models import Run, Scheme
from quotamesh.do.tiers.packing import unpack
from quotamesh.do.tiers.scheme import Rules, rules_of, told_flat
from quotamesh.do.tiers.sorting import sort_customers
from quotamesh.kernel.tiering import MEASURES, POTENTIAL, TIERS, VALUE, BadRule


def check(rules: Rules) -> None:
    """
    Raises:
        NoWeight, UnevenLimits
    """
    for name in MEASURES:
        try:
            Rules.kernel_rule(name, rules.measures[name])
        except BadRule as error:
            raise UnevenLimits(name) from error
    for names in (VALUE, POTENTIAL):
        if not sum(rules.measures[name]["weight"] for name in names):
            raise NoWeight


@transaction.atomic
def set_rules(actor: Actor, rules: Rules, *, seen: int) -> Scheme:
    """Put rules in force, from the next run on. `seen`: the revision that was looked at.

    Raises:
        Stale, NoWeight, UnevenLimits
    """
    check(rules)
    scheme = Scheme.objects.select_for_update().first()
    now = rules_of(scheme)
    change = differences(told_flat(now), told_flat(rules))
    if seen != now.revision:
        raise Stale({name: [mine, theirs] for name, (theirs, mine) in change.items()})
    if scheme and not change:
        return scheme
    scheme = scheme or Scheme(revision=0)
    scheme.window_days, scheme.growth_days, scheme.rules = (
        rules.window_days,
        rules.growth_days,
        rules.measures,
    )
    scheme.cut_value, scheme.cut_potential = rules.cuts
    scheme.revision += 1
    scheme.save()
    record(actor, "tiers.rules", subject="tiers", key=str(scheme.uid), label="rules", change=change)
    return scheme


@dataclass(frozen=True)
class Effect:
    """What rules would do to the customers of the last run: {(from, to): how many}, and {tier: how many}."""

    ways: dict[tuple[str, str], int]
    counts: dict[str, int]

    @property
    def moving(self) -> int:
        return sum(n for (before, after), n in self.ways.items() if before != after)


def effect_of(rules: Rules, run: Run, progress: Progress = SILENT) -> Effect:
    """All customers are sorted by other rules as of the last run's day; nothing is kept.

    Raises:
        NoWeight, UnevenLimits
    """
    check(rules)
    old = unpack(run.columns)
    new, at = followed(old, sort_customers(run.as_of, rules, progress).columns)
    there = at >= 0
    pairs, numbers = np.unique(
        np.stack([old.tier[at[there]], new.tier[there]], axis=1), axis=0, return_counts=True
    )
    ways = zip(pairs.tolist(), numbers.tolist(), strict=True)
    counts = np.bincount(new.tier, minlength=len(TIERS)).tolist()
    return Effect(
        {(TIERS[before], TIERS[after]): n for (before, after), n in ways},
        dict(zip(TIERS, counts, strict=True)),
    )
