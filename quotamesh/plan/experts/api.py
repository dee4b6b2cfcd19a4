"""Expert rounds for programs: answers of closed rounds without names, of open rounds only how many."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Annotated
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema, Status

from quotamesh.base.people.models import User
from quotamesh.base.shell.api import PROBLEMS, ProblemRaised
from quotamesh.do.catalog.own import definitions
from quotamesh.do.catalog.queries import indicator
from quotamesh.kernel.delphi import TooFewAnswers
from quotamesh.plan.experts import actions
from quotamesh.plan.experts.access import find_question, need_asker, visible_questions
from quotamesh.plan.experts.errors import BadInput, NotAllowed, RoundNotOpen, RoundStillOpen
from quotamesh.plan.experts.models import Question
from quotamesh.plan.experts.queries import sheet
from quotamesh.plan.targets.finding import Measure, find_product, find_unit

router = Router(tags=["experts"])
Code = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[^\x00]*$")]
Text = Annotated[str, Field(max_length=1000, pattern=r"^[^\x00]*$")]
Amount = Annotated[int, Field(ge=0, le=10**15)]


class QuestionIn(Schema):
    fiscal_year: Annotated[int, Field(ge=1950, le=2099)]
    unit: Code
    product: Code | None = None
    indicator: str = "revenue"
    text: Text = ""
    deadline: date
    invited: Annotated[list[Code], Field(max_length=500)]


class ExpertAnswerIn(Schema):
    """Smallest units of the indicator."""

    low: Amount
    likely: Amount
    high: Amount
    reason: Text


class NextIn(Schema):
    deadline: date


class ExpertAnswerOut(Schema):
    low: int
    likely: int
    high: int
    reason: str


class RoundOut(Schema):
    number: int
    lower: int
    median: int
    upper: int
    iqr: int
    converged: bool
    answers: list[ExpertAnswerOut]


class QuestionOut(Schema):
    uid: UUID
    fiscal_year: int
    unit: str
    product: str
    indicator: str
    currency: str | None
    digits: int
    text: str
    state: str
    round: int
    deadline: date
    invited: int
    answered: int
    own: ExpertAnswerOut | None
    rounds: list[RoundOut]


def told(view: Callable) -> Callable:
    """What stands in the way is answered as a Problem."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except NotAllowed as error:
            text = _("Only planners of the whole company ask; only the invited answer.")
            raise ProblemRaised(403, "not_allowed", text) from error
        except BadInput as error:
            raise ProblemRaised(
                422, "bad_input", " ".join(error.problems.values()), error.problems
            ) from error
        except RoundNotOpen as error:
            raise ProblemRaised(409, "round_not_open", _("This round is closed already.")) from error
        except RoundStillOpen as error:
            text = _("There is no next round: this one is open, or the question is done.")
            raise ProblemRaised(409, "round_still_open", text) from error
        except TooFewAnswers as error:
            text = _(
                "Only %(count)d have answered: below %(fewest)d each could tell who said what. Wait for more."
            ) % {"count": error.count, "fewest": error.fewest}
            raise ProblemRaised(409, "too_few_answers", text) from error

    return answer


def question_out(request, question: Question) -> QuestionOut:
    read = sheet(request.viewer, question)
    measure = Measure(indicator(question.indicator.code)[1], request.company)
    rounds = [
        RoundOut(
            number=held.number,
            lower=held.round.lower,
            median=held.round.median,
            upper=held.round.upper,
            iqr=held.round.iqr,
            converged=held.round.agrees(),
            answers=[ExpertAnswerOut.from_orm(e) for e in held.estimates],
        )
        for held in read.held
    ]
    fields = ("uid", "fiscal_year", "text", "state", "deadline")
    return QuestionOut(
        **{name: getattr(question, name) for name in fields},
        unit=question.unit.code,
        product=question.product.code,
        indicator=question.indicator.code,
        currency=measure.currency,
        digits=measure.digits,
        round=question.number,
        invited=read.invited,
        answered=read.answered,
        own=ExpertAnswerOut.from_orm(read.own) if read.own else None,
        rounds=rounds,
    )


@router.get("", response={200: list[QuestionOut], **PROBLEMS}, summary="Questions in sight")
@told
def questions(request):
    return [question_out(request, question) for question in visible_questions(request.viewer)[:100]]


@router.post("", response={201: QuestionOut, **PROBLEMS}, summary="Ask: the first round opens")
@told
def ask(request, wanted: QuestionIn):
    need_asker(request.viewer)
    definition = definitions().get(wanted.indicator)
    if definition is None or not definition.target:
        raise Http404
    users = list(User.objects.filter(username__in=wanted.invited, is_active=True))
    missing = set(wanted.invited) - {user.username for user in users}
    if missing:
        raise BadInput({"invited": _("There is nobody who signs in as %(name)s.") % {"name": min(missing)}})
    question = actions.open_question(
        request.actor,
        fiscal_year=wanted.fiscal_year,
        unit=find_unit(request.viewer, wanted.unit),
        product=find_product(wanted.product),
        indicator=definition.key,
        text=wanted.text,
        deadline=wanted.deadline,
        invited=users,
        today=request.today,
    )
    return Status(201, question_out(request, question))


@router.get("/{uid}", response={200: QuestionOut, **PROBLEMS}, summary="A question with its closed rounds")
@told
def show(request, uid: UUID):
    return question_out(request, find_question(request.viewer, uid))


@router.post("/{uid}/answer", response={200: QuestionOut, **PROBLEMS}, summary="One's own estimate")
@told
def answer(request, uid: UUID, wanted: ExpertAnswerIn):
    question = find_question(request.viewer, uid)
    actions.answer(request.actor, question, **wanted.model_dump())
    return question_out(request, question)


@router.post("/{uid}/close", response={200: QuestionOut, **PROBLEMS}, summary="Close the round")
@told
def close(request, uid: UUID):
    question = find_question(request.viewer, uid)
    need_asker(request.viewer)
    actions.close_round(request.actor, question)
    return question_out(request, find_question(request.viewer, uid))


@router.post("/{uid}/next", response={200: QuestionOut, **PROBLEMS}, summary="Open the next round")
@told
def next_round(request, uid: UUID, wanted: NextIn):
    question = find_question(request.viewer, uid)
    need_asker(request.viewer)
    actions.next_round(request.actor, question, wanted.deadline, today=request.today)
    return question_out(request, find_question(request.viewer, uid))
