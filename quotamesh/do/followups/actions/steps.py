"""Next steps: done, and not done after all."""

from datetime import date

from django.db import transaction

from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.followups.models import FollowUp


@transaction.atomic
def tick(actor: Actor, row: FollowUp, day: date) -> FollowUp:
    """The next step is done; said twice it stays done on the first day."""
    return _set(actor, row, day)


@transaction.atomic
def untick(actor: Actor, row: FollowUp) -> FollowUp:
    return _set(actor, row, None)


def _set(actor: Actor, row: FollowUp, day: date | None) -> FollowUp:
    now = FollowUp.objects.select_for_update(of=("self",)).select_related("customer").get(pk=row.pk)
    if (now.done_on is None) == (day is None):
        return now
    change = {"done_on": [now.done_on, day]}
    now.done_on = day
    now.save(update_fields=["done_on"])
    label = f"{now.customer.name} · {now.next_step}"
    record(actor, "follow_up.step", subject="follow_up", key=str(now.uid), label=label, change=change)
    return now
