"""Telling people about leads: who got one, and whose people have let one wait too long."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_noop

from quotamesh.base.notices.actions import notify
from quotamesh.base.people.models import Person, Role, Tenure, Unit, User
from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import today_of
from quotamesh.base.store.paths import ancestor_ids
from quotamesh.base.store.validity import valid_on
from quotamesh.base.trail.actions import Actor
from quotamesh.do.leads.actions.answer import escalate
from quotamesh.do.leads.clock import moment_of
from quotamesh.do.leads.models import Lead

GIVEN = gettext_noop("A lead for you: %(lead)s, from %(source)s.")
OVERDUE = gettext_noop("The lead %(lead)s of %(owner)s is overdue for its first answer.")
LOST = gettext_noop("The lead %(lead)s has nobody, and is overdue for its first answer.")
AT_ONCE = 200
LEADS = (Role.LEADER, Role.DIRECTOR)


def tell_owner(actor: Actor, lead: Lead) -> None:
    """Who got a lead learns of it, unless it was their own doing."""
    if lead.owner is None or User.objects.filter(pk=actor.user_id, person=lead.owner).exists():
        return
    values = {"lead": str(lead)[:100], "source": lead.source.name}
    url = reverse("leads:lead", args=[lead.uid])
    notify(actor, [lead.owner], "lead.given", GIVEN, url, values=values, key=f"{lead.uid}:{lead.revision}")


def tell_overdue(actor: Actor) -> int:
    """Tell the leaders of what has waited too long, each lead once; returns how many."""
    ours = company()
    now, day = moment_of(ours, actor.at), today_of(ours, actor.at)
    late = Lead.objects.filter(state=Lead.State.NEW, answer_due__lt=now, escalated_at=None).order_by(
        "answer_due"
    )
    fresh = escalate(actor, list(late[:AT_ONCE]))
    for lead in fresh:
        values = {"lead": str(lead)[:100], "owner": lead.owner.name if lead.owner else ""}
        url = reverse("leads:lead", args=[lead.uid])
        text = OVERDUE if lead.owner else LOST
        notify(actor, leaders_of(lead.unit, day), "lead.overdue", text, url, values=values, key=str(lead.uid))
    return len(fresh)


def leaders_of(unit: Unit, day: date) -> list[Person]:
    """Who leads the nearest unit above that somebody leads; sales operations where nobody does."""
    above = ancestor_ids(unit.path)
    if unit.kind == Unit.Kind.SEAT:
        above = above[:-1]
    held = Tenure.objects.filter(valid_on(day), role__in=LEADS, seat__parent__in=above).select_related(
        "person"
    )
    by_unit: dict[int, list[Person]] = {}
    for tenure in held.select_related("seat", "person"):
        by_unit.setdefault(tenure.seat.parent_id, []).append(tenure.person)
    for each in reversed(above):
        if each in by_unit:
            return by_unit[each]
    office = Tenure.objects.filter(valid_on(day), role=Role.SALES_OPERATIONS).select_related("person")
    return [tenure.person for tenure in office]
