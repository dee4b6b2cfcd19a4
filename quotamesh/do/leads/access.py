"""Who sees and changes leads: the owner and who leads them; what waits in a unit's queue, who leads that unit."""

from django.db.models import QuerySet

from quotamesh.base.people.models import Person, Role, Tenure
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.validity import valid_on
from quotamesh.do.leads.models import Lead

READERS_ONLY = {Role.FINANCE, Role.LEGAL, Role.ANALYST}
ASSIGNERS = {Role.LEADER, Role.DIRECTOR, Role.SALES_OPERATIONS, Role.ADMINISTRATOR}
HANDS_ON = {Role.SDR, Role.BD}


def visible_leads(viewer: Viewer) -> QuerySet[Lead]:
    return Lead.objects.filter(viewer.units("unit__"))


def may_add(viewer: Viewer) -> bool:
    return bool(viewer.roles - READERS_ONLY)


def may_change(viewer: Viewer, lead: Lead) -> bool:
    """Whoever sees a lead works on it, except those who only read. `lead.unit` is read along."""
    return viewer.sees_path(lead.unit.path) and may_add(viewer)


def may_assign(viewer: Viewer) -> bool:
    return bool(viewer.roles & ASSIGNERS)


def may_settle(viewer: Viewer) -> bool:
    """Rules, sources, costs, forms and times of answer."""
    return viewer.can("organise")


def sees_settings(viewer: Viewer) -> bool:
    """Rules and forms name people of the whole company: who does not see it finds none."""
    return viewer.sees_all or may_settle(viewer)


def sees_costs(viewer: Viewer) -> bool:
    """Costs of a source are the whole company's."""
    return viewer.sees_all


def may_approve_rebates(viewer: Viewer) -> bool:
    return viewer.can("plan") and viewer.sees_all


def may_pay_rebates(viewer: Viewer) -> bool:
    return viewer.can("record_orders") and viewer.sees_all


def takers(viewer: Viewer, day) -> QuerySet[Tenure]:
    """Whom the viewer may give a lead to: the people in sight, on the day."""
    rows = Tenure.objects.filter(viewer.units("seat__"), valid_on(day)).exclude(role__in=READERS_ONLY)
    return rows.select_related("person", "seat").order_by("seat__path", "pk")


def taker(viewer: Viewer, day, code: str) -> Person | None:
    found = takers(viewer, day).filter(person__code=code).first()
    return found.person if found else None
