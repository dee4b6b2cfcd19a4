"""Making one customer of two, without loss, and two of one again.

All that points to the loser moves to the winner; what moved is written down row by row. Where a table allows one row
only and the winner has it, the winner's is kept and the loser's gives way (see `met`): it stays behind with the loser,
is ended and goes along, or is put away; the merge keeps it readable, and its undoing brings it back.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.core import serializers
from django.db import models, transaction

from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.customers import finding, followers
from quotamesh.do.customers.actions.duplicates import suspect
from quotamesh.do.customers.actions.write import locked
from quotamesh.do.customers.errors import CannotUndo, Clash, IntoItself
from quotamesh.do.customers.met import (
    BEHIND,
    ENDED,
    PUT_AWAY,
    Met,
    meetings,
    pointers,
    table_of,
    teller,
    told,
    written,
)
from quotamesh.do.customers.models import Customer, Merge

FILLED = ("segment", "industry", "region", "channel", "city", "persona", "complexity", "owner_id", "own")
CHUNK = 500


@transaction.atomic
def merge_customers(actor: Actor, winner: Customer, loser: Customer) -> Merge:
    """Make `loser` part of `winner`, which keeps its own words and gets what it lacks.

    Raises:
        IntoItself, MergedAlready
        Clash: rows of which one may stand, and nobody knows how the other gives way.
    """
    if winner.pk == loser.pk:
        raise IntoItself
    # Always in the order of their keys, so that two merges of the same two wait for each other.
    one, other = sorted((winner, loser), key=lambda each: each.pk)
    rows = {each.pk: locked(each) for each in (one, other)}
    kept, gone = rows[winner.pk], rows[loser.pk]
    seen = followers.watch([kept.pk, gone.pk])
    mets = meetings(kept, gone)
    left = _give_way(actor, mets, kept)
    moved, filled = _move_all(gone, kept, mets), _fill(kept, gone)
    merge = Merge(winner=kept, loser=gone, at=actor.at, by=actor.name, moved=moved, filled=filled, left=left)
    merge.save(force_insert=True)
    gone.merged_into = kept
    for row in (kept, gone):
        row.revision += 1
        row.save()
    followers.settle([kept.pk, gone.pk], seen)
    _find_anew(kept, gone)
    _record(actor, "merge", merge)
    return merge


@transaction.atomic
def undo_merge(actor: Actor, merge: Merge) -> Customer:
    """Take a merge apart: what moved goes back, what came since stays with the winner; gives the loser.

    Raises:
        CannotUndo
    """
    now = Merge.objects.select_for_update().get(pk=merge.pk)
    winner = Customer.everything.select_for_update().get(pk=now.winner_id)
    loser = Customer.everything.select_for_update().get(pk=now.loser_id)
    if now.undone_at or winner.merged_into_id or loser.merged_into_id != winner.pk:
        raise CannotUndo(winner.name)
    seen = followers.watch([winner.pk, loser.pk])
    for model, field, keys in _moved(now.moved):
        for start in range(0, len(keys), CHUNK):
            rows = model._base_manager.filter(pk__in=keys[start : start + CHUNK], **{field: winner})
            rows.update(**{field: loser})
    _take_back(actor, now.left)
    _empty(winner, now.filled)
    loser.merged_into = None
    for row in (winner, loser):
        row.revision += 1
        row.save()
    now.undone_at, now.undone_by = actor.at, actor.name
    now.save(update_fields=["undone_at", "undone_by"])
    followers.settle([winner.pk, loser.pk], seen)
    _find_anew(winner, loser)
    _record(actor, "undo_merge", now)
    return loser


def _give_way(actor: Actor, mets: list[Met], winner: Customer) -> list[dict[str, Any]]:
    """The loser's rows of which one may stand make room; returns them as the merge keeps them.

    Raises:
        Clash
    """
    if clashes := [told(met.row) for met in mets if not met.way]:
        raise Clash(clashes)
    left = []
    for met in mets:
        left.append(written(met))
        if met.way == ENDED:
            left[-1]["known"] = teller(met.model).step_down(actor, met.row, winner)
        elif met.way == PUT_AWAY:
            met.row.delete()
    return left


def _move_all(loser: Customer, winner: Customer, mets: list[Met]) -> dict[str, dict[str, list[int]]]:
    moved: defaultdict[str, dict[str, list[int]]] = defaultdict(dict)
    behind = {(met.model, met.row.pk) for met in mets if met.way == BEHIND}
    for model, field in pointers():
        rows = model._base_manager.filter(**{field: loser}).order_by("pk")
        keys = [key for key in rows.values_list("pk", flat=True) if (model, key) not in behind]
        for start in range(0, len(keys), CHUNK):
            model._base_manager.filter(pk__in=keys[start : start + CHUNK]).update(**{field: winner})
        if keys:
            moved[model._meta.label][field] = keys
    return dict(moved)


def _take_back(actor: Actor, left: list[dict[str, Any]]) -> None:
    """What gave way stands again, unless it was changed or made anew meanwhile."""
    for each in left:
        model = table_of(each["model"])
        row = model._base_manager.filter(pk=each["key"]).first()
        if each["way"] == ENDED and row:
            teller(model).step_up(actor, row, each["known"])
        elif each["way"] == PUT_AWAY and row is None:
            next(serializers.deserialize("json", each["row"])).save()


def _moved(kept: dict[str, dict[str, list[int]]]) -> Iterator[tuple[type[models.Model], str, list[int]]]:
    for model, field in pointers():
        if keys := kept.get(model._meta.label, {}).get(field):
            yield model, field, keys


def _fill(winner: Customer, loser: Customer) -> dict[str, list[Any]]:
    """Give the winner what it lacks; returns {field: [before, after]}."""
    filled = {}
    for name in FILLED:
        before, after = getattr(winner, name), getattr(loser, name)
        if name == "own":
            after = after | before
        elif before not in (None, ""):
            continue
        if after != before and after not in (None, ""):
            filled[name] = [before, after]
            setattr(winner, name, after)
    contacts = [day for day in (winner.last_contact, loser.last_contact) if day]
    if contacts and max(contacts) != winner.last_contact:
        filled["last_contact"] = [winner.last_contact and winner.last_contact.isoformat(), None]
        winner.last_contact = max(contacts)
        filled["last_contact"][1] = winner.last_contact.isoformat()
    return filled


def _empty(winner: Customer, filled: dict[str, list[Any]]) -> None:
    """Take back what the merge filled in, unless somebody wrote something else there since."""
    for name, (before, after) in filled.items():
        field = Customer._meta.get_field(name)
        if getattr(winner, field.attname) == field.to_python(after):
            setattr(winner, field.attname, field.to_python(before))


def _find_anew(winner: Customer, loser: Customer) -> None:
    for row in (loser, winner):
        finding.refresh(row, (loser.code, loser.name))
        suspect(row)


def _record(actor: Actor, verb: str, merge: Merge) -> None:
    counts = {label: sum(map(len, fields.values())) for label, fields in merge.moved.items()}
    change = {"winner": merge.winner.code, "loser": merge.loser.code, "moved": counts, "filled": merge.filled}
    record(
        actor, f"customer.{verb}", subject="customer", key=str(merge.winner.uid), label=merge.winner.name,
        change=change,
    )  # fmt: skip
