"""Notices for programs: one's own, one's wishes, and what went out."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Field, Query, Router, Schema

from quotamesh.base.notices import actions, queries
from quotamesh.base.notices.access import visible_channels
from quotamesh.base.notices.errors import NoticeError
from quotamesh.base.shell.api import PROBLEMS, ProblemRaised

router = Router(tags=["notices"])
MOST = 500
Code = Annotated[str, Field(max_length=40, pattern=r"^[^\x00]*$")]


class NoticeOut(Schema):
    uid: UUID
    kind: str
    text: str
    url: str
    made_at: datetime
    read_at: datetime | None


class ReadIn(Schema):
    uids: Annotated[list[UUID], Field(max_length=MOST)] = Field(
        default=[], description="which; empty: all that are unread"
    )


class NoticesReadOut(Schema):
    count: int


class WishIO(Schema):
    kind: Code
    shown: bool
    mailed: bool


class WishesIn(Schema):
    wishes: Annotated[list[WishIO], Field(max_length=100)]


class ChannelOut(Schema):
    """Address and secret are never told."""

    uid: UUID
    name: str
    way: str
    unit: str
    kinds: list[str]
    language: str


class DeliveryOut(Schema):
    uid: UUID
    to: str
    kind: str
    state: str
    tries: int
    error: str
    made_at: datetime
    sent_at: datetime | None


@router.get("", response={200: list[NoticeOut], **PROBLEMS}, summary="One's notices, latest first")
def list_notices(
    request,
    unread: bool = False,
    kind: Annotated[Code | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
):
    rows = queries.listed(request.viewer, unread=unread, kind=kind or "", most=limit)
    return [
        {name: getattr(row.notice, name) for name in ("uid", "kind", "url", "made_at", "read_at")}
        | {"text": row.text}
        for row in rows
    ]


@router.post("/read", response={200: NoticesReadOut, **PROBLEMS}, summary="Mark notices as read")
def read(request, body: ReadIn):
    if body.uids:
        return {"count": actions.mark_read(request.actor, request.viewer, body.uids)}
    return {"count": actions.mark_all_read(request.actor, request.viewer)}


@router.get("/preferences", response={200: list[WishIO], **PROBLEMS}, summary="What one wants of each kind")
def list_preferences(request):
    return _wishes(request)


def _wishes(request) -> list[dict]:
    return [
        {"kind": wish.kind.code, "shown": wish.shown, "mailed": wish.mailed}
        for wish in queries.wishes(request.viewer.user_id)
    ]


@router.put("/preferences", response={200: list[WishIO], **PROBLEMS}, summary="Say what one wants")
def set_preferences(request, body: WishesIn):
    try:
        actions.prefer(request.viewer.user_id, {wish.kind: (wish.shown, wish.mailed) for wish in body.wishes})
    except NoticeError as error:
        raise ProblemRaised(422, error.code, error.words()) from error
    return _wishes(request)


@router.get("/robots", response={200: list[ChannelOut], **PROBLEMS}, summary="The robots of groups in sight")
def list_channels(request):
    return [
        {name: getattr(row, name) for name in ("uid", "name", "way", "kinds", "language")}
        | {"unit": row.unit.code}
        for row in visible_channels(request.viewer)
    ]


@router.get(
    "/deliveries", response={200: list[DeliveryOut], **PROBLEMS}, summary="What went out, latest first"
)
def list_deliveries(request, limit: Annotated[int, Query(ge=1, le=MOST)] = 100):
    """One's own e-mail; for who keeps the robots, everything."""
    names = ("uid", "kind", "state", "tries", "error", "made_at", "sent_at")
    return [
        {name: getattr(row, name) for name in names} | {"to": str(row.channel or row.user)}
        for row in queries.deliveries(request.viewer, most=limit)
    ]
