"""Rules tried on many customers: a job whose answer stands on the page with what was typed."""

import pytest

from quotamesh.base.jobs.actions import run
from quotamesh.base.jobs.models import Job
from quotamesh.do.tiers.actions import effect_of, run_tiers
from quotamesh.do.tiers.models import Run, Scheme
from quotamesh.do.tiers.tests.test_rules import rules, typed
from tests.cast import ACTOR, TODAY

pytestmark = pytest.mark.django_db
PAGE = "/tiers/rules/"


@pytest.fixture
def many(cast, monkeypatch):
    monkeypatch.setattr("quotamesh.do.tiers.views.settings.AT_ONCE", 0)
    run_tiers(ACTOR, TODAY)
    return cast


def test_the_answer_of_the_job_is_that_of_the_request_and_keeps_what_was_typed(many):
    client = many.client("operations")
    answer = client.post(PAGE, typed(cut_value="5.00", **{"try": "1"}))
    job = Job.objects.get()
    assert answer.headers["Location"] == f"/jobs/{job.uid}/"
    run(job.pk)
    job.refresh_from_db()
    effect = effect_of(rules(cut=500), Run.objects.first())
    assert job.result["counts"] == effect.counts
    page = client.get(job.result["back"]).content.decode()
    assert job.result["told"] in page
    assert 'value="5.00"' in page
    assert not Scheme.objects.exists()
    assert job.result["told"] not in client.get(PAGE).content.decode()
    other = many.client("administrator").get(job.result["back"]).content.decode()
    assert job.result["told"] not in other


def test_rules_that_cannot_be_start_no_job(many):
    zero = {f"{name}-weight": "0" for name in ("r", "f", "m")}
    answer = many.client("operations").post(PAGE, typed(**zero, **{"try": "1"}))
    assert answer.status_code == 422
    assert not Job.objects.exists()
