"""How a message goes out on each way."""

from datetime import datetime
from importlib import import_module

from django.conf import settings

from quotamesh.base.notices.models import Delivery
from quotamesh.base.notices.senders.message import Message

MAIL = "mail"


def send(delivery: Delivery, now: datetime) -> None:
    """Send one message. Raises NotSent."""
    link = f"{settings.PUBLIC_URL}{delivery.url}" if settings.PUBLIC_URL and delivery.url else ""
    message = Message(delivery.title, delivery.text, link)
    channel = delivery.channel
    way = import_module(f"{__name__}.{channel.way if channel else MAIL}")
    if channel:
        way.send(channel.address, channel.secret, message, now)
    else:
        way.send(delivery.user, message)
