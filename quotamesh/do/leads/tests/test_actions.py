"""What happens to a lead: it comes, is given to somebody, answered, closed, merged; and what that counts."""

from datetime import UTC, date, datetime

import pytest

from quotamesh.base.people.models import Company
from quotamesh.base.trail.actions import Actor
from quotamesh.base.trail.models import Entry
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.facts.models import DayFact
from quotamesh.do.facts.queries import fingerprint
from quotamesh.do.leads import actions, errors
from quotamesh.do.leads.models import Absence, Lead, LeadNote, Skill, Territory
from quotamesh.do.leads.tests.taking import acting, lead, rule, source
from quotamesh.do.leads.wording import sentence
from quotamesh.do.orders.actions import rebuild_facts

pytestmark = pytest.mark.django_db


def counted(code: str, unit) -> int:
    rows = DayFact.objects.filter(indicator=KEYS[code], unit=unit)
    return sum(rows.values_list("amount", flat=True))


def test_a_lead_by_hand_has_an_owner_and_a_clock_and_counts(cast):
    found = lead(owner=cast.person("rep_e1a"))
    assert (found.owner.code, found.unit, found.seat) == (
        "rep_e1a",
        cast.seat("rep_e1a"),
        cast.seat("rep_e1a"),
    )
    assert found.answer_due == datetime(2025, 9, 16, 2, tzinfo=UTC)  # eight working hours: tomorrow at ten
    assert counted("leads", cast.unit("E1")) == 1
    assert counted("lead_answers_due", cast.unit("E1")) == 0  # not owed before tomorrow
    assert counted("lead_answers_in_time", cast.unit("E1")) == 0
    assert Entry.objects.filter(verb="lead.take_in").count() == 1


def test_without_a_rule_it_waits_for_the_company_and_counts_for_nobody(cast):
    found = lead()
    assert (found.owner, found.seat, found.unit.parent) == (None, None, None)
    assert not DayFact.objects.filter(indicator=KEYS["leads"]).exists()
    given = actions.assign(acting(), found, cast.person("rep_n1a"))
    assert given.unit == cast.seat("rep_n1a")
    assert counted("leads", cast.unit("N1")) == 1


def test_nobody_to_answer_is_refused(cast):
    with pytest.raises(errors.NoWayBack):
        lead(phone="")
    with pytest.raises(errors.SourceClosed):
        lead(at=source("old", closed=True))
    with pytest.raises(errors.BadDay):
        lead(day=date(2025, 9, 16))


def test_turns_go_round_and_are_kept(cast):
    rule("East", unit=cast.unit("EAST"))
    got = [lead(phone=f"1380000{n:04}").owner.code for n in range(6)]
    assert got[:3] == got[3:]
    assert sorted(got[:3]) == ["rep_e1a", "rep_e1b", "rep_e2a"]


def test_who_is_away_is_passed_over(cast):
    rule("Two", cast.person("rep_e1a"), cast.person("rep_e1b"))
    Absence.objects.create(person=cast.person("rep_e1a"), start=date(2025, 9, 15), end=date(2025, 9, 19))
    assert {lead(phone=f"1380000{n:04}").owner.code for n in range(3)} == {"rep_e1b"}


def test_a_rule_that_reaches_nobody_leaves_it_in_its_unit(cast):
    rule("North", unit=cast.unit("N1"), kind="event")
    Absence.objects.create(person=cast.person("rep_n1a"), start=date(2025, 9, 15), end=date(2025, 9, 15))
    assert lead().unit == cast.unit("N1")


def test_load_region_and_skill(cast):
    Territory.objects.create(unit=cast.unit("N1"), words="哈尔滨, harbin")
    Skill.objects.create(person=cast.person("rep_e2a"), product=cast.product("MACHINES"))
    rule("by region", unit=cast.unit("NORTH").parent, way="region", regions="harbin")
    rule("by skill", unit=cast.unit("EAST"), way="skill", product=cast.product("MACHINES"))
    rule("by load", unit=cast.unit("EAST"), way="load")
    assert lead(phone="10000001", region="Harbin Daoli").owner.code == "rep_n1a"
    assert lead(phone="10000002", product=cast.product("PUMPS")).owner.code == "rep_e2a"
    got = [lead(phone=f"2000000{n}").owner.code for n in range(4)]
    assert sorted(got[:2]) == ["rep_e1a", "rep_e1b"]


def test_the_same_person_again_goes_to_who_looks_after_them(cast):
    lead(owner=cast.person("rep_n1a"), phone="+86 138-0000-0001")
    rule("East", unit=cast.unit("EAST"))
    assert lead(phone="13800000001").owner.code == "rep_n1a"


def test_the_first_answer_stops_the_clock(cast):
    found = lead(owner=cast.person("rep_e1a"))
    noted = actions.answer(acting(11), found, LeadNote.Way.NOTE, "looked them up")
    assert noted.state == Lead.State.NEW
    answered = actions.answer(acting(12), noted, LeadNote.Way.CALL, "wants a quote")
    assert (answered.state, answered.in_time) == (Lead.State.ANSWERED, True)
    again = actions.answer(acting(13), answered, LeadNote.Way.VISIT, "saw the plant")
    assert again.answered_at == answered.answered_at
    assert counted("lead_answers_in_time", cast.unit("E1")) == 1


def test_what_was_seen_before_is_refused(cast):
    found = lead(owner=cast.person("rep_e1a"))
    actions.change_lead(acting(), found, seen=1, company="Contoso")
    with pytest.raises(errors.StaleLead) as refused:
        actions.change_lead(acting(), found, seen=1, company="Fabrikam")
    assert refused.value.fields == {"company": ["Fabrikam", "Contoso"]}
    assert "Company: Fabrikam ↔ Contoso." in sentence(refused.value)


