"""Changing the market: every change is a version of its entry, and an entry of the trail."""

from datetime import date
from typing import Any

from django.db import transaction

from quotamesh.base.people.models import Person
from quotamesh.base.trail.actions import Actor, differences, record
from quotamesh.do.catalog.models import Product
from quotamesh.plan.market.checks import problems_of
from quotamesh.plan.market.errors import BadEntry, NothingToCopy, StaleEntry
from quotamesh.plan.market.models import Entry, MarketBook, Version

FIELDS = ("name", "owner", "noted_on", "source", "values", "removed")


def open_book(fiscal_year: int, product: Product) -> MarketBook:
    return MarketBook.objects.get_or_create(fiscal_year=fiscal_year, product=product)[0]


@transaction.atomic
def add_entry(
    actor: Actor,
    *,
    fiscal_year: int,
    product: Product,
    kind: str,
    name: str,
    values: dict[str, Any],
    owner: Person | None,
    noted_on: date,
    source: str,
    today: date,
) -> Entry:
    """A new input. `today` is the company's day.

    Raises:
        BadEntry: a sentence for each field that is wrong.
    """
    book = locked(open_book(fiscal_year, product))
    entry = Entry(
        book=book,
        kind=kind,
        name=name.strip(),
        values=values,
        owner=owner,
        noted_on=noted_on,
        source=source.strip(),
    )
    _refuse_problems(entry, today)
    entry.save()
    keep(actor, entry, {})
    return entry


@transaction.atomic
def change_entry(actor: Actor, entry: Entry, *, seen: int, today: date, **changed: Any) -> Entry:
    """Change name, values, owner, day or source; `seen` is the version that was looked at.

    Raises:
        StaleEntry: it is no longer the last one.
        BadEntry: a sentence for each field that is wrong.
    """
    return _change(actor, entry, seen, changed, today)


@transaction.atomic
def remove_entry(actor: Actor, entry: Entry) -> Entry:
    """Take an input out of the market; it stays in its history and can be brought back."""
    return _change(actor, entry, None, {"removed": True})


@transaction.atomic
def restore_entry(actor: Actor, entry: Entry) -> Entry:
    """
    Raises:
        BadEntry: another one has taken its place meanwhile.
    """
    return _change(actor, entry, None, {"removed": False})


def _change(
    actor: Actor, entry: Entry, seen: int | None, changed: dict[str, Any], today: date | None = None
) -> Entry:
    locked(entry.book)
    entry = Entry.objects.select_for_update().select_related("book").get(pk=entry.pk)
    if seen is not None and (seen != entry.number or entry.removed):
        raise StaleEntry(entry)
    before = state_of(entry)
    for name, value in changed.items():
        setattr(entry, name, value.strip() if isinstance(value, str) else value)
    if not entry.removed:
        _refuse_problems(entry, today or entry.noted_on)
    if state_of(entry) != before:
        entry.number += 1
        entry.save()
        keep(actor, entry, before)
    return entry


@transaction.atomic
def copy_book(actor: Actor, *, source: int, fiscal_year: int, product: Product) -> int:
    """Begin a year with the inputs of another; their days stay, so that what is old is seen to be. Returns how many.

    Raises:
        NothingToCopy: the source has no input, or the year has some already.
    """
    old = Entry.objects.filter(book__fiscal_year=source, book__product=product, removed=False)
    found = list(old.order_by("id"))
    book = locked(open_book(fiscal_year, product))
    if not found or book.entries.filter(removed=False).exists():
        raise NothingToCopy
    renamed: dict[str, str] = {}
    # Segments and criteria first: the others name them.
    for entry in sorted(found, key=lambda each: each.kind not in (Entry.Kind.SEGMENT, Entry.Kind.CRITERION)):
        copy = Entry(book=book, **{name: getattr(entry, name) for name in ("kind", *FIELDS)})
        copy.values = _renamed(entry.values, renamed)
        copy.save()
        renamed[str(entry.uid)] = str(copy.uid)
        _version(actor, copy)
    _trail(actor, "copy", book, _title(book), {"from": [None, source], "entries": [None, len(found)]})
    return len(found)


@transaction.atomic
def set_stale_after(actor: Actor, book: MarketBook, days: int) -> None:
    book = locked(book)
    old, book.stale_after = book.stale_after, days
    book.save(update_fields=["stale_after"])
    _trail(actor, "stale_after", book, _title(book), {"stale_after": [old, days]})


def state_of(entry: Entry) -> dict[str, Any]:
    """An entry's fields as a version keeps them; the owner by code."""
    return {
        "name": entry.name,
        "owner": entry.owner.code if entry.owner else "",
        "noted_on": entry.noted_on.isoformat(),
        "source": entry.source,
        "values": entry.values,
        "removed": entry.removed,
    }


def locked(book: MarketBook) -> MarketBook:
    return MarketBook.objects.select_for_update().select_related("product").get(pk=book.pk)


def _refuse_problems(entry: Entry, today: date) -> None:
    others = Entry.objects.filter(book=entry.book, removed=False).exclude(pk=entry.pk)
    problems = problems_of(entry, others, today)
    if problems:
        raise BadEntry(problems)


def _renamed(values: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    copy = dict(values)
    if "touches" in copy:
        copy["touches"] = [names[uid] for uid in copy["touches"] if uid in names]
    if "scores" in copy:
        copy["scores"] = {names[uid]: score for uid, score in copy["scores"].items() if uid in names}
    return copy


def keep(actor: Actor, entry: Entry, before: dict[str, Any]) -> None:
    _version(actor, entry)
    verb = "remove" if entry.removed else "change" if before else "add"
    record(
        actor,
        f"market.{verb}",
        subject="market",
        key=str(entry.uid),
        label=f"{_title(entry.book)} · {entry.name}",
        change=differences(before, state_of(entry)),
    )


def _version(actor: Actor, entry: Entry) -> None:
    Version.objects.create(
        entry=entry, number=entry.number, at=actor.at, actor=actor.name, state=state_of(entry)
    )


def _trail(actor: Actor, verb: str, book: MarketBook, label: str, change: dict[str, Any]) -> None:
    record(actor, f"market.{verb}", subject="market", key=str(book.uid), label=label, change=change)


def _title(book: MarketBook) -> str:
    return f"FY{book.fiscal_year} {book.product.name}"
