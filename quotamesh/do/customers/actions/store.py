"""Customers from a table: made and changed by code, found from then on, and compared with those that are there."""

import json
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_noop as _

from quotamesh.base.store import bulk
from quotamesh.base.tables.kinds import Outcome
from quotamesh.base.tables.problems import Message
from quotamesh.base.tables.upserts import Drafts, change, insert
from quotamesh.base.trail.actions import Actor
from quotamesh.do.customers import finding, words
from quotamesh.do.customers.actions import duplicates
from quotamesh.do.customers.duplicates import candidates
from quotamesh.do.customers.models import Customer, OwnerChange, Tag
from quotamesh.kernel.names import read

TEXTS = ("segment", "industry", "region", "channel", "city", "persona")
CHUNK = 500
FEW = 300
TOLD = 5


@transaction.atomic
def store_customers(actor: Actor, drafts: Drafts, _progress, *, compare: bool = True) -> Outcome:
    """Make and change customers by code. The caller leaves the trail entry.

    The row of a code that was merged changes nothing: a system outside may send the old one for years. `compare` looks
    for duplicates.
    """
    tags = {code: draft.pop("tags") for code, draft in drafts.items() if "tags" in draft}
    known = _known(drafts)
    merged = [code for code, row in known.items() if row.merged_into_id]
    standing = {code: row for code, row in known.items() if not row.merged_into_id}
    formerly = {code: (row.pk, row.name, row.owner_id) for code, row in standing.items()}
    for code, row in standing.items():
        if "own" in drafts[code]:
            # Of the fields the file does not bring, what is written stays; so it does of retired ones.
            drafts[code]["own"] = _filled(row.own | drafts[code]["own"])
        if "name" in drafts[code]:
            drafts[code]["core"] = read(drafts[code]["name"]).core[:200]
    changes = change(Customer, {code: (row, drafts[code]) for code, row in standing.items()})
    fresh = _insert({code: draft for code, draft in drafts.items() if code not in known})
    renamed = _follow(actor, standing, formerly, changes)
    changed = dict(changes)
    for code, differing in _tag(tags, {code: row.pk for code, row in standing.items()}, fresh).items():
        changed[code] = changed.get(code, {}) | differing
    notices = _notices(merged)
    if compare:
        added = [(pk, drafts[code]["name"]) for code, pk in fresh.items()]
        notices += _compare([*added, *((standing[code].pk, drafts[code]["name"]) for code in renamed)])
    words.note(drafts.values())
    count = len(fresh)
    for differing in changed.values():
        differing.pop("core", None)
    return Outcome(count, len(changed), len(drafts) - count - len(changed), changed, tuple(notices))


def _known(drafts: Drafts) -> dict[Any, Customer]:
    if len(drafts) <= FEW:
        return {row.code: row for row in Customer.everything.filter(code__in=list(drafts))}
    return {row.code: row for row in Customer.everything.all() if row.code in drafts}


def _insert(drafts: Drafts) -> dict[Any, int]:
    """The keys of the new ones by code."""
    texts = {"owner_id": None, "complexity": None, **dict.fromkeys(TEXTS, "")}
    keys = bulk.reserve_ids(Customer, len(drafts)) if drafts else ()
    rows = [
        {"id": pk, "code": code, "core": read(draft["name"]).core[:200], **(texts | draft | _own(draft))}
        for pk, (code, draft) in zip(keys, drafts.items(), strict=True)
    ]
    insert(Customer, rows)
    finding.add((row["id"], row["code"], row["name"], row["owner_id"]) for row in rows)
    return {row["code"]: row["id"] for row in rows}


def _own(draft: dict[str, Any]) -> dict[str, str]:
    return {"own": json.dumps(_filled(draft["own"]))} if "own" in draft else {}


def _filled(own: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in own.items() if text}


