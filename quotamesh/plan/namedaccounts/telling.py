"""Telling those whom a hand-over waits for, and those who wait for its answer."""

from django.urls import reverse
from django.utils.translation import gettext_noop

from quotamesh.base.notices.actions import notify
from quotamesh.base.people.models import Person, Tenure, Unit
from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import today_of
from quotamesh.base.store.validity import valid_on
from quotamesh.base.trail.actions import Actor
from quotamesh.plan.namedaccounts.models import HandOver

OFFERED, ANSWERED = "named.offered", "named.answered"
WAITS = gettext_noop("%(name)s hands %(customer)s over to you: accept it, or send it back with the reason.")
ACCEPTED = gettext_noop("%(name)s has taken over %(customer)s.")
RETURNED = gettext_noop("%(name)s sent %(customer)s back: %(reason)s")


def tell_offered(actor: Actor, row: HandOver) -> None:
    _tell(actor, row, row.to_seat, OFFERED, WAITS)


def tell_answered(actor: Actor, row: HandOver) -> None:
    text = ACCEPTED if row.state == HandOver.State.ACCEPTED else RETURNED
    _tell(actor, row, row.from_seat, ANSWERED, text)


def _tell(actor: Actor, row: HandOver, seat: Unit, kind: str, text: str) -> None:
    held = Tenure.objects.filter(valid_on(today_of(company(), actor.at)), seat=seat)
    people = Person.objects.filter(pk__in=held.values("person_id"))
    values = {"name": actor.name, "customer": str(row.account.customer)[:100], "reason": row.reason[:100]}
    url = reverse("namedaccounts:handover", args=[row.uid])
    notify(actor, people, kind, text, url, values=values, unit=seat, key=str(row.uid))
