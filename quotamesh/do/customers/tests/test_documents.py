"""Files on customers: put there, in sight of whom the customer is, handed out harmless, taken away, merged along."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotamesh.base.files.keeping import place
from quotamesh.base.files.models import StoredFile
from quotamesh.base.people.actions.accounts import issue_token
from quotamesh.base.trail.models import Entry
from quotamesh.do.customers.actions import (
    add_documents,
    make_customer,
    merge_customers,
    reassign,
    remove_document,
    share_with,
    undo_merge,
)
from quotamesh.do.customers.actions import documents as limits
from quotamesh.do.customers.errors import FileEmpty, FileTooLarge, NothingSent, TooManyDocuments, TooManyFiles
from quotamesh.do.customers.models import Customer, Document
from tests.cast import ACTOR

EVIL = b"<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def lying(settings) -> int:
    return len([path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()])


def one(code="C1") -> Customer:
    return Customer.objects.get(code=code)


def sent(name="offer.txt", content=b"pumps") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/html")


def page(client, customer=None) -> str:
    return client.get(f"/customers/{(customer or one()).uid}/").content.decode()


def test_several_at_once_stand_on_the_page_and_in_the_trail(cast):
    client = cast.client("rep_e1a")
    files = [sent("三月报价.html", EVIL), sent("plan.txt")]
    answer = client.post(
        f"/customers/{one().uid}/documents/", {"files": files, "about": "offer <b>of March</b>"}, follow=True
    )
    told = answer.content.decode()
    assert "2 documents are kept." in told
    assert "三月报价.html" in told
    assert "plan.txt" in told
    assert "offer &lt;b&gt;of March&lt;/b&gt;" in told
    assert "2 documents added" in told
    rows = list(Document.objects.order_by("id"))
    assert [row.added_by.username for row in rows] == ["rep_e1a", "rep_e1a"]
    entries = list(Entry.objects.filter(verb="document.add"))
    assert {entry.label for entry in entries} == {f"{one()} · 三月报价.html", f"{one()} · plan.txt"}


def test_it_comes_back_as_a_download_that_nothing_runs(cast):
    (made,) = add_documents(ACTOR, one(), [sent("../三月.html", EVIL)])
    answer = cast.client("finance").get(f"/customers/documents/{made.uid}/")
    assert b"".join(answer.streaming_content) == EVIL
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''%E4%B8%89%E6%9C%88.html"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_sight_follows_the_customer(cast):
    (made,) = add_documents(ACTOR, one(), [sent()])
    address, other = f"/customers/documents/{made.uid}/", cast.client("rep_n1a")
    assert other.get(address).status_code == 404
    share_with(ACTOR, one(), [cast.person("rep_n1a")])
    assert other.get(address).status_code == 200
    reassign(ACTOR, one(), cast.person("rep_e2a"), "moves")
    assert cast.client("rep_e1a").get(address).status_code == 404
    assert cast.client("rep_e2a").get(address).status_code == 200


def test_who_only_reads_adds_nothing(cast):
    client = cast.client("finance")
    assert "Add documents" not in page(client)
    answer = client.post(f"/customers/{one().uid}/documents/", {"files": [sent()]})
    assert answer.status_code == 403
    assert not Document.objects.exists()


def test_who_added_it_or_leads_takes_it_away(cast):
    share_with(ACTOR, one(), [cast.person("rep_n1a")])
    cast.client("rep_n1a").post(f"/customers/{one().uid}/documents/", {"files": [sent()]})
    made = Document.objects.get()
    address = f"/customers/documents/{made.uid}/remove/"
    # The owner did not add it, and the other team's leader does not give this customer.
    for who in ("rep_e1a", "leader_n1", "finance"):
        assert cast.client(who).post(address).status_code == 403
        assert address not in page(cast.client(who))
    for who in ("rep_n1a", "leader_e1"):
        assert cast.client(who).get(address).status_code == 200
        assert address in page(cast.client(who))
    assert cast.client("rep_n1a").post(address).status_code == 302
    assert not Document.objects.exists()
    assert not StoredFile.objects.exists()
    gone = Entry.objects.get(verb="document.remove")
    assert gone.change == {"size": [5, None], "digest": [hashlib.sha256(b"pumps").hexdigest(), None]}


@pytest.mark.django_db(transaction=True)
def test_the_bytes_go_with_it(settings, actor):
    settings.MEDIA_ROOT.mkdir(exist_ok=True)
    customer = make_customer(actor, owner=None, name="Huaxin")
    (made,) = add_documents(actor, customer, [sent()])
    assert place(made.file.stored_as).exists()
    remove_document(actor, made)
    assert lying(settings) == 0


@pytest.mark.parametrize(
    ("files", "error"),
    [
        ([], NothingSent),
        ([sent(f"{n}.txt") for n in range(limits.AT_ONCE + 1)], TooManyFiles),
        ([sent(), sent("empty.txt", b"")], FileEmpty),
        ([sent(), sent("film.mp4", b"x" * 20)], FileTooLarge),
    ],
)
def test_all_or_none(cast, settings, monkeypatch, files, error):
    keep = limits.keep
    monkeypatch.setattr(limits, "keep", lambda *told: keep(*told, limit=10))
    before = Entry.objects.count()
    with pytest.raises(error):
        add_documents(ACTOR, one(), files)
    assert not Document.objects.exists()
    assert not StoredFile.objects.exists()
    assert lying(settings) == 0
    assert Entry.objects.count() == before


def test_a_customer_has_so_many_and_no_more(cast, monkeypatch):
    monkeypatch.setattr(limits, "MOST", 2)
    add_documents(ACTOR, one(), [sent()])
    with pytest.raises(TooManyDocuments):
        add_documents(ACTOR, one(), [sent(), sent()])
    assert Document.objects.count() == 1


def test_what_was_refused_is_told_with_the_words_kept(cast):
    client, address = cast.client("rep_e1a"), f"/customers/{one().uid}/documents/"
    answer = client.post(address, {"about": "minutes"})
    assert answer.status_code == 422
    assert "Choose at least one file." in answer.content.decode()
    assert "minutes" in answer.content.decode()
    assert "empty.txt is empty." in client.post(address, {"files": [sent("empty.txt", b"")]}).content.decode()


def test_a_merge_takes_documents_along_and_its_undoing_brings_them_back(cast):
    loser = make_customer(ACTOR, owner=cast.person("rep_e1a"), name="Twin", code="C1-2")
    (mine,) = add_documents(ACTOR, one(), [sent("mine.txt")])
    (theirs,) = add_documents(ACTOR, loser, [sent("theirs.txt")], "contract")
    merge = merge_customers(ACTOR, one(), loser)
    client = cast.client("rep_e1a")
    assert "mine.txt" in page(client)
    assert "theirs.txt" in page(client)
    (later,) = add_documents(ACTOR, one(), [sent("later.txt")])
    undo_merge(ACTOR, merge)
    of = dict(Document.objects.values_list("uid", "customer__code"))
    assert of == {mine.uid: "C1", theirs.uid: "C1-2", later.uid: "C1"}
    back = client.get(f"/customers/documents/{theirs.uid}/")
    assert b"".join(back.streaming_content) == b"pumps"


def test_the_page_asks_once_more_however_many_there_are(cast):
    client = cast.client("leader_e1")
    page(client)
    counts = []
    for files in (0, 1, 9):
        if files:
            add_documents(ACTOR, one(), [sent(f"{files}-{n}.txt") for n in range(files)])
        with CaptureQueriesContext(connection) as asked:
            told = page(client)
        counts.append(len(asked))
    assert counts[1] == counts[2] == counts[0] + 1
    assert "4 older documents" in told


def test_through_the_interface(cast, actor):
    key = {"authorization": "Bearer " + issue_token(actor, cast.user("rep_e1a"), "erp")}
    client, address = cast.client(), f"/api/v1/customers/{one().uid}/documents"
    files = {"files": [sent("a.txt"), sent("b.txt", EVIL)], "about": 'offer "of March"'}
    made = client.post(address, files, headers=key)
    assert made.status_code == 201
    assert [(row["name"], row["about"], row["size"]) for row in made.json()] == [
        ("a.txt", 'offer "of March"', 5), ("b.txt", 'offer "of March"', len(EVIL)),
    ]  # fmt: skip
    listed = client.get(address, headers=key).json()
    assert [row["name"] for row in listed] == ["b.txt", "a.txt"]
    assert listed[0]["digest"] == hashlib.sha256(EVIL).hexdigest()
    got = client.get(f"{address}/{listed[0]['uid']}", headers=key)
    assert b"".join(got.streaming_content) == EVIL
    assert got["X-Content-Type-Options"] == "nosniff"
    elsewhere = f"/api/v1/customers/{one('C2').uid}/documents/{listed[0]['uid']}"
    assert client.get(elsewhere, headers=key).status_code == 404
    assert client.delete(f"{address}/{listed[0]['uid']}", headers=key).json() == {"count": 1}
    assert [row["name"] for row in client.get(address, headers=key).json()] == ["a.txt"]
    refused = client.post(address, {"files": [sent("empty.txt", b"")]}, headers=key)
    assert (refused.status_code, refused.json()["code"]) == (422, "file_empty")
    long = client.post(address, {"files": [sent()], "about": "x" * 201}, headers=key)
    assert long.status_code == 422
