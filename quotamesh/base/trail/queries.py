"""Reading the trail and proving it whole."""

from dataclasses import dataclass

from quotamesh.base.trail.actions import content_of, seal
from quotamesh.base.trail.models import Entry, Head


@dataclass(frozen=True)
class Verdict:
    """Whether the chain holds: entries read, its last digest, and where it breaks (None: nowhere)."""

    length: int
    digest: str
    broken_at: int | None = None
    reason: str = ""

    @property
    def holds(self) -> bool:
        return self.broken_at is None


def verify() -> Verdict:
    """Walk the chain from its first entry. Finds changed, removed and inserted entries, and a cut-off end."""
    previous, length = "", 0
    for entry in Entry.objects.order_by("id").iterator(chunk_size=2000):
        length += 1
        if entry.previous != previous:
            return Verdict(length, previous, entry.pk, "an entry is missing or inserted before this one")
        if seal(previous, content_of(entry)) != entry.digest:
            return Verdict(length, previous, entry.pk, "this entry was changed")
        previous = entry.digest
    head = Head.objects.filter(pk=1).first()
    kept = (head.length, head.digest) if head else (0, "")
    if kept != (length, previous):
        return Verdict(length, previous, length, "the end of the trail is missing")
    return Verdict(length, previous)
