import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from quotamesh.base.exchange import uploads
from quotamesh.base.exchange.models import ImportRun, RememberedMapping
from quotamesh.base.exchange.tests.bringing import ACTOR
from quotamesh.base.jobs.models import Job
from quotamesh.base.people.actions.accounts import open_account
from quotamesh.base.people.models import Unit

GOOD = "编码,名称\nEAST,华东\nWEST,华西\n"
BAD = "code,name,parent\nEAST,East,\nX,x,NOWHERE\n"


@pytest.fixture
def signed_in(company, client, settings, django_user_model, django_capture_on_commit_callbacks):
    settings.LANGUAGE_CODE = "en"

    def sign_in(username: str = "ops", role: str = "sales_operations"):
        user = django_user_model.objects.filter(username=username).first() or open_account(
            ACTOR, username=username, password="correct horse battery", role=role
        )
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def send(client, kind: str, content: str, name: str = "units.csv") -> str:
    file = SimpleUploadedFile(name, content.encode())
    return client.post(reverse("exchange:upload", args=[kind]), {"file": file}).headers["Location"]


def start(client, address: str, capture, **fields):
    chosen = {f"map-{name}": header for name, header in fields.items()}
    with capture(execute=True):
        return client.post(f"{address}start/", chosen)


def test_every_kind_has_a_page_and_an_example(signed_in):
    client = signed_in()
    page = client.get(reverse("exchange:index")).content.decode()
    for kind in (
        "units",
        "people",
        "products",
        "customers",
        "rates",
        "holidays",
        "orders",
        "payments",
        "targets",
    ):
        assert reverse("exchange:upload", args=[kind]) in page
        assert client.get(reverse("exchange:upload", args=[kind])).status_code == 200
        example = b"".join(client.get(reverse("exchange:example", args=[kind])).streaming_content)
        assert example.startswith(b"\xef\xbb\xbf")
    assert client.get(reverse("exchange:upload", args=["unicorns"])).status_code == 404


def test_from_upload_to_result(signed_in, django_capture_on_commit_callbacks):
    client = signed_in()
    address = send(client, "units", GOOD)
    page = client.get(address).content.decode()
    assert "Every row can be taken." in page
    assert "华东" in page
    run = ImportRun.objects.get()
    assert uploads.place(run.stored_as).exists()
    start(client, address, django_capture_on_commit_callbacks, code="编码", name="名称")
    page = client.get(address).content.decode()
    assert "2 rows read: 2 new, 0 changed, 0 as before." in page
    assert Unit.objects.count() == 3
    assert not uploads.place(run.stored_as).exists()
    assert RememberedMapping.objects.get().mapping == {"code": "编码", "name": "名称"}


def test_pasted_cells(signed_in):
    client = signed_in()
    answer = client.post(reverse("exchange:upload", args=["units"]), {"pasted": "code\tname\nEAST\tEast\n"})
    assert "Every row can be taken." in client.get(answer.headers["Location"]).content.decode()


def test_nothing_or_too_much_given(signed_in):
    client = signed_in()
    address = reverse("exchange:upload", args=["units"])
    assert "Choose a file or paste a table." in client.post(address, {}).content.decode()
    both = {"pasted": "code\n1", "file": SimpleUploadedFile("u.csv", b"code\n1")}
    assert "leave one out" in client.post(address, both).content.decode()


def test_an_upload_beyond_the_limit_is_refused(signed_in, settings):
    settings.UPLOAD_LIMIT = 10
    client = signed_in()
    answer = client.post(reverse("exchange:upload", args=["units"]), {"pasted": "code\tname\nEAST\tEast\n"})
    assert "larger than" in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_what_is_no_table_leads_back_with_the_reason(signed_in):
    client = signed_in()
    answer = client.get(send(client, "units", "\0\0"), follow=True)
    assert "is not a table" in answer.content.decode()