def test_given_back_it_sleeps_and_is_woken_by_being_given(cast):
    found = actions.answer(acting(), lead(owner=cast.person("rep_e1a")), "call", "next year")
    with pytest.raises(errors.BadDay):
        actions.recycle(acting(), found, "not_now", date(2025, 9, 15))
    back = actions.recycle(acting(), found, "not_now", date(2026, 1, 5))
    assert (back.owner, back.unit, back.state) == (None, cast.unit("E1"), Lead.State.RECYCLED)
    woken = actions.assign(acting(), back, cast.person("rep_n1a"))
    assert (woken.state, woken.wake_on) == (Lead.State.ANSWERED, None)
    # It was rep_e1a who took it up: there it counts.
    assert (counted("leads", cast.unit("E1")), counted("leads", cast.unit("N1"))) == (1, 0)


def test_handed_on_before_its_answer_it_counts_for_the_next(cast):
    found = lead(owner=cast.person("rep_e1a"))
    actions.assign(acting(), found, cast.person("rep_n1a"))
    assert (counted("leads", cast.unit("E1")), counted("leads", cast.unit("N1"))) == (0, 1)


def test_dropped_with_a_reason_and_taken_up_again(cast):
    found = lead(owner=cast.person("rep_e1a"))
    with pytest.raises(errors.NoReason):
        actions.drop(acting(), found, "other", " ")
    gone = actions.drop(acting(), found, "spam")
    assert counted("leads", cast.unit("E1")) == 0
    with pytest.raises(errors.NotOpen):
        actions.answer(acting(), gone, "call", "?")
    assert actions.take_up(acting(), gone).state == Lead.State.NEW
    assert counted("leads", cast.unit("E1")) == 1


def test_doubles_become_one_and_two_again(cast):
    first = lead(owner=cast.person("rep_e1a"), need="")
    second = lead(owner=cast.person("rep_e1a"), need="pumps", email="ann@northwind.example")
    kept = actions.merge(acting(), second, first)
    assert (kept.need, kept.email) == ("pumps", "ann@northwind.example")
    assert counted("leads", cast.unit("E1")) == 1
    with pytest.raises(errors.SameLead):
        actions.merge(acting(), kept, kept)
    actions.unmerge(acting(), second)
    assert counted("leads", cast.unit("E1")) == 2


def test_a_rebuild_says_the_same(cast):
    person = cast.person("rep_e1a")
    for n, product in enumerate([None, cast.product("PUMPS"), cast.product("ENERGY"), None]):
        found = lead(owner=person, phone=f"1380000{n:04}", product=product, day=date(2025, 9, 12 + n))
        if n % 2:
            actions.answer(acting(), found, "call", "called")
    actions.drop(acting(), found, "spam")
    kept = Lead.objects.order_by("pk").first()
    actions.merge(acting(), lead(owner=person, phone="5550001"), kept)
    before = fingerprint()
    assert rebuild_facts(acting())
    assert fingerprint() == before


def due_days(unit) -> dict:
    rows = DayFact.objects.filter(indicator=KEYS["lead_answers_due"], unit=unit)
    return dict(rows.values_list("day", "amount"))


@pytest.fixture
def company_lives(cast):
    Company.objects.update(is_demo=False)


def at(day: int, hour: int) -> Actor:
    """September 2025, an hour of Shanghai."""
    return Actor("test", datetime(2025, 9, day, hour - 8, tzinfo=UTC))


def test_an_answer_counts_when_it_is_given_or_overdue_never_on_a_day_to_come(cast, company_lives):
    unit = cast.unit("E1")
    early, late, never = (lead(owner=cast.person("rep_e1a"), phone=f"1380000{n:04}") for n in range(3))
    assert due_days(unit) == {}  # all of the 15th, due on the 16th at ten
    actions.answer(at(15, 11), early, "call", "at once")
    assert due_days(unit) == {date(2025, 9, 15): 1}
    assert actions.count_unanswered(at(16, 9)) == 0
    assert actions.count_unanswered(at(16, 11)) == 2
    assert actions.count_unanswered(at(16, 12)) == 0
    assert due_days(unit) == {date(2025, 9, 15): 1, date(2025, 9, 16): 2}
    actions.answer(at(17, 9), late, "call", "sorry")
    assert due_days(unit) == {date(2025, 9, 15): 1, date(2025, 9, 16): 2}
    assert counted("lead_answers_in_time", unit) == 1
    actions.drop(at(17, 9), never, "spam")
    assert counted("lead_answers_due", unit) == 2
    assert rebuild_facts(at(17, 10))
    never.refresh_from_db()
    assert never.revision == 2  # that time passed is nobody's change


def test_answered_late_before_it_was_counted_it_counts_on_the_day_it_was_due(cast, company_lives):
    found = lead(owner=cast.person("rep_e1a"))
    actions.answer(at(18, 9), found, "call", "sorry")
    assert due_days(cast.unit("E1")) == {date(2025, 9, 16): 1}
    assert actions.count_unanswered(at(18, 10)) == 0
    assert rebuild_facts(at(18, 10))


def test_dropped_before_it_was_due_an_owed_answer_still_counts_once_due(cast, company_lives):
    found = lead(owner=cast.person("rep_e1a"))
    actions.drop(at(15, 12), found, "no_need")
    assert due_days(cast.unit("E1")) == {}
    assert actions.count_unanswered(at(16, 11)) == 1
    assert due_days(cast.unit("E1")) == {date(2025, 9, 16): 1}
    assert rebuild_facts(at(16, 11))
