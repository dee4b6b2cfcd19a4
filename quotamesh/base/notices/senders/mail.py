"""E-mail, through the server the settings name."""

from smtplib import SMTPException

from django.core.mail import EmailMessage

from quotamesh.base.notices.queries import address_of
from quotamesh.base.notices.senders.message import Message
from quotamesh.base.notices.senders.post import NotSent
from quotamesh.base.people.models import User


def send(user: User, message: Message) -> None:
    """Raises NotSent."""
    subject = " ".join(f"{message.title}: {message.text}".split())[:150]
    body = "\n\n".join(filter(None, (message.text, message.link)))
    try:
        EmailMessage(subject, body, to=[address_of(user)]).send()
    except (OSError, SMTPException) as error:
        raise NotSent(_why(error)) from error


def _why(error: Exception) -> str:
    """Class and code alone: servers like to repeat addresses and names."""
    code = getattr(error, "smtp_code", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__