def test_errors_are_shown_in_the_cells_and_line_by_line(signed_in, django_capture_on_commit_callbacks):
    client = signed_in()
    address = send(client, "units", BAD)
    page = client.get(address).content.decode()
    assert "cell-wrong" in page
    assert "is not the code of a unit." in page
    start(client, address, django_capture_on_commit_callbacks, code="code", name="name", parent="parent")
    page = client.get(address).content.decode()
    assert "Nothing was stored." in page
    assert "NOWHERE" in page
    assert Unit.objects.count() == 1
    text = b"".join(client.get(f"{address}errors.csv").streaming_content).decode("utf-8-sig")
    assert text.splitlines()[1].startswith('3,X,x,NOWHERE,"parent: is not the code of a unit.')
    book = b"".join(client.get(f"{address}errors.xlsx").streaming_content)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert rows[1][1:4] == ["X", "x", "NOWHERE"]


def test_choosing_another_header_renews_the_preview(signed_in):
    client = signed_in()
    address = send(client, "units", "a,b\nEAST,East\n")
    assert "Say which column holds Code, Name." in client.get(address).content.decode()
    query = {"map-code": "a", "map-name": "b"}
    part = client.get(address, query, headers={"HX-Request": "true"}).content.decode()
    assert "Every row can be taken." in part
    assert "<html" not in part


def test_a_missing_column_does_not_start(signed_in, django_capture_on_commit_callbacks):
    client = signed_in()
    address = send(client, "units", "a,b\nEAST,East\n")
    start(client, address, django_capture_on_commit_callbacks, code="a")
    assert not Job.objects.exists()


def test_a_trial_stores_nothing(signed_in, django_capture_on_commit_callbacks):
    client = signed_in()
    address = send(client, "units", GOOD)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{address}start/", {"map-code": "编码", "map-name": "名称", "dry_run": "1"})
    assert "this was a trial" in client.get(address).content.decode()
    assert Unit.objects.count() == 1


def test_who_may_not_import_finds_nothing(signed_in):
    client = signed_in("rep", "representative")
    for address in (reverse("exchange:index"), reverse("exchange:upload", args=["units"])):
        assert client.get(address).status_code == 404


def test_runs_and_jobs_of_others_do_not_exist_but_for_administrators(
    signed_in, django_capture_on_commit_callbacks
):
    client = signed_in()
    address = send(client, "units", BAD)
    start(client, address, django_capture_on_commit_callbacks, code="code", name="name", parent="parent")
    job = reverse("jobs:detail", args=[Job.objects.get().uid])
    assert [client.get(a).status_code for a in (address, f"{address}errors.csv", job)] == [200, 200, 200]
    signed_in("other")
    assert [client.get(a).status_code for a in (address, f"{address}errors.csv", job)] == [404, 404, 404]
    signed_in("admin", "administrator")
    assert [client.get(a).status_code for a in (address, f"{address}errors.csv", job)] == [200, 200, 200]


def test_a_running_import_shows_how_far_it_is_and_can_be_stopped(signed_in):
    client = signed_in()
    address = send(client, "units", GOOD)
    client.post(f"{address}start/", {"map-code": "编码", "map-name": "名称"})
    job = Job.objects.get()
    progress = reverse("jobs:progress", args=[job.uid])
    assert progress in client.get(address).content.decode()
    assert "HX-Refresh" not in client.get(progress).headers
    assert client.get(reverse("jobs:index")).status_code == 200
    client.post(reverse("jobs:cancel", args=[job.uid]))
    assert client.get(progress).headers["HX-Refresh"] == "true"
    assert "Cancelled. Everything is as it was before." in client.get(address).content.decode()


def test_uploads_go_after_a_week(signed_in):
    client = signed_in()
    send(client, "units", GOOD)
    run = ImportRun.objects.get()
    kept = uploads.place(run.stored_as)
    uploads.clear_old(run.created_at + uploads.KEPT_FOR)
    assert kept.exists()
    uploads.clear_old(run.created_at + 2 * uploads.KEPT_FOR)
    assert not kept.exists()
