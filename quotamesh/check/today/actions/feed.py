"""The secret link of a calendar feed: made, renewed, ended."""

import hashlib
import secrets

from django.db import transaction

from quotamesh.base.people.models import User
from quotamesh.base.trail.actions import Actor, record
from quotamesh.check.today.models import Feed


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def renew_feed(actor: Actor, user: User) -> str:
    """Make a new link and return its secret, the only time it can be read; the link before ends."""
    token = secrets.token_urlsafe(32)
    Feed.objects.update_or_create(user=user, defaults={"digest": digest_of(token), "made_at": actor.at})
    _trail(actor, user, "renew")
    return token


@transaction.atomic
def end_feed(actor: Actor, user: User) -> None:
    Feed.objects.filter(user=user).delete()
    _trail(actor, user, "end")


def _trail(actor: Actor, user: User, verb: str) -> None:
    record(actor, f"feed.{verb}", subject="feed", key=str(user.uid), label=user.username, change={})
