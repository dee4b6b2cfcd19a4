"""Texts that the database holds sealed: who has a copy of it without the company's secret key reads nothing."""

import base64
import logging
from functools import cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models

MARK = "sealed:"
PURPOSE = b"quotamesh sealed fields"
log = logging.getLogger(__name__)


class SealedField(models.TextField):
    """A text that is sealed when it is stored and opened when it is read; it cannot be searched for.

    An empty text stays empty, and one stored before it was a sealed field reads as it stands. What another key
    sealed reads as empty, with a line in the log.
    """

    def get_prep_value(self, value: str | None) -> str | None:
        value = super().get_prep_value(value)
        return seal(value) if value else value

    def from_db_value(self, value: str | None, _expression: object, _connection: object) -> str | None:
        return opened(value) if value else value


def seal(text: str) -> str:
    return MARK + _box(settings.SECRET_KEY).encrypt(text.encode()).decode()


def opened(stored: str) -> str:
    if not stored.startswith(MARK):
        return stored
    try:
        return _box(settings.SECRET_KEY).decrypt(stored.removeprefix(MARK)).decode()
    except InvalidToken:
        log.error("a sealed text cannot be opened: it was sealed with another secret key")
        return ""


@cache
def _box(key: str) -> Fernet:
    own = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(key.encode())
    return Fernet(base64.urlsafe_b64encode(own))
