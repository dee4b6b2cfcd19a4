"""Projects: gates of milestones hold, late ones are told and counted, two people do not overwrite one another."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from quotamesh.base.shell.formats import local_date
from quotamesh.base.trail.models import Entry
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.facts.models import DayFact
from quotamesh.do.orders.actions import rebuild_facts
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.projects import actions
from quotamesh.plan.projects.errors import (
    CriteriaOpen,
    NamedTwice,
    NoReason,
    NotOfThisProject,
    NotYet,
    OutOfOrder,
    ReachedAlready,
    RunAlready,
    StaleProject,
)
from quotamesh.plan.projects.models import Project
from quotamesh.plan.projects.queries import Quarter, by_quarter, standing_of, standings
from quotamesh.plan.projects.views import lists
from quotamesh.plan.projects.views.lists import headline
from quotamesh.plan.projects.wording import sentence
from tests.cast import ACTOR, TODAY
from tests.doors.projects import opportunity

LATER = replace(ACTOR, at=ACTOR.at + timedelta(60))


@pytest.fixture
def project(cast) -> Project:
    return actions.start_project(ACTOR, opportunity(cast), TODAY - timedelta(30))


def meet_all(project, step):
    for at in range(len(step.criteria)):
        actions.meet_criterion(ACTOR, project, step, at, True, day=TODAY)
    step.refresh_from_db()


def counted(indicator: str, unit) -> int:
    rows = DayFact.objects.filter(indicator=KEYS[indicator], unit=unit)
    return sum(rows.values_list("amount", flat=True))


def test_it_begins_with_milestones_and_the_owner_in_the_commercial_role(project, cast):
    assert project.commercial == cast.person("rep_e1a")
    steps = list(project.steps.all())
    assert len(steps) == 5
    assert steps[0].owner == project.commercial
    assert [step.due for step in steps] == sorted(step.due for step in steps)


def test_a_milestone_wants_its_criteria_or_a_leaders_reason(project):
    first = project.steps.first()
    with pytest.raises(CriteriaOpen) as refused:
        actions.reach_step(ACTOR, project, first, TODAY)
    assert refused.value.missing == first.unmet
    actions.reach_step(ACTOR, project, first, TODAY, anyway="signed tomorrow")
    first.refresh_from_db()
    assert (first.reached_on, first.reached_anyway) == (TODAY, "signed tomorrow")
    assert Entry.objects.get(verb="project.reach").change["anyway"][1] == "signed tomorrow"
    with pytest.raises(ReachedAlready):
        actions.move_step(ACTOR, project, first, TODAY, "why not")


def test_milestones_come_in_order_and_not_from_the_future(project):
    second = project.steps.all()[1]
    meet_all(project, second)
    with pytest.raises(OutOfOrder):
        actions.reach_step(ACTOR, project, second, TODAY)
    first = project.steps.first()
    meet_all(project, first)
    for day in (TODAY + timedelta(1), project.started - timedelta(1)):
        with pytest.raises(NotYet):
            actions.reach_step(ACTOR, project, first, day)


def test_in_time_counts_as_due_and_done_late_as_due_only(project, cast):
    first, second = project.steps.all()[:2]
    meet_all(project, first)
    actions.reach_step(ACTOR, project, first, first.due)
    company = cast.unit("EAST").parent
    assert (counted("milestones_due", company), counted("milestones_done", company)) == (1, 1)
    assert actions.miss_steps(LATER, second.due + timedelta(1)) == 1
    assert actions.miss_steps(LATER, second.due + timedelta(1)) == 0
    meet_all(project, second)
    project.refresh_from_db()
    actions.reach_step(LATER, project, second, TODAY)
    assert (counted("milestones_due", company), counted("milestones_done", company)) == (2, 1)
    assert rebuild_facts(ACTOR)


def test_a_moved_day_keeps_the_first_one_and_its_reason(project):
    first = project.steps.first()
    with pytest.raises(NoReason):
        actions.move_step(ACTOR, project, first, TODAY, " ")
    due = first.due
    actions.move_step(ACTOR, project, first, due + timedelta(20), "budget comes in October")
    first.refresh_from_db()
    assert (first.first_due, first.due) == (due, due + timedelta(20))


def test_delay_moves_money_between_quarters_but_not_its_sum(project):
    for step in project.steps.filter(position__gte=3):
        actions.move_step(ACTOR, project, step, step.due + timedelta(120), "waiting for the grid")
    standing = standing_of(Project.objects.get(pk=project.pk), TODAY)
    assert standing.slip == 120 + 9  # the first milestone is nine days overdue and pushes the others
    quarters = by_quarter([standing], FiscalCalendar(1))
    assert sum(q.planned for q in quarters) == sum(q.now for q in quarters) == standing.worth > 0
    assert any(q.moved for q in quarters)


def test_all_are_counted_however_few_are_shown(project, cast, monkeypatch):
    monkeypatch.setattr(lists, "SHOWN", 1)
    actions.start_project(ACTOR, opportunity(cast), TODAY)
    page = cast.client("leader_e1").get("/projects/").content.decode()
    assert "2 projects" in page
    assert "1 more is in the file" in page
    assert cast.client("leader_e1").get("/projects/", {"format": "csv"}).getvalue().count(b"Plant") == 2


def test_only_the_running_quarter_is_called_this_quarter(project):
    standing = replace(standing_of(project, TODAY), today=TODAY + timedelta(60))
    first = Quarter("2025-Q1", date(2025, 1, 1), date(2025, 3, 31), 100, 0)
    third = Quarter("2025-Q3", date(2025, 7, 1), date(2025, 9, 30), 100, 0)
    assert "out of this quarter" not in headline([standing], [first], TODAY, over=False)
    assert "out of this quarter" in headline([standing], [first, third], TODAY, over=False)


def test_a_stale_page_changes_nothing(project):
    first = project.steps.first()
    actions.move_step(ACTOR, project, first, first.due + timedelta(2), "holiday", seen=1)
    with pytest.raises(StaleProject) as refused:
        actions.move_step(ACTOR, project, first, first.due + timedelta(9), "mine", seen=1)
    mine, theirs = (local_date(first.due + timedelta(days)) for days in (9, 2))
    assert f"Due: {mine} ↔ {theirs}." in sentence(refused.value)


def test_two_who_change_the_map_at_once_see_each_other(cast, project):
    chief = actions.add_stakeholder(ACTOR, project, name="Chief", influence=5)
    seen = Project.objects.get(pk=project.pk).revision
    actions.change_stakeholder(ACTOR, project, chief, influence=4, seen=seen)
    with pytest.raises(StaleProject) as refused:
        actions.change_stakeholder(ACTOR, project, chief, influence=1, note="new", seen=seen)
    assert refused.value.fields == {"influence": [1, 4], "note": ["new", ""]}
    assert "Influence: 1" in sentence(refused.value)
    people = {"pmo": cast.person("leader_e1"), "commercial": None, "solution": None}
    with pytest.raises(StaleProject) as refused:
        actions.set_roles(ACTOR, project, seen=seen, **people)
    assert "Project office: Leo East ↔ –" in sentence(refused.value)


def test_the_map_knows_everybody_once_and_no_circle(project):
    chief = actions.add_stakeholder(ACTOR, project, name="Chief", influence=5)
    clerk = actions.add_stakeholder(ACTOR, project, name="Clerk", influence=2, listens_to=chief)
    with pytest.raises(NotOfThisProject):
        actions.change_stakeholder(ACTOR, project, chief, listens_to=clerk)
    contact = project.opportunity.customer.contacts.create(code="CT-1", name="Chen")
    actions.add_stakeholder(ACTOR, project, name="Chen", contact=contact)
    with pytest.raises(NamedTwice):
        actions.add_stakeholder(ACTOR, project, name="Chen again", contact=contact)
    actions.remove_stakeholder(ACTOR, project, chief)
    clerk.refresh_from_db()
    assert clerk.listens_to is None


def test_what_somebody_thinks_changes_on_the_page_and_by_program(project, cast):
    chief = actions.add_stakeholder(ACTOR, project, name="Chief", attitude=-1)
    client, address = cast.client("rep_e1a"), f"/projects/{project.uid}/stakeholders/{chief.uid}/"
    assert 'value="-1" selected' in client.get(address).content.decode()
    form = {"who-name": "Chief", "who-influence": 5, "who-attitude": 1, "who-relation": 2, "seen": 2}
    assert client.post(address, form).status_code == 302
    refused = client.post(address, form | {"who-attitude": 0})
    assert (refused.status_code, "Attitude: Neutral" in refused.content.decode()) == (422, True)
    chief.refresh_from_db()
    assert (chief.influence, chief.attitude, chief.relation) == (5, 1, 2)
    project.opportunity.customer.contacts.create(code="CT-9", name="Chief")
    api, sent = f"/api/v1/projects/{project.uid}/stakeholders", {"content_type": "application/json"}
    answer = client.patch(f"{api}/{chief.uid}", {"contact": "CT-9", "attitude": 2}, **sent)
    assert (answer.status_code, answer.json()["contact"], answer.json()["influence"]) == (200, "CT-9", 5)
    clerk = client.post(api, {"name": "Clerk", "listens_to": str(chief.uid)}, **sent).json()
    assert clerk["listens_to"] == str(chief.uid)
    assert client.patch(f"{api}/{clerk['uid']}", {"listens_to": clerk["uid"]}, **sent).status_code == 422
    assert client.patch(f"{api}/{clerk['uid']}", {"owner": "rep_n1a"}, **sent).status_code == 404
    assert client.delete(f"{api}/{clerk['uid']}").status_code == 204
    assert [each["name"] for each in client.get(api).json()] == ["Chief"]


def test_programs_give_roles_to_whom_the_page_offers(project, cast):
    client, address = cast.client("rep_e1a"), f"/api/v1/projects/{project.uid}/roles"
    for code, status in (("leader_e1", 200), ("rep_n1a", 404), ("nobody", 404)):
        answer = client.put(address, {"pmo": code}, content_type="application/json")
        assert answer.status_code == status


def test_of_two_who_begin_at_once_the_second_finds_the_project(project, cast):
    with pytest.raises(RunAlready):
        actions.start_project(ACTOR, project.opportunity, TODAY)
    assert Project.objects.count() == 1


def test_what_was_lost_is_asked_for_no_more_milestones(project):
    type(project.opportunity).objects.update(outcome="lost")
    assert actions.miss_steps(LATER, TODAY + timedelta(400)) == 0


def test_a_review_that_does_not_let_pass_says_why(project):
    with pytest.raises(NoReason):
        actions.note_review(ACTOR, project, held_on=TODAY, decision="hold")
    actions.note_review(ACTOR, project, held_on=TODAY, decision="hold", words="no budget")
    with pytest.raises(NotYet):
        actions.note_review(ACTOR, project, held_on=TODAY + timedelta(1), decision="go")


def test_sight_ends_at_the_own_branch(project, cast):
    assert [each.project for each in standings(cast.viewer("leader_e1"), TODAY)] == [project]
    assert standings(cast.viewer("leader_n1"), TODAY) == []


def test_what_was_typed_comes_back_when_it_is_refused(project, cast):
    client = cast.client("rep_e1a")
    form = {
        "review-held_on": "2025-09-15",
        "review-decision": "hold",
        "review-words": "",
        "review-present": "Zhou",
    }
    answer = client.post(f"/projects/{project.uid}/reviews/", form)
    assert answer.status_code == 422
    assert "Zhou" in answer.content.decode()


def test_only_a_leader_passes_over_open_criteria(project, cast):
    first = project.steps.first()
    address = f"/projects/{project.uid}/steps/{first.uid}/reach/"
    form = {"day": TODAY.isoformat(), "anyway": "trust me"}
    assert cast.client("rep_e1a").post(address, form).status_code == 403
    assert cast.client("leader_e1").post(address, form).status_code == 302
    first.refresh_from_db()
    assert first.reached_on == date(2025, 9, 15)


def test_texts_of_others_do_no_harm(project, cast):
    actions.add_stakeholder(ACTOR, project, name="<script>alert(1)</script>", influence=4)
    page = cast.client("rep_e1a").get(f"/projects/{project.uid}/").content.decode()
    assert "<script>alert(1)" not in page


def test_a_day_that_cannot_be_read_reaches_and_moves_nothing(project, cast):
    first, client = project.steps.first(), cast.client("leader_e1")
    address = f"/projects/{project.uid}/steps/{first.uid}"
    answer = client.post(f"{address}/reach/", {"day": "2025-02-31", "anyway": "agreed"}, follow=True)
    assert 'class="notice' in answer.content.decode()
    client.post(f"{address}/move/", {"due": "soon", "why": "they wait"})
    was = first.due
    first.refresh_from_db()
    assert (first.reached_on, first.due) == (None, was)


def test_a_wrong_address_of_an_opportunity_is_not_found(cast):
    assert cast.client("rep_e1a").post("/projects/start/", {"opportunity": "😀"}).status_code == 404
