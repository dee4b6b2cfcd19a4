"""Who sees and who decides requests; who keeps rules and deputies."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from quotamesh.base.approvals.line import may_decide
from quotamesh.base.approvals.models import Approver, Deputy, Request
from quotamesh.base.people.viewer import Viewer


def visible_requests(viewer: Viewer, day: date) -> QuerySet[Request]:
    """One's own, those one decides or decided, those of the units in sight."""
    if viewer.sees_all:
        return Request.objects.all()
    asked = Approver.objects.filter(
        may_decide(viewer.person_id, viewer.user_id, day), step__request=OuterRef("pk")
    )
    return Request.objects.filter(viewer.units("unit__") | _own(viewer) | Exists(asked))


def own_requests(viewer: Viewer) -> QuerySet[Request]:
    return Request.objects.filter(_own(viewer))


def waiting_for(viewer: Viewer, day: date) -> QuerySet[Request]:
    """Open requests whose present step the viewer may decide; never one's own."""
    mine = may_decide(viewer.person_id, viewer.user_id, day)
    asked = Approver.objects.filter(mine, step__request=OuterRef("pk"), step__order=OuterRef("at_step"))
    waiting = Request.objects.filter(Exists(asked), state=Request.State.OPEN)
    return waiting.exclude(_own(viewer))


def is_requester(person: int | None, user: int | None, request: Request) -> bool:
    return bool((person and request.person_id == person) or (user and request.user_id == user))


def _own(viewer: Viewer) -> Q:
    condition = Q(person_id=viewer.person_id) if viewer.person_id else Q(pk__in=[])
    return condition | Q(user_id=viewer.user_id) if viewer.user_id else condition


def may_keep_rules(viewer: Viewer) -> bool:
    return viewer.can("organise") or (viewer.can("plan") and viewer.sees_all)


def visible_deputies(viewer: Viewer) -> QuerySet[Deputy]:
    """Keepers of rules see all; others those in which they have a part."""
    rows = Deputy.objects.select_related("person", "deputy")
    if may_keep_rules(viewer):
        return rows
    if viewer.person_id is None:
        return rows.none()
    return rows.filter(Q(person_id=viewer.person_id) | Q(deputy_id=viewer.person_id))


def may_end(viewer: Viewer, row: Deputy) -> bool:
    return may_keep_rules(viewer) or row.person_id == viewer.person_id
