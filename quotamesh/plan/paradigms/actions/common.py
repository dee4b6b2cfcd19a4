"""What every change of a line begins and ends with."""

from quotamesh.base.trail.actions import Actor, record
from quotamesh.plan.paradigms.errors import StaleTree
from quotamesh.plan.paradigms.models import LineEdit, LineParadigm

FIELDS = ("paradigm", "customers", "maturity_bp", "standard_bp", "reason", "nodes", "driver")


def opened(line: LineParadigm, seen: int | None) -> LineParadigm:
    """The line, locked until the transaction ends.

    Raises:
        StaleTree: it was changed since revision `seen`.
    """
    now = LineParadigm.objects.select_for_update(of=("self",)).select_related("product").get(pk=line.pk)
    if seen is not None and seen != now.revision:
        raise StaleTree(seen, now.revision, now.changed_by)
    return now


def state_of(line: LineParadigm) -> dict:
    return {name: getattr(line, name) for name in FIELDS}


def store(actor: Actor, line: LineParadigm, before: dict, verb: str, change: dict) -> LineParadigm:
    """Save a changed line, remember what stood before, and leave the trail."""
    line.revision += 1
    line.changed_at, line.changed_by = actor.at, actor.name
    line.save()
    LineEdit.objects.create(
        line=line,
        at=actor.at,
        actor_id=actor.user_id,
        actor=actor.name,
        before=before,
        revision=line.revision,
    )
    leave_trail(actor, line, verb, change)
    return line


def leave_trail(actor: Actor, line: LineParadigm, verb: str, change: dict) -> None:
    record(actor, f"paradigm.{verb}", subject="paradigm", key=str(line.uid), label=str(line), change=change)
