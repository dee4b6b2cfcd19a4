"""Changing a driver tree: each change is one step that can be taken back."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db import transaction

from quotamesh.base.people.queries import company
from quotamesh.base.trail.actions import Actor
from quotamesh.kernel.drivers_solve import way_to
from quotamesh.plan.paradigms.actions.common import leave_trail, opened, state_of, store
from quotamesh.plan.paradigms.errors import NothingToUndo
from quotamesh.plan.paradigms.history import filled, past_of
from quotamesh.plan.paradigms.models import LineEdit, LineParadigm
from quotamesh.plan.paradigms.trees import (
    TOP,
    Nodes,
    TreeNode,
    added,
    changed,
    driver_tree,
    read,
    removed,
    written,
)

TYPED = {"from": "typed"}


@transaction.atomic
def change_node(
    actor: Actor, line: LineParadigm, key: str, *, seen: int | None = None, **values: Any
) -> LineParadigm:
    """Change name, kind, value, indicator or bearer of a node. A value typed says so, with its `note`.

    Raises:
        StaleTree, WrongNode, TreeError
    """
    if "value" in values:
        values["origin"] = TYPED | {"by": actor.name, "note": values.pop("note", "")}
    return _changed(actor, line, seen, "change", {key: values}, lambda nodes: changed(nodes, key, **values))


@transaction.atomic
def add_node(
    actor: Actor, line: LineParadigm, above: str, node: TreeNode, *, seen: int | None = None
) -> LineParadigm:
    """
    Raises:
        StaleTree, WrongNode, NodeInUse, TooManyNodes, TreeError
    """
    told = {node.key: {"above": above, "name": node.name}}
    return _changed(actor, line, seen, "add", told, lambda nodes: added(nodes, above, node))


@transaction.atomic
def remove_node(actor: Actor, line: LineParadigm, key: str, *, seen: int | None = None) -> LineParadigm:
    """
    Raises:
        StaleTree, NodeInUse
    """
    return _changed(actor, line, seen, "remove", {key: None}, lambda nodes: removed(nodes, key))


@transaction.atomic
def replace_tree(
    actor: Actor,
    line: LineParadigm,
    document: Iterable[dict],
    *,
    driver: str | None = None,
    seen: int | None = None,
) -> LineParadigm:
    """Put a whole tree in place of the one there is.

    Raises:
        StaleTree, WrongNode, TooManyNodes, TreeError; NoEffect, MoreThanOneWay: the driver cannot be solved for.
    """
    nodes = read(document)
    wanted = driver or line.driver
    way_to(driver_tree(nodes), TOP, wanted)
    return _changed(actor, line, seen, "replace", {"nodes": len(nodes)}, lambda _: nodes, driver=wanted)


@transaction.atomic
def refill(
    actor: Actor,
    line: LineParadigm,
    today: date,
    keys: Iterable[str] | None = None,
    *,
    seen: int | None = None,
) -> LineParadigm:
    """Take values from the past anew; those that somebody typed only where they are named.

    Raises:
        StaleTree
    """
    past = past_of(company(), line.product, line.fiscal_year, today)
    return _changed(actor, line, seen, "refill", {}, lambda nodes: filled(nodes, past, keys))


def _changed(
    actor: Actor,
    line: LineParadigm,
    seen: int | None,
    verb: str,
    told: dict,
    change: Callable[[Nodes], Nodes],
    **more: Any,
) -> LineParadigm:
    line = opened(line, seen)
    before = state_of(line)
    nodes = change(read(line.nodes))
    line.nodes = written(nodes)
    for name, value in more.items():
        setattr(line, name, value)
    if line.driver not in nodes:
        line.driver = _a_driver(nodes)
    if state_of(line) == before:
        return line
    return store(actor, line, before, verb, told)


def _a_driver(nodes: Nodes) -> str:
    """The first leaf below the top that can be solved for, where the one there was is gone."""
    return next((key for key in driver_tree(nodes).leaves if key in driver_tree(nodes).below(TOP)), TOP)


@transaction.atomic
def undo_line(actor: Actor, line: LineParadigm) -> LineParadigm:
    """Take back the actor's last change, as long as nobody else has changed the line since.

    Raises:
        NothingToUndo
    """
    line = opened(line, None)
    edit = LineEdit.objects.filter(line=line, undone=False).order_by("-id").first()
    if edit is None or edit.actor_id != actor.user_id:
        raise NothingToUndo
    for name, value in edit.before.items():
        setattr(line, name, value)
    line.revision += 1
    line.changed_at, line.changed_by = actor.at, actor.name
    line.save()
    edit.undone = True
    edit.save(update_fields=["undone"])
    leave_trail(actor, line, "undo", {"revision": [edit.revision, line.revision]})
    return line
