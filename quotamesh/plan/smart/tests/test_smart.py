"""What stops a plan, what needs a reason, and what mends it."""

import json

import pytest
from django.urls import reverse

from quotamesh.base.people.models import Tenure
from quotamesh.base.people.viewer import everyone
from quotamesh.base.trail.models import Entry
from quotamesh.kernel.smart import Reason
from quotamesh.plan.smart.actions import link_objective, name_objective, put_in_force, serve, set_rhythm
from quotamesh.plan.smart.errors import DoubtsOpen, NotSmart, ObjectiveTwice
from quotamesh.plan.smart.models import Acceptance
from quotamesh.plan.smart.queries import findings
from quotamesh.plan.targets.models import Plan
from tests.cast import TODAY

API = "/api/v1/targets"


@pytest.fixture
def draft(cast):
    return cast.plan("Draft")


def reasons(plan) -> set[Reason]:
    return {group.reason for group in findings(everyone(), plan, TODAY, 1).groups}


def force(actor, plan, **more) -> Plan:
    from quotamesh.base.people.queries import company

    return put_in_force(actor, plan, company=company(), today=TODAY, **more)


def test_warnings_want_a_reason_and_it_is_kept(draft, actor):
    with pytest.raises(DoubtsOpen):
        force(actor, draft, why="  ")
    assert Plan.objects.get(pk=draft.pk).state == Plan.State.DRAFT
    assert force(actor, draft, why="calibrated next week").state == Plan.State.IN_FORCE
    assert set(Acceptance.objects.values_list("why", flat=True)) == {"calibrated next week"}
    assert Entry.objects.filter(verb="plan.accept_warning").count() == Acceptance.objects.count() > 0


def test_a_seat_that_nobody_holds_stops_it(cast, draft, actor):
    Tenure.objects.filter(seat=cast.seat("rep_e1a")).delete()
    assert Reason.NO_OWNER in reasons(draft)
    with pytest.raises(NotSmart) as stopped:
        force(actor, draft, why="never mind")
    assert stopped.value.failing >= 1
    assert not Acceptance.objects.exists()


def test_once_there_are_objectives_targets_must_serve_one(draft, actor):
    assert Reason.NO_OBJECTIVES in reasons(draft)
    goal = name_objective(actor, name="Energy first", fiscal_year=draft.fiscal_year, owner="director")
    assert Reason.SERVES_NONE in reasons(draft)
    with pytest.raises(NotSmart):
        force(actor, draft, why="never mind")
    serve(actor, draft, objective=goal)
    assert not {Reason.SERVES_NONE, Reason.NO_OBJECTIVES} & reasons(draft)


def test_a_branch_may_serve_an_objective_of_its_own(cast, draft, actor):
    goal = name_objective(actor, name="The east", fiscal_year=draft.fiscal_year, owner="director")
    link_objective(actor, goal, "revenue", cast.seat("rep_e1a").parent.parent)
    found = findings(cast.viewer("region_east"), draft, TODAY, 1)
    of_revenue = [n for n, asked in enumerate(found.asked) if asked.indicator == "revenue"]
    assert len(of_revenue) > 2
    assert not (found.report.reasons[of_revenue, 3] == Reason.SERVES_NONE).any()
    assert Reason.SERVES_NONE in reasons(draft)


def test_a_quarterly_look_is_too_rare(draft, actor):
    set_rhythm(actor, draft, "quarter")
    assert Reason.RARE_CHECKPOINTS in reasons(draft)
    set_rhythm(actor, draft, "month")
    assert Reason.RARE_CHECKPOINTS not in reasons(draft)


def test_an_objective_has_its_name_once_a_year(cast, actor):
    name_objective(actor, name="Grow", fiscal_year=2025, owner="x")
    with pytest.raises(ObjectiveTwice):
        name_objective(actor, name="Grow", fiscal_year=2025, owner="y")


def test_one_sees_the_letters_of_the_own_branch(cast, draft):
    found = findings(cast.viewer("leader_n1"), draft, TODAY, 1)
    assert {asked.unit.path.startswith(cast.unit("N1").path) for asked in found.asked} == {True}


def test_the_page_keeps_what_was_typed_and_says_what_is_missing(cast, draft):
    client = cast.client("operations")
    refused = client.post(reverse("smart:put_in_force", args=[draft.uid]), {"why": ""})
    assert refused.status_code == 422
    assert "Say why the warnings are accepted." in refused.content.decode()
    linked = client.post(reverse("smart:link", args=[draft.uid]), {"name": "Grow the north"})
    assert linked.status_code == 302
    assert Reason.NO_OBJECTIVES not in reasons(draft)
    table = client.get(reverse("smart:show", args=[draft.uid]), {"export": "csv"})
    assert table.status_code == 200


def test_the_interface_tells_the_same(cast, draft):
    client = cast.client("operations")
    told = client.get(f"{API}/plans/{draft.uid}/smart").json()
    assert (told["ready"], told["failing"]) == (False, 0)
    assert {row["letters"]["A"]["reason"] for row in told["rows"]} == {"not_calibrated"}
    refused = client.generic("POST", f"{API}/plans/{draft.uid}/put-in-force")
    assert (refused.status_code, refused.json()["code"]) == (409, "not_smart")
    body = json.dumps({"accept": "known"})
    done = client.post(f"{API}/plans/{draft.uid}/put-in-force", body, content_type="application/json")
    assert done.json()["state"] == "in_force"
