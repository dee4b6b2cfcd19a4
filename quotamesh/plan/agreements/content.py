"""The content of an agreement: one canonical text, its digest, and what differs between two contents.

Canonical means JSON with sorted keys, no spaces, UTF-8, and no number but integers, so that the same content
has the same bytes everywhere and for ever.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from quotamesh.base.trail.actions import canonical

FORMAT = "quotamesh.agreement/1"
LEVELS = ("target", "stretch", "challenge")
Content = dict[str, Any]
# Two contents that differ only here ask the same of the same people.
IDENTITY = frozenset({"number", "version", "supersedes", "made_at", "plan", "effective_from"})


class NotCanonical(ValueError):
    """A text that is not the canonical form of what it says."""


def seal_content(content: Content) -> tuple[str, str]:
    """Canonical text and its SHA-256."""
    _refuse_inexact(content)
    text = canonical(content).decode()
    return text, digest_of(text)


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _refuse_inexact(value: Any) -> None:
    if isinstance(value, float):
        raise NotCanonical(value)
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _refuse_inexact(each)


def read(text: str) -> Content:
    """The content of a canonical text.

    Raises:
        NotCanonical: it is no agreement, or not written in the canonical form.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotCanonical from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise NotCanonical
    if canonical(content).decode() != text:
        raise NotCanonical
    return content


def seal_of(side: str, signer: str, name: str, at: datetime, digest: str) -> str:
    """What a signature binds: side, signer, moment and content."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    bound = {"side": side, "signer": signer, "name": name, "at": moment, "digest": digest}
    return hashlib.sha256(canonical(bound)).hexdigest()


Difference = tuple[str, Any, Any]


def differences(before: Any, after: Any, at: str = "") -> Iterator[Difference]:
    """(place, before, after) of every leaf that differs, in the order of the places."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted(before.keys() | after.keys()):
            yield from differences(before.get(key), after.get(key), f"{at}.{key}" if at else key)
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, pair in enumerate(zip(before, after, strict=True)):
            yield from differences(*pair, f"{at}[{index}]")
    elif before != after or type(before) is not type(after):
        yield at, before, after


def same_terms(before: Content, after: Content) -> bool:
    """Whether two contents ask the same of the same people, whatever their number and day."""
    return all(before.get(key) == after.get(key) for key in (before.keys() | after.keys()) - IDENTITY)


def quarters(months: list[int]) -> list[int]:
    return [sum(months[first : first + 3]) for first in (0, 3, 6, 9)]
