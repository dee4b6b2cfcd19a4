"""Today for programs: the same list, the same answers."""

from datetime import date
from typing import Annotated, Literal

from ninja import Field, Router, Schema

from quotamesh.base.shell.api import PROBLEMS, ProblemRaised
from quotamesh.check.today import actions, queries
from quotamesh.check.today.desk import Desk
from quotamesh.check.today.errors import TodayError

router = Router(tags=["today"])
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2099, 12, 31)
Word = Annotated[str, Field(max_length=100, pattern=r"^[^\x00]*$")]


class NextOut(Schema):
    """`worth` in the smallest unit of the company's currency; `gain` what it adds to the probability of the
    fiscal year's target."""

    kind: str
    key: str
    title: str
    about: str
    reason: str
    url: str
    worth: int
    minutes: int
    gain: float
    due: date | None


class ThingOut(Schema):
    key: str
    text: str


class TodayOut(Schema):
    day: date
    target: int
    actual: int
    expected: int
    days_left: int
    probability: float | None
    things: list[ThingOut]
    approvals: int
    reported: bool
    actions: list[NextOut]


class ActionIn(Schema):
    kind: Annotated[str, Field(max_length=20, pattern=r"^[^\x00]*$")]
    key: Word


class ActionAnswerIn(ActionIn):
    state: Literal["done", "later", "dismissed"]
    until: Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)] | None = None
    reason: Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")] = ""


class AnsweredOut(Schema):
    done: bool


def _desk(request) -> Desk:
    found = queries.desk_of(request.viewer, request.company, request.today, request.actor.at)
    if found is None:
        raise ProblemRaised(404, "no_seat")
    return found


@router.get("", response={200: TodayOut, **PROBLEMS}, summary="What to do next, by what a minute brings")
def today(request):
    desk = _desk(request)
    day = queries.day_of(desk)
    standing = {
        name: getattr(day.standing, name)
        for name in ("target", "actual", "expected", "days_left", "probability")
    }
    names = ("kind", "key", "title", "about", "reason", "url", "worth", "minutes", "due")
    return standing | {
        "day": desk.today,
        "things": [{"key": each.key, "text": each.text} for each in day.things],
        "approvals": day.approvals,
        "reported": day.reported,
        "actions": [
            {name: getattr(one.action, name) for name in names} | {"gain": one.gain} for one in day.actions
        ],
    }


@router.post("/answers", response={200: AnsweredOut, **PROBLEMS}, summary="Done, later, or dismissed")
def answer(request, body: ActionAnswerIn):
    verb = {"until": body.until, "reason": body.reason}
    return _answered(
        lambda: actions.answer(request.actor, _desk(request), body.kind, body.key, body.state, **verb)
    )


@router.post("/answers/undo", response={200: AnsweredOut, **PROBLEMS}, summary="Take an answer back")
def undo(request, body: ActionIn):
    return _answered(lambda: actions.take_back(request.actor, _desk(request), body.kind, body.key))


def _answered(verb) -> dict:
    try:
        return {"done": bool(verb())}
    except TodayError as error:
        raise ProblemRaised(422, error.code, error.words()) from error
