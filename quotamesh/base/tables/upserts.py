"""Bringing rows into a table by their code: new ones made, known ones changed where they differ."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from django.db import models

from quotamesh.base.store import bulk
from quotamesh.base.store.fields import Identified
from quotamesh.base.store.paths import replace_all
from quotamesh.base.tables.kinds import Outcome
from quotamesh.base.tables.rows import Rows

CHUNK = 500
Drafts = dict[Hashable, dict[str, Any]]


@dataclass(frozen=True)
class Stored:
    """Rows as they stand, by code."""

    objects: dict[Hashable, models.Model]

    def fields(self, code: Hashable, names: list[str]) -> dict[str, Any]:
        row = self.objects[code]
        return {name: getattr(row, name) for name in names}


def drafts_of(rows: Rows, key: str, fields: dict[str, str], defaults: dict[str, Any]) -> Drafts:
    """Per code what the file says: {code: {field: value}}. Columns the file does not bring are left out."""
    columns = {
        field: rows.coded(name).rows(defaults.get(field)) for field, name in fields.items() if rows.has(name)
    }
    codes = rows.coded(key).rows()
    values = zip(*columns.values(), strict=True) if columns else [()] * len(codes)
    return {code: dict(zip(columns, row, strict=True)) for code, row in zip(codes, values, strict=True)}


def shown(value: Any) -> Any:
    return str(value) if isinstance(value, models.Model) else value


def upsert(model: type[models.Model], drafts: Drafts, key: str, defaults: dict[str, Any]) -> Outcome:
    """Make the rows that are new, change those that differ, leave the others."""
    known = {getattr(row, key): row for row in model._default_manager.all() if getattr(row, key) in drafts}
    fresh = {code: defaults | draft for code, draft in drafts.items() if code not in known}
    changes = change(model, {code: (known[code], draft) for code, draft in drafts.items() if code in known})
    insert(model, [{key: code, **draft} for code, draft in fresh.items()])
    return Outcome(len(fresh), len(changes), len(known) - len(changes), changes)


def change(model: type[models.Model], wanted: dict[Hashable, tuple[models.Model, dict[str, Any]]]) -> dict:
    """Write the fields that differ; returns them as {code: {field: [from, to]}}."""
    changes: dict[str, dict[str, list]] = {}
    touched: dict[str, models.Model] = {}
    for code, (row, draft) in wanted.items():
        differing = {
            name: [getattr(row, name), value] for name, value in draft.items() if getattr(row, name) != value
        }
        if differing:
            changes[str(code)], touched[str(code)] = differing, row
            for name, (_before, after) in differing.items():
                setattr(row, name, after)
    names = sorted({name for differing in changes.values() for name in differing})
    if names:
        model._default_manager.bulk_update(touched.values(), names, batch_size=CHUNK)
    return changes


def insert(model: type[models.Model], rows: list[dict[str, Any]]) -> None:
    """Add rows that all name the same fields; identities are given where the model has them."""
    if not rows:
        return
    names = list(rows[0])
    identified = issubclass(model, Identified)
    uids = [[bulk.new_uid_value()] if identified else [] for _ in rows]
    fields = [*names, "uid"] if identified else names
    columns = [model._meta.get_field(name).name for name in fields]
    bulk.insert(
        model, columns, ([*(row[name] for name in names), *uid] for row, uid in zip(rows, uids, strict=True))
    )


def plant(model: type[models.Model], drafts: Drafts, defaults: dict[str, Any]) -> Outcome:
    """As `upsert`, for a tree: `parent` of a draft is the parent's code; paths are kept right below moved nodes.

    The caller has made sure that parents exist and that there is no circle.
    """
    nodes = {row.code: row for row in model._default_manager.all()}
    fresh = [code for code in drafts if code not in nodes]
    ids = {code: row.pk for code, row in nodes.items()}
    ids.update(zip(fresh, bulk.reserve_ids(model, len(fresh)), strict=True))
    codes = {pk: code for code, pk in ids.items()}
    wanted = {code: _with_parent_id(draft, ids) for code, draft in drafts.items()}
    parents = {row.pk: row.parent_id for row in nodes.values()}
    parents |= {ids[code]: draft["parent_id"] for code, draft in wanted.items() if "parent_id" in draft}
    placed = replace_all(parents)
    changes = change(model, {code: (nodes[code], draft) for code, draft in wanted.items() if code in nodes})
    moved = {
        code: (row, dict(zip(("path", "depth"), placed[row.pk], strict=True)))
        for code, row in nodes.items()
        if (row.path, row.depth) != placed[row.pk]
    }
    change(model, moved)
    insert(model, [_node(code, ids[code], defaults | wanted[code], placed[ids[code]]) for code in fresh])
    told = {code: _with_parent_code(differing, codes) for code, differing in changes.items()}
    known = len(drafts) - len(fresh)
    return Outcome(
        len(fresh),
        len(changes),
        known - len(changes),
        told,
        effects={"moved": [row.pk for row, _ in moved.values()]},
    )


def _with_parent_id(draft: dict[str, Any], ids: dict) -> dict[str, Any]:
    rest = {name: value for name, value in draft.items() if name != "parent"}
    return rest | ({"parent_id": ids.get(draft["parent"])} if "parent" in draft else {})


def _with_parent_code(differing: dict[str, list], codes: dict[int, Any]) -> dict[str, list]:
    return {
        name.removesuffix("_id"): [codes.get(value) for value in pair] if name == "parent_id" else pair
        for name, pair in differing.items()
    }


def _node(code: Hashable, pk: int, draft: dict[str, Any], place: tuple[str, int]) -> dict[str, Any]:
    rest = {name: value for name, value in draft.items() if name != "parent_id"}
    return {"id": pk, "code": code, "parent": draft["parent_id"], "path": place[0], "depth": place[1], **rest}
