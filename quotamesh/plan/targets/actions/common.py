"""What every change of a plan begins and ends with."""

import json
import zlib

from django.db.models import F

from quotamesh.base.trail.actions import Actor, record
from quotamesh.plan.targets.errors import NotEditable
from quotamesh.plan.targets.models import Edit, Plan
from quotamesh.plan.targets.rows import Own


def opened(plan: Plan) -> Plan:
    """The plan, locked until the transaction ends, so that two edits never cross.

    Raises:
        NotEditable: it is in force or superseded.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if not plan.editable:
        raise NotEditable
    return plan


def touched(plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(revision=F("revision") + 1)


def leave_trail(actor: Actor, plan: Plan, verb: str, change: dict) -> None:
    record(actor, f"plan.{verb}", subject="plan", key=str(plan.uid), label=plan.name, change=change)


def keep_for_undo(actor: Actor, plan: Plan, what: dict, delta: Own) -> Edit:
    """Remember an edit by its differences, packed."""
    rows = [
        delta.unit.tolist(),
        delta.product.tolist(),
        delta.line.tolist(),
        delta.months.tolist(),
    ]
    packed = zlib.compress(json.dumps(rows, separators=(",", ":")).encode())
    return Edit.objects.create(
        plan=plan, at=actor.at, actor_id=actor.user_id, actor=actor.name, what=what, delta=packed
    )


def kept(edit: Edit) -> Own:
    units, products, lines, months = json.loads(zlib.decompress(bytes(edit.delta)))
    return Own.of(
        [(u, p, line, *m) for u, p, line, m in zip(units, products, lines, months, strict=True)]
    )
