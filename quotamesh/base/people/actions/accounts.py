"""Sign-ins and keys."""

import hashlib
import secrets

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from quotamesh.base.people.models import ApiToken, Person, User
from quotamesh.base.trail.actions import Actor, record

PREFIX = "qm_"


@transaction.atomic
def open_account(
    actor: Actor,
    *,
    username: str,
    password: str,
    person: Person | None = None,
    role: str = "",
    language: str = "",
) -> User:
    """Make a sign-in. The password is checked by the rules of the settings.

    Raises:
        django.core.exceptions.ValidationError: the password is too weak.
    """
    user = User(username=username, person=person, role=role, language=language)
    validate_password(password, user)
    user.set_password(password)
    user.save()
    record(
        actor,
        "account.open",
        subject="user",
        key=str(user.uid),
        label=username,
        change={"role": [None, role]},
    )
    return user


@transaction.atomic
def set_password(actor: Actor, user: User, password: str) -> None:
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    record(actor, "account.password", subject="user", key=str(user.uid), label=user.username, change={})


@transaction.atomic
def close_account(actor: Actor, user: User) -> None:
    """End a sign-in and its keys; what it did stays in the trail."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    user.tokens.filter(revoked_at=None).update(revoked_at=actor.at)
    change = {"is_active": [True, False]}
    record(actor, "account.close", subject="user", key=str(user.uid), label=user.username, change=change)


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def issue_token(actor: Actor, user: User, name: str) -> str:
    """Make a key for programs and return it: the only time it can be read."""
    token = PREFIX + secrets.token_urlsafe(32)
    row = ApiToken.objects.create(user=user, name=name, digest=digest_of(token), created_at=actor.at)
    record(
        actor,
        "token.issue",
        subject="token",
        key=str(row.uid),
        label=name,
        change={"user": [None, user.username]},
    )
    return token


@transaction.atomic
def revoke_token(actor: Actor, token: ApiToken) -> None:
    token.revoked_at = actor.at
    token.save(update_fields=["revoked_at"])
    record(actor, "token.revoke", subject="token", key=str(token.uid), label=token.name, change={})
