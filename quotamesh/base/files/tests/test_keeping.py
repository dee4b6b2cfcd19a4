"""Files are kept as they came and leave as downloads that nothing runs."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import transaction

from quotamesh.base.files.keeping import NothingInIt, TooLarge, answer, clean_name, forget, keep, place
from quotamesh.base.files.models import StoredFile
from quotamesh.base.trail.actions import Actor

pytestmark = pytest.mark.django_db
ACTOR = Actor("李娜", datetime(2026, 11, 20, 8, tzinfo=UTC))


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def lying() -> list:
    return [path for path in (settings.MEDIA_ROOT / "files").rglob("*") if path.is_file()]


def test_a_file_comes_out_as_it_went_in():
    kept = keep(ACTOR, "投入产出测算.xlsx", [b"<script>", b"alert(1)</script>"])
    response = answer(kept)
    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E6%8A%95")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert kept.size == 25
    assert kept.made_by == "李娜"


def test_what_is_too_large_or_empty_leaves_nothing_behind():
    with pytest.raises(TooLarge):
        keep(ACTOR, "film.mp4", [b"x" * 6, b"x" * 6], limit=10)
    with pytest.raises(NothingInIt):
        keep(ACTOR, "nothing.txt", [])
    assert not lying()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\案例.pdf", "案例.pdf"),
        ('a"\r\nX-Evil: 1.txt', "a X-Evil 1.txt"),
        ("...", "file"),
        ("", "file"),
    ],
)
def test_names_are_harmless(sent, kept):
    assert clean_name(sent).split() == kept.split()


@pytest.mark.django_db(transaction=True)
def test_bytes_go_when_the_transaction_has_held():
    kept = keep(ACTOR, "a.txt", [b"a"])
    path = place(kept.stored_as)
    with transaction.atomic():
        forget(kept)
        assert path.exists()
    assert not path.exists()
