"""Telling people about requests: who is to decide, who waited for the decision, and whose day has passed."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_noop

from quotamesh.base.approvals.models import Approver, Request
from quotamesh.base.notices.actions import notify
from quotamesh.base.people.models import Person, User
from quotamesh.base.trail.actions import Actor

WAITS = gettext_noop("“%(label)s” of %(name)s waits for your decision.")
OVERDUE = gettext_noop("“%(label)s” of %(name)s is overdue: it waits for your decision.")
OUTCOMES = {
    Request.State.APPROVED: gettext_noop("“%(label)s” is approved."),
    Request.State.REFUSED: gettext_noop("“%(label)s” is refused."),
    Request.State.EXPIRED: gettext_noop("“%(label)s” has expired undecided."),
}


def tell_deciders(actor: Actor, request: Request, day: date | None = None) -> None:
    """Who may decide the present step is told once; with a day, reminded once on that day."""
    rows = Approver.objects.filter(step__request=request, step__order=request.at_step)
    people = _people(rows.values_list("person_id", "user_id"))
    key = f"{request.uid}:{request.at_step}" + (f":{day.isoformat()}" if day else "")
    text = OVERDUE if day else WAITS
    _tell(actor, request, people, "approval.waiting", text, key)


def tell_requester(actor: Actor, request: Request) -> None:
    """Who asked learns what became of it, unless it was their own doing."""
    if request.state in OUTCOMES:
        people = _people([(request.person_id, request.user_id)])
        text = OUTCOMES[Request.State(request.state)]
        _tell(actor, request, people, "approval.decided", text, f"{request.uid}:{request.state}")


def _people(keys) -> list[Person | User]:
    found = list(keys)
    persons = Person.objects.filter(pk__in={person for person, _user in found if person})
    return [*persons, *User.objects.filter(pk__in={user for person, user in found if user and not person})]


def _tell(actor: Actor, request: Request, people: list, kind: str, text: str, key: str) -> None:
    values = {"label": request.label[:200], "name": request.asked_by}
    url = reverse("approvals:request", args=[request.uid])
    notify(actor, people, kind, text, url, values=values, key=key)
