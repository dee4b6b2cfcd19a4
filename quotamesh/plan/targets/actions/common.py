"""What every change of a plan begins and ends with."""

import zlib
from collections.abc import Collection

import numpy as np
from django.db.models import F

from quotamesh.base.store.paths import STEP
from quotamesh.base.trail.actions import Actor, record
from quotamesh.plan.targets.errors import LimitBroken, NotEditable
from quotamesh.plan.targets.models import Edit, Plan, Rule, TargetRow
from quotamesh.plan.targets.rows import Own, unit_paths
from quotamesh.plan.targets.states import is_state, year_of

LINES = tuple(TargetRow.Line.values)


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
    """Remember an edit by its differences."""
    return Edit.objects.create(
        plan=plan, at=actor.at, actor_id=actor.user_id, actor=actor.name, what=what, delta=packed(delta)
    )


def packed(delta: Own) -> bytes:
    """Columns of little-endian integers, compressed: unit, product, line by its number, twelve months."""
    lines = np.array([LINES.index(line) for line in delta.line.tolist()], dtype=np.int64)
    table = np.column_stack([delta.unit, delta.product, lines, delta.months]).astype("<i8")
    return zlib.compress(np.asfortranarray(table).tobytes("F"), level=1)


def kept(edit: Edit) -> Own:
    numbers = np.frombuffer(zlib.decompress(bytes(edit.delta)), dtype="<i8")
    table = numbers.reshape((-1, 15), order="F").astype(np.int64)
    lines = np.array([LINES[number] for number in table[:, 2].tolist()], dtype=object)
    return Own(table[:, 0], table[:, 1], lines, table[:, 3:])


def common_branch(paths: list[str]) -> str:
    """The longest whole steps that all paths begin with."""
    size = 0
    shortest = min(paths, key=len)
    while size < len(shortest) and all(path.startswith(shortest[: size + STEP]) for path in paths):
        size += STEP
    return shortest[:size]


def refuse_broken_limits(plan: Plan, indicator: int, delta: Own) -> None:
    """No unit that was touched leaves the floor or cap of its year.

    Raises:
        LimitBroken
    """
    bounded = Rule.objects.filter(plan=plan, indicator_id=indicator).exclude(floor=None, cap=None)
    bounded = list(bounded.select_related("unit"))
    if not bounded:
        return
    paths = unit_paths()
    changed = {paths[pk] for pk in set(delta.unit.tolist())}
    years = years_of(plan, indicator, [rule.unit_id for rule in bounded])
    for rule in bounded:
        if any(path.startswith(rule.unit.path) for path in changed):
            _refuse_beyond(rule, years.get(rule.unit_id, 0))


def _refuse_beyond(rule: Rule, year: int) -> None:
    if rule.floor is not None and year < rule.floor:
        raise LimitBroken("floor", rule.unit.name, year, rule.floor)
    if rule.cap is not None and year > rule.cap:
        raise LimitBroken("cap", rule.unit.name, year, rule.cap)


def years_of(plan: Plan, indicator: int, units: Collection[int]) -> dict[int, int]:
    """What the year of these units stands at."""
    rows = TargetRow.objects.filter(
        plan=plan, indicator_id=indicator, unit_id__in=units, product__parent=None, line=TargetRow.Line.TOTAL
    )
    state = is_state(indicator)
    return {row.unit_id: year_of(row.months, state=state) for row in rows}
