"""A leader's word on a record that was chosen for a look."""

from django.db import transaction

from quotamesh.base.people.models import Person
from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.followups.errors import NoReason
from quotamesh.do.followups.models import SpotCheck

LONGEST_NOTE = 2_000


@transaction.atomic
def judge(actor: Actor, check: SpotCheck, verdict: str, note: str, person: int | None) -> SpotCheck:
    """Give a verdict, or another one later: both stand in the trail. What is not right is said why.

    Raises:
        NoReason
    """
    note = note.strip()[:LONGEST_NOTE]
    if verdict == SpotCheck.Verdict.WRONG and not note:
        raise NoReason
    rows = SpotCheck.objects.select_for_update(of=("self",)).select_related("follow_up__customer")
    now = rows.get(pk=check.pk)
    change = {"verdict": [now.verdict or None, verdict], "note": [now.note or None, note]}
    now.verdict, now.note = verdict, note
    now.judge = Person.objects.filter(pk=person).first() if person else None
    now.judged_by, now.judged_at = actor.name, actor.at
    now.save()
    label = now.follow_up.customer.name
    record(
        actor, "follow_up.judge", subject="follow_up", key=str(now.follow_up.uid), label=label, change=change
    )
    return now
