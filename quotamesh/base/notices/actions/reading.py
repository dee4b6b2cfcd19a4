"""Reading notices."""

from collections.abc import Collection
from uuid import UUID

from quotamesh.base.notices.access import own_notices
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.trail.actions import Actor


def mark_read(actor: Actor, viewer: Viewer, uids: Collection[UUID]) -> int:
    return own_notices(viewer).filter(uid__in=uids, read_at=None).update(read_at=actor.at)


def mark_unread(viewer: Viewer, uids: Collection[UUID]) -> int:
    return own_notices(viewer).filter(uid__in=uids).update(read_at=None)


def mark_all_read(actor: Actor, viewer: Viewer, kind: str = "") -> int:
    rows = own_notices(viewer).filter(read_at=None)
    return (rows.filter(kind=kind) if kind else rows).update(read_at=actor.at)
