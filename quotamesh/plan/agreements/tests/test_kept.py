"""A document is set once for each state; many are set by a job, and leave as one ZIP."""

import io
import zipfile

import pytest
from django.conf import settings

from quotamesh.base.jobs.actions import run
from quotamesh.base.jobs.models import Job
from quotamesh.plan.agreements import actions
from quotamesh.plan.agreements.actions import issuing
from quotamesh.plan.agreements.models import Agreement
from quotamesh.plan.agreements.tests import world
from quotamesh.plan.agreements.views import files
from tests.cast import ACTOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement(cast):
    return world.agreement_of(cast, "rep_e1a")


def lying(agreement: Agreement) -> list:
    return sorted((settings.DATA / "agreements").glob(f"*/{agreement.uid}/*"))


def test_what_was_set_is_not_set_again(agreement, monkeypatch):
    data = actions.issue(ACTOR, agreement, "en")
    monkeypatch.setattr(issuing, "pdf_of", lambda page: pytest.fail("set again"))
    assert actions.issue(ACTOR, agreement, "en") == data


def test_a_signature_makes_a_new_file_which_takes_the_place_of_the_old(agreement):
    before = actions.issue(ACTOR, agreement, "en")
    world.signed(agreement)
    fresh = Agreement.objects.get(pk=agreement.pk)
    assert not actions.is_set(fresh, "en")
    assert actions.issue(ACTOR, fresh, "en") != before
    assert actions.is_set(fresh, "en")
    assert len(lying(agreement)) == 1


def test_languages_lie_beside_each_other(agreement):
    actions.issue(ACTOR, agreement, "en")
    actions.issue(ACTOR, agreement, "zh-hans")
    assert len(lying(agreement)) == 2


def test_a_file_changed_in_the_folder_never_leaves(agreement):
    data = actions.issue(ACTOR, agreement, "en")
    (file,) = lying(agreement)
    file.write_bytes(data.replace(b"%PDF-1", b"%PDF-2"))
    assert actions.issue(ACTOR, agreement, "en") == data


def test_few_files_leave_at_once(cast, agreement):
    answer = cast.client("operations").get("/agreements/files.zip", {"year": agreement.plan.fiscal_year})
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        names = [name.split(" ")[0] for name in archive.namelist()]
    assert agreement.number in names
    assert len(names) == len(set(names))
    assert not Job.objects.exists()


def test_many_files_are_set_by_a_job_that_leads_back(cast, agreement, monkeypatch):
    monkeypatch.setattr(files, "AT_ONCE", 0)
    client = cast.client("operations")
    asked = f"/agreements/files.zip?year={agreement.plan.fiscal_year}"
    answer = client.get(asked)
    job = Job.objects.get()
    assert answer.url == f"/jobs/{job.uid}/"
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result["back"]) == (Job.State.DONE, asked)
    assert client.get(asked).status_code == 200


def test_more_than_fit_are_told_so(cast, agreement, monkeypatch):
    monkeypatch.setattr(files, "MOST", 0)
    answer = cast.client("operations").get(f"/agreements/files.zip?year={agreement.plan.fiscal_year}")
    assert answer.status_code == 302
    assert answer.url.startswith("/agreements/?")
