"""Making a customer and changing its record."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from quotamesh.base.store.fields import new_uid
from quotamesh.base.trail.actions import Actor, differences, record
from quotamesh.do.customers import finding, words
from quotamesh.do.customers.actions.duplicates import suspect
from quotamesh.do.customers.errors import CodeTaken, MergedAlready, StaleCustomer
from quotamesh.do.customers.models import Customer, OwnField, Tag
from quotamesh.kernel.names import read

FIELDS = ("name", "segment", "industry", "region", "channel", "city", "persona", "complexity")


@transaction.atomic
def make_customer(
    actor: Actor, *, owner, code: str = "", tags: Iterable[str] = (), **values: Any
) -> Customer:
    """A new customer of `owner` (a person, or None); without a code it gets one of its own.

    Raises:
        CodeTaken
    """
    if code and Customer.everything.filter(code=code).exists():
        raise CodeTaken(code)
    made = Customer(code=code or new_uid().hex, owner=owner, core=read(values["name"]).core[:200], **values)
    made.save(force_insert=True)
    if not code:
        made.code = _own_code(made.pk)
        made.save(update_fields=["code"])
    _tag(made, tags)
    words.note([values])
    finding.refresh(made)
    suspect(made)
    told = {name: [None, getattr(made, name)] for name in ("code", *FIELDS) if getattr(made, name)}
    told |= {"owner": [None, owner.code if owner else None]}
    record(actor, "customer.make", subject="customer", key=str(made.uid), label=made.name, change=told)
    return made


def _own_code(pk: int) -> str:
    code = f"K{pk:06}"
    while Customer.everything.filter(code=code).exists():
        code += "-1"
    return code


@transaction.atomic
def change_customer(
    actor: Actor,
    customer: Customer,
    *,
    seen: int | None = None,
    tags: Iterable[str] | None = None,
    own: Mapping[str, str] | None = None,
    **values: Any,
) -> Customer:
    """Change what is named. `seen`: the revision that was looked at; None asks for none.

    Raises:
        StaleCustomer, MergedAlready
    """
    now = locked(customer)
    had = sorted(now.tags.values_list("name", flat=True)) if tags is not None else []
    before = {name: getattr(now, name) for name in values} | ({"tags": had} if tags is not None else {})
    after = dict(values) | ({"tags": sorted(set(tags))} if tags is not None else {})
    if own is not None:
        before["own"], after["own"] = now.own, _retired(now.own) | dict(own)
    change = differences(before, after)
    if seen is not None and seen != now.revision:
        raise StaleCustomer(now.name, {name: [mine, theirs] for name, (theirs, mine) in change.items()})
    if not change:
        return now
    formerly = (now.code, now.name)
    for name in change.keys() - {"tags"}:
        setattr(now, name, after[name])
    if "tags" in change:
        _tag(now, after["tags"])
    words.note([values])
    now.core = read(now.name).core[:200]
    now.revision += 1
    now.save()
    if "name" in change:
        finding.refresh(now, formerly)
        suspect(now)
    record(actor, "customer.change", subject="customer", key=str(now.uid), label=now.name, change=change)
    return now


def _retired(own: Mapping[str, str]) -> dict[str, str]:
    """What stands in fields that nobody fills in any more: it stays."""
    if not own:
        return {}
    gone = OwnField.objects.filter(retired=True, code__in=list(own)).values_list("code", flat=True)
    return {code: own[code] for code in gone}


def locked(customer: Customer) -> Customer:
    """The row as it stands, held until the transaction ends.

    Raises:
        MergedAlready
    """
    now = Customer.everything.select_for_update().get(pk=customer.pk)
    if now.merged_into_id:
        raise MergedAlready(now.name)
    return now


def _tag(customer: Customer, names: Iterable[str]) -> None:
    customer.tags.set([Tag.objects.get_or_create(name=name)[0] for name in sorted(set(names))])
