"""What a gate asks for becomes known."""

from django.db import transaction

from quotamesh.base.files.keeping import forget
from quotamesh.base.files.models import StoredFile
from quotamesh.base.trail.actions import Actor
from quotamesh.do.pipeline.actions.common import held, trail
from quotamesh.do.pipeline.errors import ClosedAlready, OtherFlow, WrongAnswer
from quotamesh.do.pipeline.models import GateAnswer, GateItem, Opportunity

TOLD = 200
What = GateItem.What


@transaction.atomic
def answer_item(
    actor: Actor, deal: Opportunity, item: GateItem, *, text: str = "", file: StoredFile | None = None
) -> GateAnswer:
    """Write what is known of an item; a later answer takes the place of an earlier, which the trail keeps.

    Raises:
        ClosedAlready, OtherFlow, WrongAnswer
    """
    now = _open(deal, item)
    sent = What.FILE if file else What.ANSWER
    if item.what != sent or not (file or text.strip()):
        raise WrongAnswer(item.label, item.what)
    known = GateAnswer.objects.filter(opportunity=now, item=item).select_related("file").first()
    before = _told(known) if known else None
    answer = known or GateAnswer(opportunity=now, item=item)
    old = answer.file
    answer.text, answer.file = text.strip(), file
    answer.answered_at, answer.answered_by = actor.at, actor.name
    answer.save()
    if old and old != file and not GateAnswer.objects.filter(file=old).exists():
        forget(old)
    if before != _told(answer):
        trail(actor, now, "answer", {item.code: [before, _told(answer)]})
    return answer


@transaction.atomic
def take_answer_back(actor: Actor, deal: Opportunity, item: GateItem) -> None:
    """Take an answer away; the trail keeps what it said.

    Raises:
        ClosedAlready, OtherFlow
    """
    now = _open(deal, item)
    known = GateAnswer.objects.filter(opportunity=now, item=item).select_related("file").first()
    if known is None:
        return
    old = known.file
    known.delete()
    if old and not GateAnswer.objects.filter(file=old).exists():
        forget(old)
    trail(actor, now, "answer", {item.code: [_told(known), None]})


def _open(deal: Opportunity, item: GateItem) -> Opportunity:
    now = held(deal, None, {})
    if not now.is_open:
        raise ClosedAlready
    if item.stage.flow_id != now.stage.flow_id:
        raise OtherFlow
    return now


def _told(answer: GateAnswer) -> str:
    if answer.file:
        return f"{answer.file.name} ({answer.file.digest[:12]})"
    return answer.text if len(answer.text) <= TOLD else answer.text[:TOLD] + "…"
