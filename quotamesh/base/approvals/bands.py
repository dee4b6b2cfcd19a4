"""Bands of amounts with their steps. Each band says up to which amount it goes; it begins where the one before
ends, so that there is neither gap nor overlap, and the last has no end."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from quotamesh.base.approvals.errors import BadBands
from quotamesh.base.approvals.models import Who

MOST_BANDS, MOST_STEPS = 12, 6


@dataclass(frozen=True)
class Ask:
    """One step: whom it asks, and for a named person the key."""

    who: str
    person: int | None = None


@dataclass(frozen=True)
class Band:
    """Amounts up to and with `up_to` (None: without end) need these steps, in order."""

    up_to: int | None
    steps: tuple[Ask, ...]


def checked(bands: Sequence[Band], *, has_amount: bool) -> tuple[Band, ...]:
    """The bands as they may be kept.

    Raises:
        BadBands: a gap at the end, limits that do not rise, a band without steps, a named person missing.
    """
    if not bands:
        raise BadBands("empty")
    if len(bands) > (MOST_BANDS if has_amount else 1):
        raise BadBands("many")
    for number, band in enumerate(bands, 1):
        _check(band, number)
        last = number == len(bands)
        if band.up_to is None and not last:
            raise BadBands("order", number)
        if band.up_to is not None and last:
            raise BadBands("gap", number, band.up_to)
        before = bands[number - 2].up_to if number > 1 else None
        if before is not None and band.up_to is not None and band.up_to <= before:
            raise BadBands("order", number, band.up_to)
    return tuple(bands)


def _check(band: Band, number: int) -> None:
    if not band.steps:
        raise BadBands("no_steps", number, band.up_to)
    if len(band.steps) > MOST_STEPS:
        raise BadBands("many", number, band.up_to)
    if band.up_to is not None and band.up_to < 0:
        raise BadBands("negative", number, band.up_to)
    if any((step.who == Who.PERSON) != (step.person is not None) for step in band.steps):
        raise BadBands("named", number, band.up_to)


def band_of(bands: Sequence[Band], amount: int | None) -> Band:
    """The band an amount falls into; without an amount the last, which asks the most."""
    if amount is None:
        return bands[-1]
    return next(band for band in bands if band.up_to is None or abs(amount) <= band.up_to)


def as_json(bands: Sequence[Band]) -> list[dict[str, Any]]:
    return [
        {"up_to": band.up_to, "steps": [{"who": step.who, "person": step.person} for step in band.steps]}
        for band in bands
    ]


def from_json(kept: list[dict[str, Any]]) -> tuple[Band, ...]:
    return tuple(
        Band(band["up_to"], tuple(Ask(step["who"], step["person"]) for step in band["steps"]))
        for band in kept
    )
