"""Reading notices, preferences, robots and deliveries."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from quotamesh.base.notices.access import own_notices, visible_deliveries
from quotamesh.base.notices.kinds import Kind, kind_of, kinds
from quotamesh.base.notices.models import Delivery, Notice, Preference
from quotamesh.base.people.models import User
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.shell.formats import local_date

MOST = 99  # the bell counts no further
SHOWN = 50


def unread_count(viewer: Viewer) -> int:
    """How many are unread, counted to `MOST` + 1 at most: the frame asks on every page."""
    rows = own_notices(viewer).filter(read_at=None).order_by()
    return len(rows.values_list("pk", flat=True)[: MOST + 1])


def words(text: str, values: dict) -> str:
    """A notice's text in the reader's language; the value `day` is a day, written as one writes days there."""
    if "day" in values:
        values = values | {"day": local_date(date.fromisoformat(values["day"]))}
    return gettext(text) % values


def address_of(user: User) -> str:
    """Where somebody gets e-mail; empty where nobody knows."""
    return user.person.email if user.person and user.person.email else user.email


@dataclass(frozen=True)
class Shown:
    """A notice as it is read."""

    notice: Notice
    text: str
    kind: Kind


def listed(
    viewer: Viewer, *, unread: bool = False, kind: str = "", before: int | None = None, most: int = SHOWN
) -> list[Shown]:
    """One's notices, latest first; `before` is the key of the last one of the page before."""
    rows = own_notices(viewer)
    if unread:
        rows = rows.filter(read_at=None)
    if kind:
        rows = rows.filter(kind=kind)
    if before:
        rows = rows.filter(pk__lt=before)
    return [Shown(row, words(row.text, row.values), kind_of(row.kind)) for row in rows[:most]]


@dataclass(frozen=True)
class Wish:
    """A kind of notice and what one wants of it."""

    kind: Kind
    shown: bool
    mailed: bool


def wishes(user_id: int | None) -> list[Wish]:
    """Every kind with what the person wants of it: their own word, or else the kind's way."""
    told = {row.kind: row for row in Preference.objects.filter(user_id=user_id)}
    return [
        Wish(kind, told[kind.code].shown, told[kind.code].mailed)
        if kind.code in told
        else Wish(kind, True, kind.mailed)
        for kind in kinds()
    ]


def deliveries(viewer: Viewer, state: str = "", most: int = 100) -> list[Delivery]:
    rows = visible_deliveries(viewer)
    return list((rows.filter(state=state) if state else rows)[:most])
