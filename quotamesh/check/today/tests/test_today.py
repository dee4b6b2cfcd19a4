"""Today: what comes up and why, in which order, and what one says to it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotamesh.base.people.queries import company
from quotamesh.check.dailyreports.access import reporter
from quotamesh.check.dailyreports.actions import Told, send_report
from quotamesh.check.today import queries
from quotamesh.check.today.actions import answer, set_rules, take_back
from quotamesh.check.today.errors import BadUntil, NoSuchAction, ReasonMissing
from quotamesh.check.today.kinds import rhythms as rhythms_kind
from quotamesh.check.today.rules import Rule, rules
from quotamesh.check.today.tests.things import ME, customer, deal, desk, listed, step
from quotamesh.do.customers.models import Customer
from quotamesh.do.leads.models import Lead
from quotamesh.do.leads.tests.taking import source
from quotamesh.do.pipeline.models import Opportunity
from quotamesh.do.tiers.models import Card, Standing
from quotamesh.plan.projects.models import Project, Step
from tests.cast import ACTOR, TODAY

DAY = timedelta(days=1)


def say(cast, one, state="done", who=ME, **more):
    return answer(ACTOR, desk(cast, who), one.action.kind, one.action.key, state, **more)


def test_the_month_in_a_line(cast):
    standing = queries.day_of(desk(cast)).standing
    seat = cast.seat(ME).pk
    assert (standing.target, standing.days_left) == (desk(cast).targets[8], 12)
    assert standing.actual == desk(cast).months_of("revenue", seat)[8]
    assert 0 < standing.expected < standing.target
    assert 0 <= standing.probability <= 1


def test_a_next_step_that_is_due_with_its_deals_worth(cast):
    step(cast, TODAY - 3 * DAY, about=deal(cast))
    step(cast, TODAY + DAY, text="not yet")
    (one,) = listed(cast, kind="steps")
    # No deal was ever closed: one in five; two rounds of three days lose 10 % each.
    assert one.action.worth == round(50_000_000 * 0.2 * (1 - 0.9**2))
    assert one.action.reason == "agreed for 12\xa0Sep, 3 days ago"
    assert (one.action.title, one.action.about, one.action.minutes) == ("send the sheet", "Customer C1", 20)


def test_the_longer_one_waits_the_more_is_at_stake(cast):
    first = deal(cast, "A", customer=customer("C1"))
    worths = []
    for days in (0, 3, 9, 300):
        row = step(cast, TODAY - days * DAY, about=first)
        (one,) = listed(cast, kind="steps")
        worths.append(one.action.worth)
        row.delete()
    assert worths == sorted(worths)
    assert worths[-1] == 50_000_000 * 0.2 * 0.5


def test_a_gate_that_lacks_something_in_a_deal_about_to_close(cast):
    deal(cast, expected=TODAY + 20 * DAY)
    deal(cast, "Later", expected=TODAY + 200 * DAY)
    (one,) = listed(cast, kind="gates")
    assert one.action.title == "Fill the gate: Pain points, Decision weights and 1 more"
    assert one.action.reason == "should close on 5\xa0Oct"


def test_a_proposal_nobody_has_spoken_about(cast):
    made = deal(cast, at="proposal", days_ago=6)
    (one,) = listed(cast, kind="proposals")
    assert one.action.reason == "unanswered for 6 days"
    Customer.objects.filter(pk=made.customer_id).update(last_contact=TODAY - 2 * DAY)
    assert listed(cast, kind="proposals") == []


def test_a_deal_past_its_day(cast):
    deal(cast, at="objection", expected=TODAY - 8 * DAY)
    (one,) = [one for one in listed(cast) if one.action.kind in ("closings", "gates")]
    assert one.action.about == "Customer C1 · Plant"


def lead(cast, **more) -> Lead:
    values = {
        "source": source(),
        "date": TODAY,
        "company": "Northwind",
        "unit": cast.seat(ME),
        "arrived_at": ACTOR.at,
    }
    return Lead.objects.create(code=f"L{Lead.objects.count()}", owner=cast.person(ME), **(values | more))


def test_a_lead_whose_clock_runs(cast):
    now = desk(cast).now
    lead(cast, answer_due=now - timedelta(hours=3))
    lead(cast, company="Answered", state=Lead.State.ANSWERED, answer_due=now)
    lead(cast, company="No clock")
    (one,) = listed(cast, kind="leads")
    assert (one.action.about, one.action.reason) == ("Northwind", "its answer is 3 hours overdue")


def test_a_milestone_of_ones_own(cast):
    project = Project.objects.create(opportunity=deal(cast), started=TODAY)
    values = {"project": project, "party": "provider", "first_due": TODAY, "close_bp": 0, "recognised_bp": 0}
    Step.objects.create(position=1, name="Design", owner=cast.person(ME), due=TODAY - DAY, **values)
    Step.objects.create(position=2, name="Build", owner=cast.person("rep_e1b"), due=TODAY, **values)
    (one,) = listed(cast, kind="milestones")
    assert (one.action.title, one.action.reason) == ("Milestone: Design", "1 day late")


def test_who_bears_a_role_in_another_branchs_project_may_open_it_and_nobody_else_is_asked(cast):
    project = Project.objects.create(
        opportunity=deal(cast, "Secret", who="rep_n1a"), started=TODAY, solution=cast.person(ME)
    )
    values = {"project": project, "party": "solution", "first_due": TODAY, "close_bp": 0, "recognised_bp": 0}
    Step.objects.create(position=1, name="Design", owner=cast.person(ME), due=TODAY, **values)
    (one,) = listed(cast, kind="milestones")
    assert cast.client(ME).get(one.action.url).status_code == 200
    Project.objects.update(solution=None)
    assert listed(cast, kind="milestones") == []
    assert cast.client(ME).get(one.action.url).status_code == 404


def tiered(code: str, tier: str, monetary: int, days: int | None) -> None:
    """A customer of a tier, spoken to so many days ago, or never."""
    scores = dict.fromkeys(
        ("r", "f", "m", "complexity", "chain", "growth", "wallet", "value", "potential"), 1
    )
    last = None if days is None else TODAY - days * DAY
    Customer.objects.filter(code=code).update(last_contact=last)
    Standing.objects.update_or_create(
        customer=customer(code),
        defaults={"tier": tier, "frequency": 1, "monetary": monetary, "since": TODAY, **scores},
    )


def test_a_customer_past_the_rhythm_of_the_tier(cast):
    tiered("C1", "profit", 80_000_000, days=20)
    assert listed(cast, kind="rhythms") == []
    tiered("C1", "profit", 80_000_000, days=40)
    (one,) = listed(cast, kind="rhythms")
    assert one.action.worth == 80_000_000 * 0.5 * 0.04
    assert one.action.reason == "Profit: no contact for 40 days, at least every 30"
    Card.objects.update_or_create(tier="profit", defaults={"service": "x", "rhythm_days": 45})
    assert listed(cast, kind="rhythms") == []


def test_a_customer_of_a_tier_whom_nobody_ever_spoke_to(cast):
    tiered("C1", "strategic", 80_000_000, days=None)
    (one,) = listed(cast, kind="rhythms")
    assert one.action.reason == "Strategic: no contact is noted yet, at least every 14 days"


def test_those_who_are_not_due_take_no_place_from_those_who_are(cast, monkeypatch):
    monkeypatch.setattr(rhythms_kind, "MOST", 1)
    Customer.objects.filter(code="C2").update(owner=cast.person(ME))
    tiered("C1", "maintain", 90_000_000, days=40)
    tiered("C2", "strategic", 1_000_000, days=40)
    assert [one.action.about for one in listed(cast, kind="rhythms")] == ["Customer C2"]


def test_a_yearly_purchase_due_again(cast):
    Customer.objects.filter(code="C1").update(last_order=TODAY - 360 * DAY)
    (one,) = listed(cast, kind="renewals")
    assert one.action.about == "Customer C1"


def test_of_several_about_one_deal_the_best_stands(cast):
    deal(cast, at="proposal", days_ago=9, expected=TODAY - 3 * DAY)
    assert len(listed(cast)) == 1


def test_the_order_is_by_what_a_minute_brings_and_stands_still(cast):
    for number in range(8):
        deal(cast, f"D{number}", at="proposal", days_ago=9, amount=(number + 1) * 10_000_000)
    first = listed(cast)
    worths = [one.action.worth / one.action.minutes for one in first]
    assert worths == sorted(worths, reverse=True)
    assert [one.action.ident for one in listed(cast)] == [one.action.ident for one in first]
    assert all(one.gain > 0 for one in first)


def test_done_is_done_in_the_follow_up_too_and_can_be_taken_back(cast):
    row = step(cast, TODAY)
    (one,) = listed(cast)
    say(cast, one)
    row.refresh_from_db()
    assert row.done_on == TODAY
    assert listed(cast) == []
    assert take_back(ACTOR, desk(cast), one.action.kind, one.action.key)
    row.refresh_from_db()
    assert row.done_on is None
    assert len(listed(cast)) == 1
    assert not take_back(ACTOR, desk(cast), one.action.kind, one.action.key)


def test_put_off_it_comes_back_on_its_day(cast):
    step(cast, TODAY)
    (one,) = listed(cast)
    say(cast, one, "later", until=TODAY + 2 * DAY)
    assert listed(cast) == listed(cast, today=TODAY + DAY) == []
    assert len(listed(cast, today=TODAY + 2 * DAY)) == 1
    for until in (None, TODAY, TODAY + 400 * DAY):
        with pytest.raises(BadUntil):
            say(cast, one, "later", until=until)


def test_dismissed_with_a_reason(cast):
    deal(cast, at="proposal", days_ago=9)
    (one,) = listed(cast)
    with pytest.raises(ReasonMissing):
        say(cast, one, "dismissed", reason=" ")
    say(cast, one, "dismissed", reason="not worth it")
    assert listed(cast, today=TODAY + 30 * DAY, kind="proposals") == []


@pytest.mark.parametrize(
    ("kind", "key"), [("no", "x" * 36), ("steps", "x" * 36), ("steps", ""), ("steps", "'; --")]
)
def test_what_is_no_action_is_refused(cast, kind, key):
    with pytest.raises(NoSuchAction):
        answer(ACTOR, desk(cast), kind, key, "done")


def test_a_key_with_more_behind_it_breaks_nothing(cast):
    row = step(cast, TODAY)
    answer(ACTOR, desk(cast), "steps", f"{row.uid}:1", "done")
    assert take_back(ACTOR, desk(cast), "steps", f"{row.uid}:1")


def test_nobody_ticks_off_anothers_step(cast):
    row = step(cast, TODAY)
    answer(ACTOR, desk(cast, "rep_e1b"), "steps", str(row.uid), "done")
    row.refresh_from_db()
    assert row.done_on is None
    assert len(listed(cast)) == 1


def test_the_three_things_stand_first_until_they_are_done(cast):
    tenure = reporter(cast.viewer(ME), TODAY)
    friday = TODAY - 3 * DAY
    send_report(ACTOR, company(), tenure, friday, Told("", ("call C1", "write")), today=TODAY)
    things = queries.day_of(desk(cast)).things
    assert [thing.text for thing in things] == ["call C1", "write"]
    answer(ACTOR, desk(cast), "things", things[0].key, "done")
    assert [thing.text for thing in queries.day_of(desk(cast)).things] == ["write"]


def test_the_company_sets_minutes_and_effects(cast):
    deal(cast, at="proposal", days_ago=9)
    before = listed(cast)[0].action.worth
    kept = rules()
    set_rules(ACTOR, {"proposals": Rule("proposals", 5, 0.16)})
    (one,) = listed(cast)
    assert one.action.minutes == 5
    assert one.action.worth > before
    set_rules(ACTOR, {"proposals": Rule("proposals", 5, 0.16, on=False)})
    assert listed(cast, kind="proposals") == []
    set_rules(ACTOR, {"proposals": kept["proposals"]})
    assert rules() == kept


def test_everybody_has_their_own(cast):
    step(cast, TODAY)
    deal(cast, "Other", who="rep_n1a", at="proposal", days_ago=9)
    assert [one.action.kind for one in listed(cast)] == ["steps"]
    assert [one.action.kind for one in listed(cast, "rep_n1a")] == ["proposals"]
    assert listed(cast, "leader_e1") == []


def asked(cast) -> int:
    with CaptureQueriesContext(connection) as found:
        queries.day_of(desk(cast))
    return len(found)


def test_it_asks_the_same_however_much_there_is(cast):
    deal(cast, at="proposal", days_ago=9, expected=TODAY)
    step(cast, TODAY)
    asked(cast)
    few = asked(cast)
    for number in range(30):
        made = deal(cast, f"D{number}", at="proposal", days_ago=9, expected=TODAY)
        step(cast, TODAY, about=made)
    assert asked(cast) == few
    assert Opportunity.objects.count() == 31


FRAME = 7  # company, session, user, seats, what navigation and the bell count, the cast of the demo


def test_the_page_asks_the_database_little(cast, django_assert_max_num_queries):
    deal(cast, at="proposal", days_ago=9, expected=TODAY)
    step(cast, TODAY)
    for who, own in ((ME, 17), ("leader_e1", 13)):
        client = cast.client(who)
        client.get("/today/")
        with django_assert_max_num_queries(FRAME + own):
            assert client.get("/today/").status_code == 200


def test_pages(cast):
    client = cast.client(ME)
    assert "Nothing waits for you" in client.get("/", follow=True).content.decode()
    step(cast, TODAY, about=deal(cast))
    page = client.get("/today/").content.decode()
    assert "send the sheet" in page
    assert "worth ≈" in page
    (one,) = listed(cast)
    form = {"kind": one.action.kind, "key": one.action.key}
    page = client.post("/today/answer/", form | {"state": "done"}, follow=True).content.decode()
    assert "Done." in page
    assert "take-back" in page
    client.post(f"/today/take-back/?kind={form['kind']}&key={form['key']}")
    assert len(listed(cast)) == 1
    page = client.post(
        "/today/answer/", form | {"state": "later", "until": "no"}, follow=True
    ).content.decode()
    assert "Put it off until a day" in page


def test_who_does_not_sell_begins_in_the_cockpit(cast):
    assert cast.client("director").get("/").url == "/cockpit/"
    assert cast.client(ME).get("/").url == "/today/"


def test_the_manifest_is_there_before_one_signs_in(cast):
    answered = cast.client().get("/manifest.webmanifest")
    assert answered.headers["Content-Type"] == "application/manifest+json"
    found = answered.json()
    assert (found["start_url"], found["display"], len(found["icons"])) == ("/", "standalone", 4)
