"""Telling a function what is wished of it, and who wished what became of it."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_noop

from quotamesh.base.notices.actions import notify
from quotamesh.base.people.models import Person, Tenure
from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import today_of
from quotamesh.base.store.paths import below
from quotamesh.base.store.validity import valid_on
from quotamesh.base.trail.actions import Actor
from quotamesh.plan.salesplans.access import desks
from quotamesh.plan.salesplans.models import Desk, Resource

WISHED, ANSWERED = "salesplan.wished", "salesplan.answered"
WISH = gettext_noop("%(name)s asks for: %(what)s")
ANSWER = {
    Resource.State.YES: gettext_noop("%(name)s agreed to: %(what)s"),
    Resource.State.PARTLY: gettext_noop("%(name)s agreed in part to: %(what)s"),
    Resource.State.NO: gettext_noop("%(name)s declined: %(what)s"),
}


def tell_desk(actor: Actor, row: Resource) -> None:
    """Everybody who may answer it."""
    desk = desks()[row.function]
    held = Tenure.objects.filter(valid_on(today_of(company(), actor.at)), _at(desk)).values("person_id")
    people = Person.objects.filter(Q(pk=desk.person_id) if desk.person_id else Q(pk__in=held))
    notify(
        actor, people, WISHED, WISH, reverse("salesplans:resources"),
        values={"name": row.plan.person.name, "what": row.what[:100]}, key=str(row.uid),
    )  # fmt: skip


def _at(desk: Desk) -> Q:
    return Q(below(desk.unit.path, "seat__path")) if desk.unit else Q(role=desk.role)


def tell_answered(actor: Actor, row: Resource) -> None:
    url = reverse("salesplans:plan", args=[row.plan.uid])
    values = {"name": actor.name, "what": row.what[:100]}
    text = ANSWER[Resource.State(row.state)]
    notify(actor, [row.plan.person], ANSWERED, text, url, values=values, key=str(row.uid))
