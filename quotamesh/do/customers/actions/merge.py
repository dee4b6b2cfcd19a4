"""Making one customer of two, without loss, and two of one again.

All that points to the loser moves to the winner; what moved is written down row by row. Where a table allows a row once
only and the winner has it already, the loser's stays behind with the loser; but where that holds only for rows that
stand now (a constraint under a condition, as with named accounts), the merge is refused and says which rows clash.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.customers import finding, followers
from quotamesh.do.customers.actions.duplicates import suspect
from quotamesh.do.customers.actions.write import locked
from quotamesh.do.customers.errors import CannotUndo, Clash, IntoItself
from quotamesh.do.customers.models import Customer, Merge, OwnerChange, SearchKey, Suspect

# What tells of the loser itself, or is made anew.
STAYS = (Customer, Merge, OwnerChange, SearchKey, Suspect)
FILLED = ("segment", "industry", "region", "channel", "city", "persona", "complexity", "owner_id", "own")
CHUNK = 500


@transaction.atomic
def merge_customers(actor: Actor, winner: Customer, loser: Customer) -> Merge:
    """Make `loser` part of `winner`, which keeps its own words and gets what it lacks.

    Raises:
        IntoItself, MergedAlready
        Clash: rows that stand now and may be there once.
    """
    if winner.pk == loser.pk:
        raise IntoItself
    # Always in the order of their keys, so that two merges of the same two wait for each other.
    one, other = sorted((winner, loser), key=lambda each: each.pk)
    rows = {each.pk: locked(each) for each in (one, other)}
    kept, gone = rows[winner.pk], rows[loser.pk]
    seen = followers.watch([kept.pk, gone.pk])
    moved = _move_all(gone, kept)
    merge = Merge(winner=kept, loser=gone, at=actor.at, by=actor.name, moved=moved, filled=_fill(kept, gone))
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


def pointers() -> Iterator[tuple[type[models.Model], str]]:
    """Every table with a column that names a customer, whoever keeps it."""
    for model in apps.get_models(include_auto_created=True):
        if model not in STAYS:
            for field in model._meta.concrete_fields:
                if field.remote_field and field.related_model is Customer:
                    yield model, field.name


def _move_all(loser: Customer, winner: Customer) -> dict[str, dict[str, list[int]]]:
    moved: defaultdict[str, dict[str, list[int]]] = defaultdict(dict)
    clashes: list[str] = []
    for model, field in pointers():
        rows = model._base_manager.filter(**{field: loser})
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        if not keys:
            continue
        went = keys if _goes(rows, field, winner) else _one_by_one(model, field, keys, winner, clashes)
        if went:
            moved[model._meta.label][field] = went
    if clashes:
        raise Clash(clashes)
    return dict(moved)


def _goes(rows: models.QuerySet, field: str, winner: Customer) -> bool:
    try:
        with transaction.atomic():
            rows.update(**{field: winner})
    except IntegrityError:
        return False
    return True


def _one_by_one(model, field: str, keys: list[int], winner: Customer, clashes: list[str]) -> list[int]:
    """The rows that can go; those that stand in the way are named, or stay behind if they may."""
    went = []
    stands = any(getattr(constraint, "condition", None) for constraint in _once(model, field))
    for key in keys:
        row = model._base_manager.filter(pk=key)
        if _goes(row, field, winner):
            went.append(key)
        elif stands:
            clashes.append(f"{model._meta.verbose_name}: {row.get()}")
    return went


def _once(model, field: str) -> list[models.UniqueConstraint]:
    return [
        constraint
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint) and field in constraint.fields
    ]


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
