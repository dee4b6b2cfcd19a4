"""The company's own reasons for losses: one verb a function; every change leaves its trail."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from quotamesh.base.store.fields import new_uid
from quotamesh.base.store.ordering import number, shifted
from quotamesh.base.trail.actions import Actor, differences, record
from quotamesh.do.pipeline.errors import NameTaken, NoName, StaleReason
from quotamesh.do.pipeline.models import LossReason
from quotamesh.do.pipeline.reasons import loss_reasons

NAMES = ("name_zh", "name_en")


def _note(actor: Actor, reason: LossReason, verb: str, change: dict[str, Any]) -> LossReason:
    label = reason.name_en or reason.name_zh
    record(
        actor, f"loss_reason.{verb}", subject="loss_reason", key=str(reason.uid), label=label, change=change
    )
    return reason


def _named(names: dict[str, str], code: str = "") -> dict[str, str]:
    """
    Raises:
        NoName
        NameTaken: another reason that is offered is called so; an import could not tell them apart.
    """
    names = {name: names.get(name, "").strip() for name in NAMES}
    wanted = {name.casefold() for name in names.values() if name}
    if not wanted:
        raise NoName
    for other in loss_reasons().offered:
        for name in (other.name_zh, other.name_en):
            if other.code != code and name.casefold() in wanted:
                raise NameTaken(name)
    return names


@transaction.atomic
def add_reason(actor: Actor, **names: str) -> LossReason:
    """Offer one reason more, behind the others: name_zh, name_en.

    Raises:
        NoName, NameTaken
    """
    values = _named(names)
    last = LossReason.objects.aggregate(Max("order"))["order__max"] or 0
    made = LossReason.objects.create(code=f"reason-{new_uid().hex[-8:]}", order=last + 1, **values)
    return _note(actor, made, "add", {name: [None, value] for name, value in values.items()})


@transaction.atomic
def change_reason(
    actor: Actor, reason: LossReason, *, seen: int | None = None, retired: bool | None = None, **names: str
) -> LossReason:
    """Change name_zh and name_en, or retire the reason and offer it again. Deals lost for it keep it.

    Raises:
        StaleReason, NoName, NameTaken
    """
    now = LossReason.objects.select_for_update().get(pk=reason.pk)
    before = {name: getattr(now, name) for name in NAMES}
    if seen is not None and seen != now.revision:
        raise StaleReason(
            now.label, {n: [value, before[n]] for n, value in names.items() if value != before[n]}
        )
    wanted: dict[str, Any] = before | names
    if names or retired is False:
        wanted = dict(_named(wanted, now.code))
    if retired is not None:
        before["retired"], wanted["retired"] = now.retired, retired
    change = differences(before, wanted)
    if not change:
        return now
    for name, value in wanted.items():
        setattr(now, name, value)
    now.revision += 1
    now.save()
    verb = {True: "retire", False: "offer"}[now.retired] if "retired" in change else "change"
    return _note(actor, now, verb, change)


@transaction.atomic
def shift_reason(actor: Actor, reason: LossReason, by: int) -> None:
    """Bring a reason one place ahead (-1) or back (+1) among those offered."""
    rows = list(LossReason.objects.select_for_update())
    offered = [row for row in rows if not row.retired]
    after = shifted(offered, reason, by)
    if after is None:
        return
    number(LossReason, [*after, *(row for row in rows if row.retired)])
    _note(actor, reason, "order", {"reasons": [[each.code for each in part] for part in (offered, after)]})
