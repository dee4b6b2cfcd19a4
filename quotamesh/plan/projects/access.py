"""Who sees a project: whoever sees its opportunity. Who works on it: the same, except those who only read."""

from django.db.models import QuerySet
from django.http import Http404

from quotamesh.base.people.models import Role
from quotamesh.base.people.viewer import Viewer
from quotamesh.do.pipeline.models import Opportunity
from quotamesh.plan.projects.models import Project

READERS_ONLY = {Role.FINANCE, Role.LEGAL, Role.ANALYST}
DECIDES = {Role.LEADER, Role.DIRECTOR, Role.SALES_OPERATIONS, Role.ADMINISTRATOR}
LINKS = ("opportunity__customer", "opportunity__owner", "opportunity__stage", "opportunity__product")


def visible_projects(viewer: Viewer) -> QuerySet[Project]:
    found = Project.objects.filter(viewer.units("opportunity__seat__"))
    return found.select_related("opportunity__seat", *LINKS)


def may_change(viewer: Viewer) -> bool:
    return bool(viewer.roles - READERS_ONLY)


def may_override(viewer: Viewer) -> bool:
    """A milestone counts as reached without its criteria by a leader's word only."""
    return bool(viewer.roles & DECIDES)


def find(viewer: Viewer, uid) -> Project:
    found = visible_projects(viewer).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def startable(viewer: Viewer, uid) -> Opportunity:
    """An opportunity in sight that is not run as a project yet."""
    found = Opportunity.objects.filter(viewer.units("seat__"), uid=uid, project=None)
    opportunity = found.select_related("customer", "product", "seat", "owner", "stage").first()
    if opportunity is None:
        raise Http404
    return opportunity
