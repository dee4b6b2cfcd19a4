"""Keeping the robots of groups. Neither address nor secret gets into the trail."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_noop, override

from quotamesh.base.notices.actions.deliver import send_soon
from quotamesh.base.notices.addresses import checked
from quotamesh.base.notices.errors import StaleChannel, UnknownKind
from quotamesh.base.notices.kinds import known
from quotamesh.base.notices.models import Channel, Delivery
from quotamesh.base.notices.queries import words
from quotamesh.base.people.models import Unit
from quotamesh.base.trail.actions import Actor, differences, record

PLAIN = ("name", "kinds", "language")
TEST = "test"


@transaction.atomic
def keep_channel(
    actor: Actor,
    *,
    name: str,
    way: str,
    unit: Unit,
    kinds: Collection[str],
    address: str,
    secret: str = "",
    language: str = "zh-hans",
) -> Channel:
    """Let a group's robot tell what concerns a unit.

    Raises:
        BadAddress, UnknownKind
    """
    _check(kinds)
    channel = Channel.objects.create(
        name=name, way=way, unit=unit, kinds=sorted(kinds), language=language,
        address=checked(way, address), secret=secret,
    )  # fmt: skip
    change = {"way": [None, way], "unit": [None, unit.code], "kinds": [None, channel.kinds]}
    _trail(actor, channel, "keep", change)
    return channel


@transaction.atomic
def change_channel(
    actor: Actor,
    channel: Channel,
    *,
    name: str,
    kinds: Collection[str],
    language: str,
    address: str = "",
    secret: str = "",
    revision: int,
) -> Channel:
    """Change a robot; an empty address or secret leaves the one that is kept.

    Raises:
        BadAddress, UnknownKind, StaleChannel
    """
    _check(kinds)
    after = {"name": name, "kinds": sorted(kinds), "language": language}
    hidden = {"address": checked(channel.way, address)} if address else {}
    hidden |= {"secret": secret} if secret else {}
    mine = Channel.objects.filter(pk=channel.pk, revision=revision, ended_at=None)
    if not mine.update(**after, **hidden, revision=F("revision") + 1):
        raise StaleChannel
    change = differences({each: getattr(channel, each) for each in PLAIN}, after)
    _trail(actor, channel, "change", change | {each: ["…", "…"] for each in hidden})
    channel.refresh_from_db()
    return channel


@transaction.atomic
def end_channel(actor: Actor, channel: Channel) -> None:
    """The robot is told nothing any more; its address and secret are forgotten."""
    Channel.objects.filter(pk=channel.pk).update(ended_at=actor.at, address="", secret="")
    waiting = Delivery.objects.filter(channel=channel, state=Delivery.State.WAITING)
    waiting.update(state=Delivery.State.FAILED, error="")
    _trail(actor, channel, "end", {})


@transaction.atomic
def try_channel(actor: Actor, channel: Channel) -> Delivery:
    """Send a robot a word, to see whether it arrives."""
    with override(channel.language):
        text = words(gettext_noop("%(name)s tried this robot: it works."), {"name": actor.name})
        title = words(gettext_noop("A try"), {})
    times = {"made_at": actor.at, "next_at": actor.at}
    delivery = Delivery.objects.create(
        channel=channel, kind=TEST, title=title, text=text, url="/notices/", **times
    )
    send_soon()
    return delivery


def _check(kinds: Collection[str]) -> None:
    if not all(known(code) for code in kinds):
        raise UnknownKind


def _trail(actor: Actor, channel: Channel, verb: str, change: dict) -> None:
    record(
        actor, f"channel.{verb}", subject="channel", key=str(channel.uid), label=channel.name, change=change
    )
