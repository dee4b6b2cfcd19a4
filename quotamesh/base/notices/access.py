"""Notices are their reader's own; robots are kept by who keeps the organisation."""

from django.db.models import QuerySet

from quotamesh.base.notices.models import Channel, Delivery, Notice
from quotamesh.base.people.viewer import Viewer


def own_notices(viewer: Viewer) -> QuerySet[Notice]:
    return Notice.objects.filter(user_id=viewer.user_id) if viewer.user_id else Notice.objects.none()


def may_keep_channels(viewer: Viewer) -> bool:
    return viewer.can("organise")


def visible_channels(viewer: Viewer) -> QuerySet[Channel]:
    if not may_keep_channels(viewer):
        return Channel.objects.none()
    return Channel.objects.filter(viewer.units("unit__"), ended_at=None).select_related("unit")


def visible_deliveries(viewer: Viewer) -> QuerySet[Delivery]:
    """All for who keeps the channels; others see what went to themselves."""
    rows = Delivery.objects.select_related("channel", "user__person")
    return rows if may_keep_channels(viewer) else rows.filter(user_id=viewer.user_id)
