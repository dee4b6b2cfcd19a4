"""Where two customers that become one both have a row of which there may be one only, and how such rows are told.

A feature that keeps such rows offers a module with

    told(row) -> str                        what the row says, in the reader's language
    step_down(actor, row, winner) -> str    for rows that stand: the loser's stands no longer; by what it is known again
    step_up(actor, row, known) -> None      it stands again, when the merge is undone
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst

from quotamesh.do.customers.models import Customer, Merge, OwnerChange, SearchKey, Suspect

# What tells of the loser itself, or is made anew.
STAYS = (Customer, Merge, OwnerChange, SearchKey, Suspect)
# How the loser's row gives way: it stays with the loser; it is ended, and goes along; it is kept in the merge alone.
BEHIND, ENDED, PUT_AWAY = "behind", "ended", "put_away"
_modules: dict[str, str] = {}


def offer_rows(label: str, module: str) -> None:
    _modules[label] = module


def teller(model: type[models.Model]) -> Any:
    found = _modules.get(model._meta.label)
    return import_module(found) if found else None


def told(row: models.Model) -> str:
    module = teller(type(row))
    return module.told(row) if module else f"{capfirst(str(row._meta.verbose_name))}: {row}"


@dataclass(frozen=True)
class Met:
    """The loser's row, the winner's that stays (None: the loser's is made anew by its feature), and how it gives way;
    `way` is empty where nobody knows how, and the merge is refused."""

    model: type[models.Model]
    field: str
    row: models.Model
    kept: models.Model | None
    way: str


def pointers() -> Iterator[tuple[type[models.Model], str]]:
    """Every table with a column that names a customer, whoever keeps it."""
    for model in apps.get_models(include_auto_created=True):
        if model not in STAYS:
            for field in model._meta.concrete_fields:
                if field.remote_field and field.related_model is Customer:
                    yield model, field.name


def table_of(label: str) -> type[models.Model]:
    """The table of this name among those with a column that names a customer."""
    return next(model for model, _field in pointers() if model._meta.label == label)


def meetings(winner: Customer, loser: Customer) -> list[Met]:
    """What of the loser gives way to what of the winner."""
    found: dict[tuple[Any, ...], Met] = {}
    for model, field in pointers():
        for others, condition in _once(model, field):
            for row, kept in _pairs(model, field, others, condition, (winner.pk, loser.pk)):
                met = Met(model, field, row, kept, _way(model, field, condition))
                found.setdefault((model, row.pk), met)
    return list(found.values())


def _once(model: type[models.Model], field: str) -> Iterator[tuple[tuple[str, ...], Q | None]]:
    """With what else a customer may stand in a table once, and under which condition."""
    if model._meta.get_field(field).unique:
        yield (), None
    constraints = [each for each in model._meta.constraints if isinstance(each, models.UniqueConstraint)]
    together = [(tuple(names), None) for names in model._meta.unique_together]
    for names, condition in [*((each.fields, each.condition) for each in constraints), *together]:
        if field in names:
            yield tuple(name for name in names if name != field), condition


def _pairs(
    model, field: str, others, condition: Q | None, both: tuple[int, int]
) -> Iterator[tuple[Any, Any]]:
    winner, loser = both
    rows = model._base_manager.filter(**{f"{field}__in": both}).order_by("pk")
    columns = [model._meta.get_field(name).attname for name in others]
    owner = model._meta.get_field(field).attname
    sides: dict[int, dict[tuple, Any]] = defaultdict(dict)
    for row in rows.filter(condition) if condition is not None else rows:
        key = tuple(getattr(row, name) for name in columns)
        if None not in key:
            sides[getattr(row, owner)][key] = row
    alone = model._meta.get_field(field).primary_key
    for key, row in sides[loser].items():
        if alone or key in sides[winner]:
            yield row, sides[winner].get(key)


def _way(model: type[models.Model], field: str, condition: Q | None) -> str:
    if model._meta.get_field(field).primary_key:
        return PUT_AWAY
    if condition is None:
        return BEHIND
    return ENDED if hasattr(teller(model), "step_down") else ""


def written(met: Met) -> dict[str, Any]:
    """As the merge keeps it: readable for ever, whatever becomes of the rows."""
    (row,) = serializers.serialize("python", [met.row])
    data = serializers.serialize("json", [met.row])
    kept = {"kept_key": met.kept.pk, "kept": told(met.kept)} if met.kept else {"kept_key": None, "kept": ""}
    return {
        "model": met.model._meta.label,
        "key": row["pk"],
        "way": met.way,
        "text": told(met.row),
        "row": data,
    } | kept


@dataclass(frozen=True)
class Left:
    """What of the loser gave way, what of the winner stayed, and how."""

    text: str
    kept: str
    way: str


def left_of(merge: Merge) -> list[Left]:
    """In the reader's language where the rows are still there."""
    return [_left(each) for each in merge.left]


def _left(kept: dict[str, Any]) -> Left:
    model = table_of(kept["model"])
    stands = model._base_manager.filter(pk=kept["kept_key"]).first() if kept["kept_key"] else None
    if kept["way"] == PUT_AWAY:
        row = next(serializers.deserialize("json", kept["row"])).object
    else:
        row = model._base_manager.filter(pk=kept["key"]).first()
    return Left(told(row) if row else kept["text"], told(stands) if stands else kept["kept"], kept["way"])


def foreseen(winner: Customer, loser: Customer) -> list[Left]:
    """What a merge of the two would leave behind, before it is made."""
    return [
        Left(told(met.row), told(met.kept) if met.kept else "", met.way) for met in meetings(winner, loser)
    ]
