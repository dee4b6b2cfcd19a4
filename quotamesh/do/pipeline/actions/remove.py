"""A deal that was entered by mistake goes."""

from django.db import transaction
from django.db.models import ProtectedError

from quotamesh.base.files.keeping import forget
from quotamesh.base.trail.actions import Actor
from quotamesh.do.pipeline.actions.common import booked, held, trail
from quotamesh.do.pipeline.actions.stats import tally
from quotamesh.do.pipeline.errors import InUse, NoReason
from quotamesh.do.pipeline.models import Opportunity


@transaction.atomic
def remove_opportunity(actor: Actor, deal: Opportunity, *, reason: str, seen: int | None = None) -> None:
    """Take a deal out, with what it counted; the trail keeps what it was.

    Raises:
        StaleOpportunity, NoReason, InUse: leads, follow-ups or projects point to it.
    """
    now = held(deal, seen, {})
    if not reason.strip():
        raise NoReason
    told = {"code": [now.code, None], "amount": [now.amount, None], "stage": [now.stage.code, None]}
    files = [answer.file for answer in now.answers.select_related("file") if answer.file]
    with booked(now.pk, customers=[now.customer_id] if not now.is_open else []):
        if not now.is_open:
            tally(now, -1)
        trail(actor, now, "remove", told | {"reason": [None, reason.strip()]})
        try:
            now.delete()
        except ProtectedError as error:
            raise InUse from error
    for file in files:
        forget(file)
