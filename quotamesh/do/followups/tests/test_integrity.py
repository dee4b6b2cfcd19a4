"""What is worth a look in a week, who sees it, and the verdicts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from quotamesh.do.customers.models import Customer
from quotamesh.do.followups.actions import change
from quotamesh.do.followups.actions.bulk import FollowUpColumns, insert_follow_ups
from quotamesh.do.followups.actions.integrity import compute_week
from quotamesh.do.followups.models import FollowUp, IntegrityWeek, SpotCheck
from tests.cast import ACTOR, TODAY
from tests.cast_records import seats_on

pytestmark = pytest.mark.django_db
MONDAY = TODAY - timedelta(7)  # the cast's day is a Monday
PEOPLE = ("rep_e1a", "rep_e1b", "rep_e2a", "rep_n1a", "leader_e1", "leader_n1")
TALKS = (
    "Asked about the delivery of the pumps and who decides there",
    "Showed the new valves to maintenance, they want a trial in spring",
    "Lunch with purchasing: the budget cycle begins in November",
    "Complaint about noise, service comes on Thursday",
    "Met the new plant manager, sent references of two mills",
    "Tender documents came in, questions go to presales",
)


def week(cast, busy: str = "") -> None:
    """Six talks of everybody; `busy` writes the same thing six times within a minute, late and from two places."""
    rows = [(code, n) for code in PEOPLE for n in range(6)]
    people = {code: cast.person(code).pk for code in PEOPLE}
    seats = seats_on(MONDAY)
    days = [MONDAY + timedelta(n % 5) for _code, n in rows]
    mine = [code == busy for code, _n in rows]
    moments = [
        ACTOR.at + timedelta(seconds=n) if own else ACTOR.at.replace(day=day.day) + timedelta(hours=n)
        for (_code, n), day, own in zip(rows, days, mine, strict=True)
    ]
    nothing: list = [None] * len(rows)
    insert_follow_ups(
        FollowUpColumns(
            code=[f"{code}-{n}" for code, n in rows],
            customer=[Customer.objects.get(code="C1").pk] * len(rows),
            opportunity=nothing,
            person=[people[code] for code, _n in rows],
            seat=[seats[code] for code, _n in rows],
            product=[cast.product("all").pk] * len(rows),
            day=days,
            way=["call"] * len(rows),
            summary=[
                f"{TALKS[0]} {n}" if own else f"{TALKS[n]} ({code})"
                for (code, n), own in zip(rows, mine, strict=True)
            ],
            need=[""] * len(rows),
            next_step=[""] * len(rows),
            due=nothing,
            done_on=nothing,
            recorded_at=moments,
            told_at=nothing,
            late=mine,
            source=["page"] * len(rows),
            recorded_by=[code for code, _n in rows],
            latitude=[
                (39_904_200 if n == 5 else 31_230_400) if own else None
                for (_c, n), own in zip(rows, mine, strict=True)
            ],
            longitude=[
                (116_407_400 if n == 5 else 121_473_700) if own else None
                for (_c, n), own in zip(rows, mine, strict=True)
            ],
            informed=[()] * len(rows),
        )
    )


def test_a_week_like_all_others_has_nothing_worth_a_look(cast):
    week(cast)
    assert compute_week(ACTOR, MONDAY) == 6
    assert [row.hints for row in IntegrityWeek.objects.all()] == [{}] * 6
    assert set(SpotCheck.objects.values_list("chosen", flat=True)) == {"random"}


def test_what_stands_out_is_told_of_the_one_it_is_about(cast):
    week(cast, busy="rep_e1a")
    row = FollowUp.objects.get(code="rep_e1a-0")
    later = replace(ACTOR, at=ACTOR.at + timedelta(days=3))
    for n in range(3):
        change(later, FollowUp.objects.get(code=f"rep_e1a-{n}"), need="Afterwards")
    compute_week(ACTOR, MONDAY)
    first, *rest = IntegrityWeek.objects.order_by("-score")
    assert (first.person.code, set(first.hints)) == (
        "rep_e1a",
        {"late", "bursts", "copies", "places", "edits"},
    )
    assert all(not other.hints for other in rest)
    assert row.pk in first.hints["late"][3]
    assert first.hints["places"][:2] == [1, 6]
    chosen = SpotCheck.objects.filter(chosen="hint")
    assert {check.follow_up.person.code for check in chosen} == {"rep_e1a"}


def test_computed_again_it_chooses_nothing_anew(cast):
    week(cast, busy="rep_e1a")
    compute_week(ACTOR, MONDAY)
    before = sorted(SpotCheck.objects.values_list("follow_up_id", "chosen"))
    compute_week(ACTOR, MONDAY)
    assert sorted(SpotCheck.objects.values_list("follow_up_id", "chosen")) == before


def test_an_empty_week_is_no_trouble(cast):
    assert compute_week(ACTOR, date(2025, 1, 6)) == 0


def test_the_page_explains_and_shows_each_their_own(cast):
    week(cast, busy="rep_e1a")
    compute_week(ACTOR, MONDAY)
    address = f"/follow-ups/integrity/?week={MONDAY}"
    page = cast.client("leader_e1").get(address).text
    assert "with 1 person of 3 something is worth a look" in page
    assert "It does not say that anybody did wrong" in page
    assert "entered in runs of five or more" in page

    def listed(who: str) -> str:
        return cast.client(who).get(address + "&format=csv").getvalue().decode()

    assert "Rosa Able" not in listed("leader_n1")
    assert "Rolf Baker" in listed("rep_e1b")
    assert "Rosa Able" not in listed("rep_e1b")
    assert cast.client("leader_e1").get("/follow-ups/integrity/?week=2025-13-01").status_code == 404


def test_a_leader_judges_and_the_person_reads_it(cast):
    week(cast, busy="rep_e1a")
    compute_week(ACTOR, MONDAY)
    check = SpotCheck.objects.filter(chosen="hint", follow_up__person__code="rep_e1a").first()
    address = f"/follow-ups/checks/{check.uid}/"
    leader = cast.client("leader_e1")
    assert "wait for a look" in leader.get("/follow-ups/checks/").text
    assert cast.client("leader_n1").post(address, {"verdict": "plausible"}).status_code == 404
    assert cast.client("rep_e1a").post(address, {"verdict": "plausible"}).status_code == 403
    leader.post(address, {"verdict": "wrong"})
    check.refresh_from_db()
    assert check.verdict == ""
    leader.post(address, {"verdict": "wrong", "note": "The customer knows nothing of it"})
    check.refresh_from_db()
    assert (check.verdict, check.judged_by) == ("wrong", "Leo East")
    person = cast.client("rep_e1a")
    assert "The customer knows nothing of it" in person.get("/follow-ups/checks/").text
    assert "The customer knows nothing of it" in person.get(f"/follow-ups/{check.follow_up.uid}/").text


def test_a_leader_does_not_judge_the_own_records(cast):
    week(cast, busy="leader_e1")
    compute_week(ACTOR, MONDAY)
    check = SpotCheck.objects.filter(follow_up__person__code="leader_e1").first()
    client = cast.client("leader_e1")
    assert client.post(f"/follow-ups/checks/{check.uid}/", {"verdict": "confirmed"}).status_code == 403
