"""Adjustments in sight, one of them with its effect, and the agreements it bears on."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from quotamesh.base.people.viewer import Viewer
from quotamesh.plan.adjustments.access import visible_adjustments
from quotamesh.plan.adjustments.effects import by_unit
from quotamesh.plan.adjustments.models import Adjustment
from quotamesh.plan.agreements.access import visible_agreements
from quotamesh.plan.agreements.board import affected_by
from quotamesh.plan.agreements.models import Agreement

State = Adjustment.State
OPEN = (State.DRAFT, State.ASKED)


def find_adjustment(viewer: Viewer, uid: UUID) -> Adjustment:
    """Raises Http404 where it is out of sight."""
    found = visible_adjustments(viewer).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def documents(viewer: Viewer, adjustment: Adjustment) -> list[Agreement]:
    """Agreements in sight that it bears on: those that would change, or the versions made from it."""
    if adjustment.state == State.APPROVED:
        made = visible_agreements(viewer).filter(plan=adjustment.plan_id)
        return list(made.prefetch_related("signatures").order_by("unit__path", "version"))
    if adjustment.state not in OPEN:
        return []
    seen = set(
        visible_agreements(viewer).filter(fiscal_year=adjustment.fiscal_year).values_list("pk", flat=True)
    )
    changed = {effect.code for effect in by_unit(viewer, adjustment)}
    return [each for each in affected_by(adjustment.plan, changed) if each.pk in seen]


@dataclass(frozen=True)
class Chapter:
    """One adjustment in the story of a year; `change` is the revenue of its own unit, None where it stays."""

    adjustment: Adjustment
    before: int | None
    after: int | None
    units: int


def story(viewer: Viewer) -> list[Chapter]:
    """Latest first; amounts only of units in sight."""
    return [_chapter(viewer, each) for each in visible_adjustments(viewer)]


def _chapter(viewer: Viewer, adjustment: Adjustment) -> Chapter:
    rows = adjustment.effect.get("units", {}).get("revenue", [])
    own = next((row for row in rows if row[0] == adjustment.unit.code), None)
    if own is None or not viewer.sees_path(adjustment.unit.path):
        return Chapter(adjustment, None, None, len(rows))
    return Chapter(adjustment, own[3], own[4], len(rows))
