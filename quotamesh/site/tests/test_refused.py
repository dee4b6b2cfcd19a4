"""What is too large is refused in words and in the form of all problems, and nothing of it is stored."""

import json

import pytest
from django.utils.html import escape

from quotamesh.base.tables import writing
from quotamesh.do.customers.models import Customer
from quotamesh.do.followups.models import FollowUp

FORM, API = "/follow-ups/new/", "/api/v1/follow-ups"
FORM_ENCODED = "application/x-www-form-urlencoded"


def _typed(size: int) -> str:
    return f"text={'x' * size}"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "What was sent is 17.2 MB large; 16 MB is the most."),
        ("zh-hans", "提交的内容有 17.2 MB，最多 16 MB。"),
    ],
)
def test_a_form_too_large_answers_a_page_with_both_sizes_and_a_way_back(cast, language, words):
    client = cast.client("rep_n1a")
    client.cookies["django_language"] = language
    here = f"http://testserver{FORM}"
    answer = client.post(FORM, _typed(18_000_000), content_type=FORM_ENCODED, headers={"Referer": here})
    text = answer.content.decode()
    assert answer.status_code == 413
    assert escape(words) in text
    assert f'href="{here}" data-back' in text
    assert "data-refused" in text  # so that what was typed is not forgotten as sent
    assert not FollowUp.objects.exists()


def test_a_way_back_never_leads_to_another_host(cast):
    foreign = {"Referer": "https://example.com/follow-ups/new/"}
    answer = cast.client("rep_n1a").post(FORM, _typed(18_000_000), content_type=FORM_ENCODED, headers=foreign)
    assert 'href="/" data-back' in answer.content.decode()


def test_too_many_fields_are_told_with_their_number(cast, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 20
    client = cast.client("rep_n1a")
    client.cookies["django_language"] = "en"
    answer = client.post(FORM, {f"field-{n}": "1" for n in range(25)})
    assert answer.status_code == 413
    assert "more than 20 fields" in answer.content.decode()


def test_a_text_too_large_among_files_is_told_too(cast, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
    client = cast.client("rep_n1a")
    client.cookies["django_language"] = "en"
    answer = client.post(FORM, {"text": "x" * 2_000_000})
    assert answer.status_code == 413
    assert "1 MB is the most" in answer.content.decode()


def test_who_is_not_signed_in_gets_the_page_too(cast):
    answer = cast.client().post("/sign-in/", _typed(18_000_000), content_type=FORM_ENCODED)
    assert answer.status_code == 413
    assert "16 MB" in answer.content.decode()


def test_a_program_is_answered_with_a_problem(cast):
    body = json.dumps({"text": "x" * 18_000_000})
    answer = cast.client("rep_n1a").post(API, body, content_type="application/json")
    assert answer.status_code == 413
    problem = answer.json()
    assert problem["code"] == "too_large"
    assert problem["details"] == {"of": "bytes", "most": 16 * 1024**2, "sent": len(body)}


def test_a_form_that_sends_itself_is_answered_with_a_problem(cast):
    client = cast.client("rep_n1a")
    answer = client.post(
        FORM, _typed(18_000_000), content_type=FORM_ENCODED, headers={"Accept": "application/json"}
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_a_hundred_thousand_characters_in_every_long_field_are_no_trouble(cast):
    """Nine bytes a Chinese character on their way: ten such fields stay within what may be sent."""
    client = cast.client("rep_n1a")
    long = "%E5%92%AC" * 100_000
    body = "&".join(f"field-{n}={long}" for n in range(10))
    assert client.post(FORM, body, content_type=FORM_ENCODED).status_code != 413


def test_a_list_too_long_for_a_sheet_is_told_and_leaves_as_csv_whole(cast, monkeypatch):
    monkeypatch.setattr(writing, "XLSX_ROWS", 3)
    for n in range(4):
        Customer.objects.create(code=f"X{n}", name=f"Extra {n}", owner=cast.person("rep_n1a"))
    client = cast.client("rep_n1a")
    answer = client.get(
        "/customers/", {"format": "xlsx"}, headers={"referer": "http://testserver/customers/"}
    )
    page = answer.content.decode()
    assert (answer.status_code, "Take the list as CSV" in page, 'href="http://testserver/customers/"' in page) == (
        413, True, True,
    )  # fmt: skip
    assert client.get("/customers/", {"format": "csv"}).getvalue().count(b"Extra") == 4


def test_other_unreadable_requests_are_told_in_words(cast):
    client = cast.client("rep_n1a")
    client.cookies["django_language"] = "en"
    answer = client.post(FORM, b"--broken", content_type="multipart/form-data")
    assert answer.status_code == 400
    assert "cannot be read" in answer.content.decode()
