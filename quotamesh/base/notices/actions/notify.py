"""Telling people something: in the product, by e-mail, and through the robots of their groups."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from quotamesh.base.notices.actions.deliver import send_soon
from quotamesh.base.notices.kinds import kind_of
from quotamesh.base.notices.models import Channel, Delivery, Notice, Preference
from quotamesh.base.notices.queries import address_of, words
from quotamesh.base.people.models import Person, Tenure, Unit, User
from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import today_of
from quotamesh.base.store.fields import new_uid
from quotamesh.base.store.validity import valid_on
from quotamesh.base.trail.actions import Actor


@transaction.atomic
def notify(
    actor: Actor,
    people: Iterable[Person | User],
    kind: str,
    text: str,
    url: str = "",
    *,
    values: dict[str, Any] | None = None,
    unit: Unit | None = None,
    key: str = "",
) -> list[Notice]:
    """Leave a notice to each of these people who can sign in, and put what goes out into the queue.

    text: a message marked with `gettext_noop`, with places like %(name)s that `values` fill; url: a path of the
    product. unit: what it concerns, whose robots tell it too; without it the units of the people. key: the same
    kind and key is told once to a person, however often this is called. Who muted the kind gets nothing.
    """
    values, users = values or {}, _users(people)
    told = {row.user_id: row for row in Preference.objects.filter(user__in=users, kind=kind)}
    wanted = [user for user in users if user.pk not in told or told[user.pk].shown]
    if key:
        known = Notice.objects.filter(user__in=wanted, kind=kind, key=key).values_list("user_id", flat=True)
        wanted = [user for user in wanted if user.pk not in set(known)]
    if not wanted:
        return []
    notices = Notice.objects.bulk_create(
        Notice(
            user=user, kind=kind, key=(key or str(new_uid()))[:120], text=text, values=values, url=url[:300],
            made_at=actor.at,
        )
        for user in wanted
    )  # fmt: skip
    mailed = [user for user in wanted if _mailed(kind, told.get(user.pk)) and address_of(user)]
    rows = [_mail(actor, user, kind, text, values, url) for user in mailed] if settings.MAIL_READY else []
    rows += _to_groups(actor, wanted, kind, text, values, url, unit)
    if rows:
        Delivery.objects.bulk_create(rows)
        send_soon()
    return notices


def _users(people: Iterable[Person | User]) -> list[User]:
    found = list(people)
    users = {each.pk for each in found if isinstance(each, User)}
    persons = {each.pk for each in found if isinstance(each, Person)}
    rows = User.objects.filter(is_active=True).select_related("person").order_by("pk")
    return list((rows.filter(pk__in=users) | rows.filter(person__in=persons)).distinct())


def _mailed(kind: str, told: Preference | None) -> bool:
    return told.mailed if told else kind_of(kind).mailed


def _mail(actor: Actor, user: User, kind: str, text: str, values: dict, url: str) -> Delivery:
    with override(user.language or settings.LANGUAGE_CODE):
        return _delivery(actor, kind, words(text, values), url, user=user)


def _delivery(actor: Actor, kind: str, text: str, url: str, **to: Any) -> Delivery:
    title = str(kind_of(kind).name)[:200]
    more = {"made_at": actor.at, "next_at": actor.at}
    return Delivery(kind=kind, title=title, text=text, url=url[:300], **more, **to)


def _to_groups(
    actor: Actor, users: list[User], kind: str, text: str, values: dict, url: str, unit: Unit | None
) -> list[Delivery]:
    """One message for each robot that wants the kind and whose unit it concerns; it names who is meant."""
    live = Channel.objects.filter(ended_at=None).select_related("unit")
    channels = [channel for channel in live if kind in channel.kinds]
    if not channels:
        return []
    paths = [(unit.path, str(user)) for user in users] if unit else _paths(actor, users)
    found = []
    for channel in channels:
        names = dict.fromkeys(name for path, name in paths if path.startswith(channel.unit.path))
        if names:
            with override(channel.language):
                told = f"{'、'.join(names)}: {words(text, values)}"
                found.append(_delivery(actor, kind, told, url, channel=channel))
    return found


def _paths(actor: Actor, users: list[User]) -> list[tuple[str, str]]:
    names = {user.person_id: str(user) for user in users if user.person_id}
    day = today_of(company(), actor.at)
    held = Tenure.objects.filter(valid_on(day), person__in=names).order_by("person_id", "pk")
    return [(path, names[person]) for person, path in held.values_list("person_id", "seat__path")]
