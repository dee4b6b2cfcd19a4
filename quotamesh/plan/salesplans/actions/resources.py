"""Wanting something of another function, and answering it."""

from datetime import date

from django.db import transaction

from quotamesh.base.people.models import Person, Unit
from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.customers.models import Customer
from quotamesh.plan.salesplans.actions.common import leave_trail, opened
from quotamesh.plan.salesplans.errors import Answered, BadGrant
from quotamesh.plan.salesplans.models import Desk, Resource, SalesPlan
from quotamesh.plan.salesplans.telling import tell_answered, tell_desk


@transaction.atomic
def want(
    actor: Actor,
    plan: SalesPlan,
    *,
    day: date,
    function: str,
    what: str,
    measure: str,
    quantity: int,
    by_when: date,
    customer: Customer | None = None,
) -> Resource:
    """Ask a function for something the plan needs.

    Raises:
        NotADraft, PastPeriod
    """
    plan = opened(plan, day)
    row = Resource.objects.create(
        plan=plan,
        function=function,
        what=what,
        measure=measure,
        quantity=quantity,
        by_when=by_when,
        customer=customer,
        asked_at=actor.at,
    )
    told = {"what": what, "of": function, "much": quantity, "measure": measure}
    leave_trail(actor, plan, "want", {name: [None, value] for name, value in told.items()})
    tell_desk(actor, row)
    return row


@transaction.atomic
def withdraw_wish(actor: Actor, row: Resource, *, day: date) -> None:
    """Take a wish back that nobody has answered.

    Raises:
        Answered, NotADraft, PastPeriod
    """
    plan = opened(row.plan, day)
    row = _open(row)
    leave_trail(actor, plan, "withdraw_wish", {"what": [row.what, None]})
    row.delete()


@transaction.atomic
def answer(
    actor: Actor, row: Resource, *, state: str, granted: int | None, ready_on: date | None, note: str
) -> Resource:
    """Yes, partly (with how much) or no, with a day and a word.

    Raises:
        Answered: somebody was quicker.
        BadGrant: partly is more than nothing and less than all.
    """
    row = _open(row)
    if state == Resource.State.PARTLY and not (granted and 0 < granted < row.quantity):
        raise BadGrant(row.quantity)
    row.state, row.note, row.ready_on = state, note, ready_on
    row.granted = {Resource.State.YES: row.quantity, Resource.State.PARTLY: granted or 0}.get(
        Resource.State(state), 0
    )
    row.answered_by, row.answered_at = actor.name, actor.at
    row.save()
    told = {"what": [row.what, state], "granted": [None, row.granted], "measure": [None, row.measure]}
    leave_trail(actor, row.plan, "answer", told)
    tell_answered(actor, row)
    return row


def _open(row: Resource) -> Resource:
    row = Resource.objects.select_for_update().get(pk=row.pk)
    if row.state != Resource.State.OPEN:
        raise Answered(row.answered_by)
    return row


@transaction.atomic
def set_desk(
    actor: Actor, function: str, *, role: str = "", unit: Unit | None = None, person: Person | None = None
) -> Desk:
    """Say who answers for a function."""
    desk, _fresh = Desk.objects.update_or_create(
        function=function, defaults={"role": role, "unit": unit, "person": person}
    )
    change = {
        "role": [None, role],
        "unit": [None, unit and unit.code],
        "person": [None, person and person.code],
    }
    record(actor, "salesplan.desk", subject="desk", key=function, label=function, change=change)
    return desk
