"""Reading expert rounds. No answer is ever read together with a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from quotamesh.base.people.models import Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.do.catalog.models import Product
from quotamesh.kernel.delphi import Round
from quotamesh.plan.experts.access import visible_questions
from quotamesh.plan.experts.actions import mark_of
from quotamesh.plan.experts.models import Estimate, Question, Result


class Found(NamedTuple):
    """What the experts came to, in the indicator's smallest units."""

    median: int
    iqr: int
    rounds: int
    converged: bool


def estimate_for(fiscal_year: int, unit: Unit, product: Product, indicator: int) -> Found | None:
    """The last closed round of the latest question about it; None where no round was closed."""
    last = (
        Result.objects.filter(
            question__fiscal_year=fiscal_year,
            question__unit=unit,
            question__product=product,
            question__indicator=indicator,
        )
        .order_by("-question_id", "-number")
        .first()
    )
    if last is None:
        return None
    found = round_of(last)
    return Found(found.median, found.iqr, last.number, found.agrees())


def round_of(result: Result) -> Round:
    return Round(result.lower, result.median, result.upper, result.answers)


def listed(viewer: Viewer) -> QuerySet[Question]:
    """Questions in sight with how many are invited, how many answered, and the last median."""
    results = Result.objects.filter(question=OuterRef("pk")).order_by("-number")
    return (
        visible_questions(viewer)
        .annotate(
            invited=Count("invitations", distinct=True),
            answered=Count("estimates", filter=Q(estimates__number=F("number")), distinct=True),
            median=Subquery(results.values("median")[:1]),
        )
        .order_by("-pk")
    )


def waiting(viewer: Viewer, questions: Sequence[Question]) -> set[int]:
    """Keys of the open questions that wait for the viewer's own answer."""
    if viewer.user_id is None:
        return set()
    open_ones = [q for q in questions if q.state == Question.State.OPEN]
    mine = set(
        Question.objects.filter(
            invitations__user=viewer.user_id, pk__in=[q.pk for q in open_ones]
        ).values_list("pk", flat=True)
    )
    marks = {mark_of(q, q.number, viewer.user_id): q.pk for q in open_ones if q.pk in mine}
    answered = Estimate.objects.filter(mark__in=marks).values_list("mark", flat=True)
    return mine - {marks[mark] for mark in answered}


@dataclass(frozen=True)
class Held:
    """A closed round: its quartiles and every answer, in no order that tells anything."""

    number: int
    round: Round
    estimates: Sequence[Estimate]


@dataclass(frozen=True)
class Sheet:
    """A question as a viewer reads it."""

    question: Question
    invited: int
    answered: int
    held: Sequence[Held]
    is_invited: bool
    own: Estimate | None


def sheet(viewer: Viewer, question: Question) -> Sheet:
    """The answers of closed rounds, of the open one only their number and one's own."""
    estimates = list(question.estimates.all())
    invited = list(question.invitations.values_list("user_id", flat=True))
    mark = mark_of(question, question.number, viewer.user_id) if viewer.user_id else ""
    held = [
        Held(result.number, round_of(result), [e for e in estimates if e.number == result.number])
        for result in question.results.all()
    ]
    return Sheet(
        question=question,
        invited=len(invited),
        answered=sum(e.number == question.number for e in estimates),
        held=held,
        is_invited=viewer.user_id in invited,
        own=next((e for e in estimates if e.mark == mark), None),
    )
