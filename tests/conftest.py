"""Fixtures of the tests that do not belong to one feature."""

import pytest

from quotamesh.base.exchange import uploads
from quotamesh.base.exchange.models import ImportRun
from quotamesh.base.jobs.models import Job
from quotamesh.base.people.actions.accounts import issue_token
from quotamesh.base.people.models import ApiToken
from tests.cast import ACTOR, Cast
from tests.doors.table import OPERATIONS, REPRESENTATIVE


class Things(Cast):
    """The cast with one of each thing that belongs to somebody: a key, a job, an import."""

    def token(self, username: str) -> ApiToken:
        return ApiToken.objects.get(user__username=username)

    def job(self, username: str) -> Job:
        return Job.objects.get(owner=username)

    def run(self, username: str) -> ImportRun:
        return ImportRun.objects.get(owner=username)


@pytest.fixture
def things(cast, settings):
    found = Things()
    issue_token(ACTOR, found.user(REPRESENTATIVE), "a program")
    owner = {"owner": OPERATIONS, "owner_id": found.user(OPERATIONS).pk, "created_at": ACTOR.at}
    Job.objects.create(kind="import", label="orders.csv", **owner)
    (settings.DATA / "uploads").mkdir(exist_ok=True)
    ImportRun.objects.create(
        kind="orders", file_name="orders.csv", state=ImportRun.State.REFUSED, errors_as=_error_file(), **owner
    )
    return found


def _error_file() -> str:
    name = uploads.new_name(".csv")
    uploads.place(name).parent.mkdir(parents=True, exist_ok=True)
    uploads.place(name).write_text("order,problem\nSO-1,unknown\n", encoding="utf-8-sig")
    return name
