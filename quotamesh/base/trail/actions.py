"""The one way to leave a trace. Called inside the transaction of the write it tells of."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from quotamesh.base.trail.models import Entry, Head


@dataclass(frozen=True)
class Actor:
    """Who writes, and when: handed down from the door (page, API, command line, job)."""

    name: str
    at: datetime
    user_id: int | None = None


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def canonical(content: dict[str, Any]) -> bytes:
    return json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=plain
    ).encode()


def seal(previous: str, content: dict[str, Any]) -> str:
    """SHA-256 over the predecessor's digest and the entry's canonical content."""
    return hashlib.sha256(previous.encode() + b"\n" + canonical(content)).hexdigest()


def content_of(entry: Entry) -> dict[str, Any]:
    return {
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor_id": entry.actor_id,
        "actor": entry.actor,
        "verb": entry.verb,
        "subject": entry.subject,
        "subject_key": entry.subject_key,
        "label": entry.label,
        "change": entry.change,
    }


@transaction.atomic
def record(actor: Actor, verb: str, *, subject: str, key: str, label: str, change: dict[str, Any]) -> Entry:
    """Append one entry. `change` maps a field to [from, to], or holds the counts of a bulk write."""
    head, _ = Head.objects.select_for_update().get_or_create(pk=1)
    entry = Entry(
        at=actor.at,
        actor_id=actor.user_id,
        actor=actor.name,
        verb=verb,
        subject=subject,
        subject_key=key,
        label=label[:300],
        change=json.loads(json.dumps(change, default=plain)),
        previous=head.digest,
    )
    entry.digest = seal(head.digest, content_of(entry))
    entry.save(force_insert=True)
    head.length += 1
    head.digest = entry.digest
    head.save(update_fields=["length", "digest"])
    return entry


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[Any]]:
    """The fields that differ, each as [from, to]."""
    return {
        name: [plain(before.get(name)), plain(value)]
        for name, value in after.items()
        if plain(before.get(name)) != plain(value)
    }
