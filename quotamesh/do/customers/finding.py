"""The texts by which a customer is found while one types: kept by every action that makes, names or hands one over.

A name is found from each of its characters or words on, by its letters and by the first letters of their Chinese
readings, and by the reading written out; a code from its first letter on. Each text is a row with an index, so
that finding ten among two hundred thousand costs what finding ten among a thousand does.
"""

from collections.abc import Iterable

from django.db.models import QuerySet

from quotamesh.base.store import bulk
from quotamesh.do.customers.models import Customer, SearchKey
from quotamesh.do.customers.pinyin import readings
from quotamesh.kernel.names import is_chinese, read, tokens

LONGEST = 16
STARTS = 12
FIELDS = ("key", "holder", "customer", "shared")


def typed(text: str) -> str:
    """What was typed, as the texts are kept: folded, without spaces and signs."""
    return "".join(tokens(text[:200]))[: LONGEST * 2]


def texts_of(code: str, name: str) -> set[str]:
    """All texts by which a customer is found."""
    parts = tokens(name)
    whole = "".join(parts)
    found = {typed(code), *tokens(code)}
    core = read(name).core.replace(" ", "")
    begins = max(whole.find(core), 0)
    starts = _starts(parts, begins, begins + len(core))
    found.update(whole[start : start + LONGEST] for start in starts)
    if not whole.isascii() and any(map(is_chinese, whole)):
        read_out = readings(whole)
        initials = "".join([each[:1] for each in read_out])
        found.update(initials[start : start + LONGEST] for start in starts)
        for start in {0, begins}:
            found.add("".join(read_out[start : start + LONGEST])[: LONGEST * 2])
    found.discard("")
    return found


def _starts(parts: list[str], begins: int, ends: int) -> list[int]:
    """The beginning, and each Chinese character and each word of the core but its last character: nobody looks for
    the second half of a place, or for 'limited company'."""
    found, place = [0], 0
    for part in parts:
        inside = range(place, place + len(part)) if is_chinese(part) else (place,)
        found += [
            start for start in inside if begins <= start < ends and (start < ends - 1 or start == place)
        ]
        place += len(part)
    return list(dict.fromkeys(found))[:STARTS]


def keys_of(code: str, name: str) -> list[bytes]:
    return [text.encode()[:80] for text in texts_of(code, name)]


def with_key(text: str) -> QuerySet[SearchKey]:
    """The keys that begin with what was typed."""
    start = typed(text)[:LONGEST].encode()
    if not start:
        return SearchKey.objects.none()
    return SearchKey.objects.filter(key__gte=start, key__lt=start + b"\xff")


Row = tuple[int, str, str, int | None]


def add(rows: Iterable[Row], *, shared: bool = False) -> None:
    """Make customers found: (customer, code, name, holder)."""
    found = ((key, holder, pk, shared) for pk, code, name, holder in rows for key in keys_of(code, name))
    bulk.insert(SearchKey, FIELDS, found)


def refresh(customer: Customer, *formerly: tuple[str, str]) -> None:
    """Bring the keys of a customer in step, with those of what became part of it; `formerly`: other codes and names
    under which it may have been found."""
    names = [(customer.code, customer.name), *_absorbed(customer)]
    old = {key for code, name in (*names, *formerly) for key in keys_of(code, name)}
    SearchKey.objects.filter(key__in=old, customer=customer).delete()
    if customer.merged_into_id is None:
        add((customer.pk, code, name, customer.owner_id) for code, name in names)
        held = list(customer.shares.values_list("person_id", flat=True))
        add(((customer.pk, code, name, holder) for holder in held for code, name in names), shared=True)


def _absorbed(customer: Customer) -> list[tuple[str, str]]:
    """Codes and names of all that was merged into a customer, at any remove."""
    found, into = [], [customer.pk]
    while into:
        rows = Customer.everything.filter(merged_into__in=into).values_list("pk", "code", "name")
        found += [(code, name) for _pk, code, name in rows]
        into = [pk for pk, _code, _name in rows]
    return found


def hand_over(customers: Iterable[int], before: int | None, after: int | None) -> None:
    """The keys of many customers of one owner go to another."""
    SearchKey.objects.filter(holder=before, shared=False, customer__in=list(customers)).update(holder=after)