def _follow(actor: Actor, rows: dict, formerly: dict, changes: dict) -> list[Any]:
    """What follows for those that changed: revision, keys, history of owners. Returns who was renamed."""
    touched = [code for code in rows if str(code) in changes]
    for start in range(0, len(touched), CHUNK):
        part = [rows[code].pk for code in touched[start : start + CHUNK]]
        Customer.objects.filter(pk__in=part).update(revision=F("revision") + 1)
    renamed = [code for code in touched if "name" in changes[str(code)]]
    handed = [code for code in touched if "owner_id" in changes[str(code)]]
    for code in dict.fromkeys([*renamed, *handed]):
        finding.refresh(rows[code], (str(code), formerly[code][1]))
    OwnerChange.objects.bulk_create(
        OwnerChange(
            customer=rows[code], before_id=formerly[code][2], after_id=rows[code].owner_id,
            at=actor.at, by=actor.name, why="import",
        )
        for code in handed
    )  # fmt: skip
    return renamed


def _tag(tags: dict[Any, tuple[str, ...]], standing: dict[Any, int], fresh: dict[Any, int]) -> dict:
    """Put the tags of the file in place of those that stand; returns whose differ, as {code: {field: change}}."""
    if not tags:
        return {}
    keys = standing | fresh
    through = Customer.tags.through
    names = {name for each in tags.values() for name in each}
    Tag.objects.bulk_create((Tag(name=name) for name in sorted(names)), ignore_conflicts=True)
    known = dict(Tag.objects.values_list("name", "id"))
    wanted = {(keys[code], known[name]) for code, each in tags.items() if code in keys for name in each}
    touched = {standing[code]: str(code) for code in tags if code in standing}
    rows = through.objects.values_list("customer_id", "tag_id", "id")
    stand = {(pk, tag): key for pk, tag, key in rows.iterator() if pk in touched}
    gone = [key for pair, key in stand.items() if pair not in wanted]
    for start in range(0, len(gone), CHUNK):
        through.objects.filter(pk__in=gone[start : start + CHUNK]).delete()
    bulk.insert(through, ("customer", "tag"), sorted(wanted - stand.keys()))
    differing = {pk for pk, _tag in wanted ^ stand.keys()} & touched.keys()
    names_of = {tag: name for name, tag in known.items()}
    before = {pk: sorted(names_of[tag] for each, tag in stand if each == pk) for pk in differing}
    return {touched[pk]: {"tags": [before[pk], sorted(tags[touched[pk]])]} for pk in sorted(differing)}


def _notices(merged: list[Any]) -> list[Message]:
    if not merged:
        return []
    codes = ", ".join(map(str, merged[:TOLD]))
    return [Message(_("%(count)s codes were merged into other customers, their rows change nothing: %(codes)s."),
                    count=len(merged), codes=codes)]  # fmt: skip


def _compare(added: list[tuple[int, str]]) -> list[Message]:
    """Note suspected pairs, and say so; nothing is refused for it."""
    if len(added) <= FEW:
        found = [
            (min(pk, other), max(pk, other), likeness)
            for pk, name in added
            for other, likeness in candidates(name, but=pk)
        ]
    else:
        keys = {pk for pk, _name in added}
        stored = Customer.objects.order_by("id").values_list("id", "name").iterator(chunk_size=20_000)
        found = duplicates.among([row for row in stored if row[0] not in keys], added)
    if not duplicates.put(found):
        return []
    pairs = sorted(set(found), key=lambda pair: (-pair[2], pair))
    names = dict(
        Customer.objects.filter(pk__in={pk for pair in pairs[:TOLD] for pk in pair[:2]}).values_list(
            "id", "name"
        )
    )
    told = "; ".join(f"{names[one]} ≈ {names[other]}" for one, other, _likeness in pairs[:TOLD])
    return [Message(_("%(count)s pairs of customers may be the same: %(pairs)s. See Customers, Duplicates."),
                    count=len(pairs), pairs=told)]  # fmt: skip
