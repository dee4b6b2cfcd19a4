"""The company's own limits of the probability: what they change, and what is refused."""

import json

import numpy as np
import pytest

from quotamesh.base.people.viewer import everyone
from quotamesh.base.trail.models import Entry
from quotamesh.kernel.smart import LimitsOutOfOrder, Reason
from quotamesh.plan.calibration.actions import set_limits
from quotamesh.plan.calibration.errors import StaleLimits
from quotamesh.plan.calibration.limits import current
from quotamesh.plan.smart.queries import findings
from quotamesh.plan.smart.wording import passing
from tests.cast import TODAY

PAGE, API = "/targets/smart-limits/", "/api/v1/targets/smart-limits"
OWN = {"out_of_reach": 10, "hard": 25, "easy": 80, "no_challenge": 90}


@pytest.fixture
def likely(monkeypatch):
    """Every target of the plan is as likely as is said."""

    def so(chance: float) -> None:
        def odds(_plan, asked, _today):
            return np.full(len(asked), chance)

        monkeypatch.setattr("quotamesh.plan.smart.queries.odds_of", odds)

    return so


def reasons(cast) -> set[Reason]:
    return {group.reason for group in findings(everyone(), cast.plan("Draft"), TODAY, 1).groups}


def test_the_usual_limits_hold_until_others_are_set(cast, actor, likely):
    likely(0.30)
    assert Reason.HARD in reasons(cast)
    set_limits(actor, OWN, seen=0)
    assert Reason.HARD not in reasons(cast)
    likely(0.85)
    assert Reason.EASY in reasons(cast)
    assert Entry.objects.get(verb="calibration.limits").change["hard"] == [35, 25]


def test_what_is_the_same_leaves_no_trace(cast, actor):
    set_limits(actor, current().percents, seen=0)
    assert current().revision == 0
    assert not Entry.objects.filter(verb="calibration.limits").exists()


def test_limits_that_fall_and_those_of_yesterday_are_refused(cast, actor):
    with pytest.raises(LimitsOutOfOrder):
        set_limits(actor, OWN | {"easy": 20}, seen=0)
    set_limits(actor, OWN, seen=0)
    with pytest.raises(StaleLimits) as refused:
        set_limits(actor, OWN | {"hard": 30}, seen=0)
    assert refused.value.differing == {"hard": [30, 25]}


def test_the_page_refuses_at_the_field_and_keeps_what_was_typed(cast):
    client = cast.client("director")
    answer = client.post(PAGE, {**OWN, "easy": "20", "seen": "0"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Must not be below the limit before it, 25." in page
    assert 'value="20"' in page
    assert client.post(PAGE, {**OWN, "seen": "0"}).status_code == 302
    assert passing(current().limits) in client.get(PAGE).content.decode()
    assert "25" in passing(current().limits)
    stale = client.post(PAGE, {**OWN, "hard": "30", "seen": "0"})
    assert stale.status_code == 422
    assert "30 ↔ 25" in stale.content.decode()


def test_programs_set_them_too(cast):
    client = cast.client("director")

    def put(body):
        return client.put(API, json.dumps(body), content_type="application/json")

    assert put(OWN | {"seen": 0, "hard": 95}).status_code == 422
    assert put(OWN | {"seen": 0}).json() == OWN | {"revision": 1}
    assert put(OWN | {"seen": 0, "hard": 30}).status_code == 409
    assert client.get(API).json()["hard"] == 25
