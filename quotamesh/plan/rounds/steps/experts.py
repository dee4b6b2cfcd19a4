"""The expert rounds: what those who know hold for possible."""

from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.plan.experts.access import may_ask
from quotamesh.plan.experts.models import Question
from quotamesh.plan.experts.queries import listed
from quotamesh.plan.experts.wording import amount_words, measure_of
from quotamesh.plan.rounds.step import DONE, OPEN, UNDER_WAY, Ground, Step


def step(ground: Ground) -> Step | None:
    found = list(listed(ground.viewer).filter(fiscal_year=ground.fiscal_year))
    if not found and not may_ask(ground.viewer):
        return None
    question = found[0] if found else None
    state, told = (
        _standing(ground, question) if question else (OPEN, _("Nobody was asked for this year yet."))
    )
    url = reverse("experts:show", args=[question.uid]) if len(found) == 1 else reverse("experts:list")
    return Step(
        code="experts",
        name=_("Expert rounds"),
        icon="users",
        url=url,
        state=state,
        told=told,
        act=_("Open the estimates"),
        purpose=_("Where history says little: estimates without names, in rounds, until they come together."),
    )


def _standing(ground: Ground, question) -> tuple[str, str]:
    if question.median is None:
        values = {"round": question.number, "answered": question.answered, "invited": question.invited}
        told = _("Round %(round)d: %(answered)d of %(invited)d have answered.") % values
        return UNDER_WAY, told
    median = amount_words(question.median, measure_of(question, ground.company))
    values = {"line": question.product.name, "median": median}
    told = _("%(line)s: the experts' median is %(median)s.") % values
    return (DONE if question.state == Question.State.DONE else UNDER_WAY), told
