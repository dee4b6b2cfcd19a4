"""Who sees a project: whoever sees its opportunity, and who bears one of its roles. Who works on it: the same, except
those who only read."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from quotamesh.base.people.viewer import Viewer
from quotamesh.do.pipeline.access import may_add, may_override, visible_opportunities
from quotamesh.do.pipeline.models import Opportunity
from quotamesh.plan.projects.models import Project

LINKS = ("opportunity__customer", "opportunity__owner", "opportunity__stage", "opportunity__product")


def visible_projects(viewer: Viewer) -> QuerySet[Project]:
    found = Project.objects.all()
    if not viewer.sees_all:
        found = found.filter(viewer.units("opportunity__seat__") | _borne_by(viewer.person_id))
    return found.select_related("opportunity__seat", "pmo", "commercial", "solution", *LINKS)


def _borne_by(person: int | None) -> Q:
    """Roles go to people of other teams too, who would else be asked for milestones they cannot open."""
    if person is None:
        return Q(pk__in=[])
    return Q(pmo=person) | Q(commercial=person) | Q(solution=person)


def may_change(viewer: Viewer) -> bool:
    """Every role of a project may belong to another team: whoever sees it and does not only read works on it."""
    return may_add(viewer)


def find(viewer: Viewer, uid) -> Project:
    found = visible_projects(viewer).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def startable(viewer: Viewer, uid) -> Opportunity:
    """An opportunity in sight that is not run as a project yet."""
    try:
        wanted = UUID(str(uid))
    except ValueError as error:
        raise Http404 from error
    found = visible_opportunities(viewer).filter(uid=wanted, project=None)
    opportunity = found.select_related("customer", "product", "seat", "owner", "stage").first()
    if opportunity is None:
        raise Http404
    return opportunity


__all__ = ["find", "may_change", "may_override", "startable", "visible_projects"]
