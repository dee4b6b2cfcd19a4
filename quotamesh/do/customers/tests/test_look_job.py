"""Comparing all customers: few at once, many as a job that tells how far it is and can be stopped."""

import pytest

from quotamesh.base.jobs.actions import run
from quotamesh.base.jobs.models import Job
from quotamesh.base.jobs.progress import Cancelled
from quotamesh.do.customers.actions import look_for_duplicates, make_customer, tell_apart
from quotamesh.do.customers.models import Suspect
from tests.cast import ACTOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def alike(cast):
    for number in range(3):
        make_customer(ACTOR, owner=None, code=f"N{number}", name="Northwind Traders")
    return Suspect.objects.count()


def test_few_are_compared_at_once(cast, alike):
    answer = cast.client("operations").post("/customers/duplicates/look/")
    assert answer.headers["Location"] == "/customers/duplicates/"
    assert not Job.objects.exists()
    assert Suspect.objects.count() == alike


def test_many_are_compared_by_a_job_that_leads_to_the_list(cast, alike, monkeypatch):
    monkeypatch.setattr("quotamesh.do.customers.views.merging.AT_ONCE", 1)
    client = cast.client("operations")
    pair = Suspect.objects.first()
    tell_apart(ACTOR, pair)
    answer = client.post("/customers/duplicates/look/")
    job = Job.objects.get()
    assert answer.headers["Location"] == f"/jobs/{job.uid}/"
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result["open"]) == (Job.State.DONE, alike - 1)
    page = client.get(f"/jobs/{job.uid}/").content.decode()
    assert 'href="/customers/duplicates/"' in page
    assert job.result["told"] in page
    assert Suspect.objects.get(pk=pair.pk).different


def test_stopped_it_leaves_the_pairs_as_they_were(cast, alike):
    before = set(Suspect.objects.values_list("pk", flat=True))

    def stop(stage: str, *_counts: int) -> None:
        if stage == "pairs":
            raise Cancelled

    with pytest.raises(Cancelled):
        look_for_duplicates(ACTOR, stop)
    assert set(Suspect.objects.values_list("pk", flat=True)) == before


def test_who_may_not_define_starts_nothing(cast, alike):
    assert cast.client("rep_e1a").post("/customers/duplicates/look/").status_code == 403
    assert not Job.objects.exists()
