"""Opening a question, answering it, closing its rounds."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from quotamesh.base.people.models import Unit, User
from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.catalog.models import Product
from quotamesh.kernel import delphi
from quotamesh.plan.experts.errors import BadInput, NotAllowed, RoundNotOpen, RoundStillOpen
from quotamesh.plan.experts.models import Estimate, Invitation, Question, Result

SALT = "quotamesh.plan.experts"
SOMEBODY = "one of the invited"
LONGEST = 1_000
State = Question.State


def mark_of(question: Question, number: int, user_id: int) -> str:
    """What ties an estimate to its author: a digest under the server's secret, not a key one could join by."""
    return salted_hmac(SALT, f"{question.uid}|{number}|{user_id}", algorithm="sha256").hexdigest()


@transaction.atomic
def open_question(
    actor: Actor,
    *,
    fiscal_year: int,
    unit: Unit,
    product: Product,
    indicator: int,
    text: str,
    deadline: date,
    invited: Sequence[User],
    today: date,
) -> Question:
    """A question with its first round. `today` is the company's day.

    Raises:
        BadInput: the deadline is past, or fewer are invited than keep each other anonymous.
    """
    problems = _deadline_problems(today, deadline)
    if len(set(invited)) < delphi.FEWEST:
        problems["invited"] = _few()
    if problems:
        raise BadInput(problems)
    question = Question.objects.create(
        fiscal_year=fiscal_year,
        unit=unit,
        product=product,
        indicator_id=indicator,
        text=text.strip(),
        deadline=deadline,
        opened_by=actor.name,
        opened_at=actor.at,
    )
    Invitation.objects.bulk_create(
        Invitation(question=question, user=user) for user in dict.fromkeys(invited)
    )
    _trail(actor, question, "open", {"deadline": [None, deadline], "invited": [None, len(set(invited))]})
    return question


@transaction.atomic
def answer(actor: Actor, question: Question, *, low: int, likely: int, high: int, reason: str) -> Estimate:
    """One's own estimate of the running round; a second one takes the place of the first.

    The trail says that somebody answered, not who.

    Raises:
        NotAllowed: not invited. RoundNotOpen. BadInput: low ≤ likely ≤ high does not hold, or no reason.
    """
    question = _locked(question)
    if not question.invitations.filter(user=actor.user_id).exists() or actor.user_id is None:
        raise NotAllowed
    if question.state != State.OPEN:
        raise RoundNotOpen
    problems = _estimate_problems(low, likely, high, reason)
    if problems:
        raise BadInput(problems)
    values = {"low": low, "likely": likely, "high": high, "reason": reason.strip()}
    values |= {"question": question, "number": question.number}
    mark = mark_of(question, question.number, actor.user_id)
    estimate, new = Estimate.objects.update_or_create(mark=mark, defaults=values)
    nobody = Actor(SOMEBODY, actor.at)
    _trail(nobody, question, "answer", {"round": [None, question.number], "again": [None, not new]})
    return estimate


@transaction.atomic
def close_round(actor: Actor, question: Question) -> Result:
    """Median and quartiles of the round; the question is done when they agree or the last round is held.

    Raises:
        RoundNotOpen; TooFewAnswers: fewer answers than keep each other anonymous.
    """
    question = _locked(question)
    if question.state != State.OPEN:
        raise RoundNotOpen
    answers = question.estimates.filter(number=question.number).values_list("likely", flat=True)
    found = delphi.summary(list(answers))
    result = Result.objects.create(
        question=question,
        number=question.number,
        lower=found.lower,
        median=found.median,
        upper=found.upper,
        answers=found.answers,
        closed_at=actor.at,
    )
    rounds = [delphi.Round(r.lower, r.median, r.upper, r.answers) for r in question.results.all()]
    question.state = State.DONE if delphi.ended(rounds) else State.BETWEEN
    question.save(update_fields=["state"])
    change = {"round": [None, question.number], "median": [None, found.median], "iqr": [None, found.iqr]}
    _trail(actor, question, "close", change)
    return result


@transaction.atomic
def next_round(actor: Actor, question: Question, deadline: date, *, today: date) -> Question:
    """Ask the same people again, who have read the others' reasons.

    Raises:
        RoundStillOpen; BadInput: the deadline is past.
    """
    question = _locked(question)
    if question.state != State.BETWEEN:
        raise RoundStillOpen
    problems = _deadline_problems(today, deadline)
    if problems:
        raise BadInput(problems)
    question.number += 1
    question.state, question.deadline = State.OPEN, deadline
    question.save(update_fields=["number", "state", "deadline"])
    _trail(actor, question, "next", {"round": [question.number - 1, question.number]})
    return question


def _few() -> str:
    return _("Invite at least %(count)d people: with fewer each could tell who said what.") % {
        "count": delphi.FEWEST
    }


def _deadline_problems(today: date, deadline: date) -> dict[str, str]:
    if deadline >= today:
        return {}
    return {"deadline": _("This day is past: give the invited time to answer.")}


def _estimate_problems(low: int, likely: int, high: int, reason: str) -> dict[str, str]:
    problems = {}
    if low < 0:
        problems["low"] = _("This is not below zero.")
    if not low <= likely <= high:
        problems["likely"] = _("Low must not be above likely, nor likely above high.")
    if not reason.strip():
        problems["reason"] = _("Say why: the others read the reason, not your name.")
    elif len(reason) > LONGEST:
        problems["reason"] = _("At most %(count)d characters fit here.") % {"count": LONGEST}
    return problems


def _locked(question: Question) -> Question:
    return Question.objects.select_for_update().get(pk=question.pk)


def _trail(actor: Actor, question: Question, verb: str, change: dict) -> None:
    label = f"FY{question.fiscal_year} {question.unit.name} · {question.product.name}"
    record(actor, f"experts.{verb}", subject="experts", key=str(question.uid), label=label, change=change)
