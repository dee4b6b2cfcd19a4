"""Expert rounds: anonymous answers, quartiles, convergence, who sees what."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from quotamesh.base.trail.models import Entry
from quotamesh.kernel.delphi import TooFewAnswers
from quotamesh.plan.experts.actions import answer, close_round, next_round, open_question
from quotamesh.plan.experts.errors import BadInput, NotAllowed, RoundNotOpen, RoundStillOpen
from quotamesh.plan.experts.models import Estimate, Question
from quotamesh.plan.experts.queries import estimate_for
from tests.cast import ACTOR, TODAY

INVITED = ("leader_e1", "region_east", "finance", "rep_e1a")


@pytest.fixture
def question(cast) -> Question:
    return open_question(
        ACTOR,
        fiscal_year=2026,
        unit=cast.unit("EAST"),
        product=cast.product("ENERGY"),
        indicator=cast.indicator(),
        text="",
        deadline=TODAY,
        invited=[cast.user(name) for name in INVITED],
        today=TODAY,
    )


@pytest.fixture
def say(cast, question):
    def give(who: str, likely: int, reason: str = "because"):
        actor = replace(ACTOR, name=who, user_id=cast.user(who).pk)
        return answer(actor, question, low=likely - 10, likely=likely, high=likely + 10, reason=reason)

    return give


def find(cast, question):
    return estimate_for(2026, cast.unit("EAST"), cast.product("ENERGY"), cast.indicator())


def test_two_rounds_to_agreement(cast, question, say):
    for who, likely in zip(INVITED, (60, 100, 140, 200), strict=True):
        say(who, likely)
    assert find(cast, question) is None
    first = close_round(ACTOR, question)
    assert (first.lower, first.median, first.upper) == (90, 120, 155)
    assert find(cast, question) == (120, 65, 1, False)
    next_round(ACTOR, question, TODAY + timedelta(3), today=TODAY)
    for who, likely in zip(INVITED, (116, 120, 122, 124), strict=True):
        say(who, likely)
    close_round(ACTOR, question)
    assert find(cast, question) == (121, 4, 2, True)
    assert Question.objects.get().state == Question.State.DONE
    with pytest.raises(RoundStillOpen):
        next_round(ACTOR, question, TODAY, today=TODAY)


def test_three_rounds_are_the_end(question, say):
    for number in range(3):
        for who, likely in zip(INVITED, (60, 100, 140, 200), strict=True):
            say(who, likely)
        close_round(ACTOR, question)
        if number < 2:
            next_round(ACTOR, question, TODAY, today=TODAY)
    assert Question.objects.get().state == Question.State.DONE


def test_an_answer_may_be_changed_and_counts_once(question, say):
    say("finance", 100)
    say("finance", 110)
    assert [e.likely for e in Estimate.objects.all()] == [110]


def test_nothing_stored_leads_from_an_answer_to_a_name(cast, question, say):
    say("finance", 100, "Orders in hand")
    columns = {
        column.name
        for column in connection.introspection.get_table_description(
            connection.cursor(), Estimate._meta.db_table
        )
    }
    assert columns == {"id", "question_id", "number", "low", "likely", "high", "reason", "mark"}
    entry = Entry.objects.filter(verb="experts.answer").get()
    assert (entry.actor_id, entry.actor) == (None, "one of the invited")
    assert "100" not in str(entry.change)


@pytest.mark.parametrize("who", ["operations", "administrator", "leader_e1"])
def test_open_answers_are_counted_not_shown(cast, question, say, who):
    say("finance", 123_456_00, "Orders in hand")
    page = cast.client(who).get(f"/experts/{question.uid}/").content.decode()
    shown = cast.client(who).get(f"/api/v1/experts/{question.uid}").json()
    assert "1 of 4" in page
    assert "Orders in hand" not in page
    assert (shown["answered"], shown["own"], shown["rounds"]) == (1, None, [])


def test_after_closing_the_invited_read_reasons_without_names(cast, question, say):
    for who, likely in zip(INVITED[:3], (60, 100, 140), strict=True):
        say(who, likely, f"reason {likely}")
    close_round(ACTOR, question)
    client = cast.client("rep_e1a")
    page = client.get(f"/experts/{question.uid}/").content.decode()
    reasons = page.partition("experts-reasons")[2].partition("</ul>")[0]
    assert "reason 140" in reasons
    answers = client.get(f"/api/v1/experts/{question.uid}").json()["rounds"][0]["answers"]
    assert {tuple(each) for each in answers} == {("low", "likely", "high", "reason")}
    assert not any(cast.person(who).name in reasons for who in INVITED)


def test_too_few_answers_would_tell_who_said_what(question, say):
    say("finance", 100)
    say("leader_e1", 100)
    with pytest.raises(TooFewAnswers):
        close_round(ACTOR, question)


def test_who_may_answer_and_when(cast, question, say):
    with pytest.raises(NotAllowed):
        say("director", 100)
    for who in INVITED:
        say(who, 100)
    close_round(ACTOR, question)
    with pytest.raises(RoundNotOpen):
        say("finance", 90)


def test_the_one_minute_page(cast, question):
    client = cast.client("rep_e1a")
    assert "1 question waits for you" in client.get("/experts/").content.decode()
    form = {"low": "80万", "likely": "100万", "high": "90万", "reason": "because"}
    wrong = client.post(f"/experts/{question.uid}/", form)
    assert wrong.status_code == 422
    assert "Low must not be above likely" in wrong.content.decode()
    assert client.post(f"/experts/{question.uid}/", form | {"high": "1.2M"}).status_code == 302
    assert (Estimate.objects.get().low, Estimate.objects.get().high) == (800_000_00, 1_200_000_00)
    assert "No question" not in client.get("/experts/").content.decode()


def test_a_question_needs_time_and_three_people(cast):
    with pytest.raises(BadInput) as caught:
        open_question(
            ACTOR,
            fiscal_year=2026,
            unit=cast.unit("EAST"),
            product=cast.product("ENERGY"),
            indicator=cast.indicator(),
            text="",
            deadline=TODAY - timedelta(1),
            invited=[cast.user("finance")],
            today=TODAY,
        )
    assert set(caught.value.problems) == {"deadline", "invited"}
