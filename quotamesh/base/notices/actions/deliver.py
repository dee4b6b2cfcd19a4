"""Sending what waits: from the queue, each try outside any transaction, again later where it failed."""

from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task

from quotamesh.base.notices.models import Delivery
from quotamesh.base.notices.senders import send
from quotamesh.base.notices.senders.post import NotSent

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
TRIES = len(WAITS) + 1
LOST_AFTER = timedelta(minutes=10)
A_MINUTE = 20  # what each of the three services takes from one robot
A_PASS = 200
KEPT = timedelta(days=90)


def send_soon() -> None:
    """Let the worker look as soon as this transaction is committed."""
    transaction.on_commit(lambda: async_task(send_due))


def send_due() -> int:
    """The worker's pass over what is due; returns how many were sent. Called every minute, and when there is new."""
    return send_due_at(timezone.now())


def send_due_at(now: datetime) -> int:
    states = (Delivery.State.WAITING, Delivery.State.SENDING)
    due = Delivery.objects.filter(state__in=states, next_at__lte=now).order_by("next_at", "pk")
    room = _room(now)
    return sum(
        _tried(delivery, now, room) for delivery in due.select_related("channel", "user__person")[:A_PASS]
    )


def _room(now: datetime) -> Counter:
    """How many more each robot takes in this minute."""
    lately = Delivery.objects.filter(sent_at__gt=now - timedelta(minutes=1)).exclude(channel=None)
    sent = Counter(lately.values_list("channel_id", flat=True))
    return Counter({channel: A_MINUTE - count for channel, count in sent.items()})


def _tried(delivery: Delivery, now: datetime, room: Counter) -> bool:
    channel = delivery.channel_id
    if channel and room.setdefault(channel, A_MINUTE) <= 0:
        return False
    if not _taken(delivery, now):
        return False
    if channel:
        room[channel] -= 1
    try:
        send(delivery, now)
    except NotSent as error:
        _put_off(delivery, now, str(error))
        return False
    done = {"state": Delivery.State.SENT, "sent_at": now, "error": "", "tries": delivery.tries + 1}
    Delivery.objects.filter(pk=delivery.pk).update(**done)
    return True


def _taken(delivery: Delivery, now: datetime) -> bool:
    """Whether this worker has it: of two only one, and one killed while sending is taken up again."""
    mine = Delivery.objects.filter(pk=delivery.pk, state=delivery.state, next_at=delivery.next_at)
    return bool(mine.update(state=Delivery.State.SENDING, next_at=now + LOST_AFTER))


def _put_off(delivery: Delivery, now: datetime, error: str) -> None:
    tries = delivery.tries + 1
    change = {"tries": tries, "error": error[:300], "state": Delivery.State.FAILED}
    if tries < TRIES:
        change |= {"state": Delivery.State.WAITING, "next_at": now + WAITS[tries - 1]}
    Delivery.objects.filter(pk=delivery.pk).update(**change)


def sweep(now: datetime) -> None:
    """Forget messages that went out long ago."""
    Delivery.objects.filter(made_at__lt=now - KEPT, state__in=("sent", "failed")).delete()


__all__ = ["TRIES", "WAITS", "send_due", "send_due_at", "send_soon", "sweep"]
