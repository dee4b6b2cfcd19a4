"""One talk, one agreement: found within sight, with what its page shows."""

from uuid import UUID

from django.http import Http404

from quotamesh.base.people.models import Person, Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.paths import below
from quotamesh.plan.agreements.access import visible_agreements, visible_talks
from quotamesh.plan.agreements.models import Agreement, Talk, Terms
from quotamesh.plan.targets.access import visible_plans
from quotamesh.plan.targets.models import Plan


def find_talk(viewer: Viewer, uid: UUID) -> Talk:
    """Raises Http404 where it is out of sight."""
    talk = visible_talks(viewer).select_related("unit__parent").filter(uid=uid).first()
    if talk is None:
        raise Http404
    return talk


def find_agreement(viewer: Viewer, uid: UUID) -> Agreement:
    """Raises Http404 where it is out of sight."""
    found = visible_agreements(viewer).prefetch_related("signatures").filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def agreement_of(talk: Talk) -> Agreement | None:
    """The latest agreement that was made from a talk's plan for its unit and owner."""
    made = Agreement.objects.filter(plan=talk.plan_id, unit=talk.unit_id, owner=talk.owner_id)
    return made.order_by("-version").first()


def versions(agreement: Agreement) -> list[Agreement]:
    """All versions for the same unit and owner, latest first."""
    same = Agreement.objects.filter(
        fiscal_year=agreement.fiscal_year, unit=agreement.unit_id, owner=agreement.owner_id
    )
    return list(same.prefetch_related("signatures").order_by("-version"))


def branch_units(branch: Unit) -> list[Unit]:
    return list(Unit.objects.filter(below(branch.path)).order_by("path"))


def person_of(viewer: Viewer) -> Person | None:
    return Person.objects.filter(pk=viewer.person_id).first() if viewer.person_id else None


def drafted_plans(viewer: Viewer) -> list[Plan]:
    """Plans about which talks can be opened."""
    return list(visible_plans(viewer).filter(state=Plan.State.DRAFT))


def plans_to_agree(viewer: Viewer) -> list[Plan]:
    """Plans from which agreements can be drafted."""
    return list(visible_plans(viewer).filter(state__in=(Plan.State.DRAFT, Plan.State.IN_FORCE)))


def terms_history(role: str) -> list[Terms]:
    return list(Terms.objects.filter(role=role).order_by("-version"))
