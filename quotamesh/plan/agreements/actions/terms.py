"""The texts of agreements: a change is a new version, agreements keep the one they were made with."""

from django.db import transaction
from django.db.models import Max

from quotamesh.base.trail.actions import Actor, record
from quotamesh.plan.agreements.errors import ReasonWanted, TextTooLong
from quotamesh.plan.agreements.models import LONGEST_TEXT, Terms
from quotamesh.plan.agreements.texts import PARTS, TONGUES


@transaction.atomic
def write_terms(actor: Actor, role: str, text: dict[str, dict[str, str]]) -> Terms:
    """A new version of the texts of a role, '' for everybody.

    Raises:
        ReasonWanted: a text is missing in one of the languages. TextTooLong
    """
    clean = {
        part: {tongue: text[part][tongue].replace("\x00", "").strip() for tongue in TONGUES} for part in PARTS
    }
    words = [word for part in clean.values() for word in part.values()]
    if not all(words):
        raise ReasonWanted
    if max(len(word) for word in words) > LONGEST_TEXT:
        raise TextTooLong(LONGEST_TEXT)
    last = Terms.objects.filter(role=role).aggregate(last=Max("version"))["last"] or 0
    made = Terms.objects.create(role=role, version=last + 1, text=clean, made_at=actor.at, made_by=actor.name)
    change = {"version": [last or None, made.version], "text": [None, clean]}
    record(actor, "terms.write", subject="terms", key=str(made.uid), label=role or "all", change=change)
    return made
