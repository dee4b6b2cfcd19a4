"""Leads, rules, absences, hours and forms through the interface: what pages can do, programs can."""

import pytest

from quotamesh.base.trail.models import Entry
from quotamesh.do.leads import actions
from quotamesh.do.leads.models import Absence, Office, Rule
from quotamesh.do.leads.tests.taking import acting, lead, source

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(cast):
    client = cast.client("operations")

    def call(method: str, path: str, body=None, status: int = 200):
        sent = {"data": body, "content_type": "application/json"} if body is not None else {}
        answer = getattr(client, method)(f"/api/v1/leads{path}", **sent)
        assert answer.status_code == status, answer.content
        return answer.json()

    return call


def test_a_lead_is_put_right_and_a_stale_edit_told_both(cast, call):
    found = lead(owner=cast.person("rep_e1a"))
    after = call("patch", f"/{found.uid}", {"seen": 1, "company": "Contoso", "product": "PUMPS"})
    assert (after["company"], after["product"], after["revision"]) == ("Contoso", "PUMPS", 2)
    stale = call("patch", f"/{found.uid}", {"seen": 1, "company": "Fabrikam"}, 409)
    assert stale["details"]["fields"] == {"company": ["Fabrikam", "Contoso"]}
    assert call("patch", f"/{found.uid}", {"product": ""})["product"] is None
    assert call("patch", f"/{found.uid}", {"phone": ""}, 422)["code"] == "no_way_back"
    call("patch", f"/{found.uid}", {"source": "nowhere"}, 422)
    found.refresh_from_db()
    assert found.phone
    assert Entry.objects.filter(verb="lead.change").count() == 2


def test_rules_are_made_changed_moved_retired_and_taken_away(cast, call):
    first = call("post", "/rules", {"name": "East", "unit": "EAST", "kind": "event"}, 201)
    second = call("post", "/rules", {"name": "Two", "people": ["rep_n1a", "rep_e1a"]}, 201)
    assert (first["reaches"], second["people"]) == (3, ["rep_e1a", "rep_n1a"])
    moved = call("post", f"/rules/{second['uid']}/move", {"way": "up"})
    assert [each["name"] for each in moved] == ["Two", "East"]
    assert moved[1]["hidden_by"] == second["uid"]
    changed = call("patch", f"/rules/{second['uid']}", {"seen": 1, "source": _code(), "people": ["rep_n1a"]})
    assert (changed["source"], changed["people"], changed["revision"]) == ("fair", ["rep_n1a"], 2)
    assert call("patch", f"/rules/{second['uid']}", {"seen": 1, "name": "Late"}, 409)["code"] == "stale_lead"
    idle = call("patch", f"/rules/{second['uid']}", {"active": False})
    assert (idle["active"], idle["reaches"]) == (False, None)
    assert lead(phone="13800000009").owner.code in ("rep_e1a", "rep_e1b", "rep_e2a")
    call("delete", f"/rules/{second['uid']}")
    assert [each["name"] for each in call("get", "/rules")] == ["East"]


def _code() -> str:
    return source().code


def test_a_rule_for_nobody_or_of_what_is_unknown_is_refused(cast, call):
    assert call("post", "/rules", {"name": "Nobody"}, 422)["code"] == "nobody_named"
    for wrong in ({"unit": "X"}, {"people": ["X"]}, {"product": "X"}, {"source": "X"}, {"unit": "S-E1A"}):
        call("post", "/rules", {"name": "R", **wrong}, 422)
    made = call("post", "/rules", {"name": "East", "unit": "EAST"}, 201)
    assert call("patch", f"/rules/{made['uid']}", {"unit": ""}, 422)["code"] == "nobody_named"
    assert Rule.objects.get().unit.code == "EAST"


def test_who_is_away_gets_nothing_until_taken_back(cast, call):
    day = {"start": "2025-09-15", "end": "2025-09-16"}
    call("post", "/rules", {"name": "One", "people": ["rep_e1a"]}, 201)
    made = call("post", "/absences", {"person": "rep_e1a", **day}, 201)
    assert call("get", "/absences") == [made]
    assert lead().owner is None
    wrong = {"person": "rep_e1a", "start": "2025-09-16", "end": "2025-09-15"}
    assert call("post", "/absences", wrong, 422)["code"] == "bad_day"
    assert call("post", "/absences", {"person": "nobody", **day}, 422)["code"] == "unknown_person"
    call("delete", f"/absences/{made['uid']}")
    assert not Absence.objects.exists()
    assert lead(phone="13800000009").owner.code == "rep_e1a"


def test_office_hours_keep_what_is_not_named_and_refuse_what_is_stale(cast, call):
    body = {"opens": "08:30", "closes": "17:00", "answer_hours": {"event": 3}}
    first = call("put", "/office", body)
    assert (first["opens"], first["pause_from"], first["answer_hours"]["event"]) == ("08:30", None, 3)
    again = call("put", "/office", {"opens": "09:00", "closes": "17:00", "seen": first["revision"]})
    assert (again["answer_hours"]["event"], again["revision"]) == (3, first["revision"] + 1)
    late = {"opens": "07:00", "closes": "17:00", "seen": first["revision"]}
    told = call("put", "/office", late, 409)
    assert told["details"]["fields"] == {"hours": ["07:00 – 17:00", "09:00 – 17:00"]}
    for wrong in ({"opens": "18:00", "closes": "09:00"}, {**body, "pause_from": "12:00"}):
        assert call("put", "/office", wrong, 422)["code"] == "bad_office"
    assert call("get", "/office") == again
    assert Office.objects.count() == 1


def test_lines_and_regions_decide(cast, call):
    call("put", "/skills/rep_e2a", {"products": ["MACHINES"]})
    call("put", "/territories/N1", {"words": "harbin"})
    call("put", "/territories/S-E1A", {"words": "harbin"}, 404)
    call("put", "/skills/rep_e2a", {"products": ["X"]}, 422)
    skills = {each["person"]: each["products"] for each in call("get", "/skills")}
    assert skills["rep_e2a"] == ["MACHINES"]
    assert {"unit": "N1", "words": "harbin"} in call("get", "/territories")


def test_a_source_is_changed_and_retired_and_its_form_opened(cast, call):
    found = source()
    after = call("patch", f"/sources/{found.uid}", {"seen": 1, "name": "Big fair", "rebate_bp": 500})
    assert (after["name"], after["revision"]) == ("Big fair", 2)
    assert call("patch", f"/sources/{found.uid}", {"seen": 1, "name": "Late"}, 409)["code"] == "stale_lead"
    assert call("patch", f"/sources/{found.uid}", {"rebate_fixed": 5}, 422)["code"] == "bad_terms"
    opened = call("post", f"/sources/{found.uid}/form", {"what": "open"})
    assert opened["open"]
    assert call("get", "/forms") == [opened]
    renewed = call("post", f"/sources/{found.uid}/form", {"what": "renew"})
    assert renewed["address"] != opened["address"]
    assert call("post", f"/sources/{found.uid}/form", {"what": "close"})["open"] is False
    assert call("patch", f"/sources/{found.uid}", {"closed": True})["closed"]
    body = {"source": "fair", "phone": "13700000003"}
    assert call("post", "", body, 422)["code"] == "source_closed"


def test_a_closed_lead_is_put_right_as_on_its_page(cast, call):
    found = lead(owner=cast.person("rep_e1a"))
    actions.drop(acting(), found, "no_need")
    assert call("patch", f"/{found.uid}", {"region": "North"})["region"] == "North"
