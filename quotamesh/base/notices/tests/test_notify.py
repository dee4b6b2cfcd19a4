"""Telling people, and their reading it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext_noop, override

from quotamesh.base.notices import queries
from quotamesh.base.notices.actions import mark_all_read, notify, prefer
from quotamesh.base.notices.actions.deliver import send_due_at, sweep
from quotamesh.base.notices.errors import UnknownKind
from quotamesh.base.notices.models import Delivery, Notice
from tests.cast import ACTOR

TEXT = gettext_noop("“%(label)s” is approved.")
VALUES = {"label": "Discount for 华新"}


def texts(cast, who, **more):
    return [row.text for row in queries.listed(cast.viewer(who), **more)]


def test_each_reads_it_in_their_own_language(cast, kind):
    notify(ACTOR, [cast.person("rep_e1a")], kind, TEXT, values=VALUES)
    with override("en"):
        assert texts(cast, "rep_e1a") == ["“Discount for 华新” is approved."]
    with override("zh-hans"):
        assert texts(cast, "rep_e1a") == ["“Discount for 华新”已批准。"]
    assert texts(cast, "leader_e1") == []


def test_people_and_sign_ins_are_told_once_each(cast, kind):
    both = [cast.person("rep_e1a"), cast.user("rep_e1a"), cast.user("administrator")]
    assert len(notify(ACTOR, both, kind, TEXT, values=VALUES)) == 2


def test_the_same_thing_is_told_once(cast, kind):
    for _again in range(3):
        notify(ACTOR, [cast.person("rep_e1a")], kind, TEXT, values=VALUES, key="one")
    notify(ACTOR, [cast.person("rep_e1a")], kind, TEXT, values=VALUES, key="two")
    assert Notice.objects.count() == 2


def test_who_muted_a_kind_is_not_told(cast, kind):
    prefer(cast.user("rep_e1a").pk, {kind: (False, True)})
    assert notify(ACTOR, [cast.person("rep_e1a")], kind, TEXT, values=VALUES) == []
    assert not Delivery.objects.exists()


def test_a_wish_that_is_the_kinds_own_way_is_not_kept_and_an_unknown_kind_is_refused(cast, kind):
    user = cast.user("rep_e1a").pk
    prefer(user, {kind: (True, False)})
    assert [w.mailed for w in queries.wishes(user) if w.kind.code == kind] == [False]
    prefer(user, {kind: (True, True)})
    assert not queries.Preference.objects.exists()
    with pytest.raises(UnknownKind):
        prefer(user, {"no.such": (True, True)})


def test_who_has_an_address_gets_e_mail(cast, kind, settings):
    settings.MAIL_READY, settings.PUBLIC_URL = True, "https://sales.example.com"
    person = cast.person("rep_e1a")
    person.email = "a@example.com"
    person.save()
    evil = {"label": "x\r\nBcc: everyone@example.com"}
    notify(ACTOR, [person, cast.person("leader_e1")], kind, TEXT, "/approvals/", values=evil)
    assert Delivery.objects.count() == 1
    assert send_due_at(ACTOR.at) == 1
    (sent,) = mail.outbox
    assert sent.to == ["a@example.com"]
    assert "\n" not in sent.subject
    assert not sent.bcc
    assert "https://sales.example.com/approvals/" in sent.body
    assert Delivery.objects.get().state == "sent"
    assert send_due_at(ACTOR.at) == 0


def test_no_e_mail_without_a_server(cast, kind, settings):
    settings.MAIL_READY = False
    cast.user("rep_e1a")
    notify(ACTOR, [cast.person("rep_e1a")], kind, TEXT, values=VALUES)
    assert not Delivery.objects.exists()


def test_reading(cast, kind):
    for number in range(3):
        notify(ACTOR, [cast.person("rep_e1a")], kind, TEXT, "/orders/", values={"label": str(number)})
    client = cast.client("rep_e1a")
    assert "3 notices are unread" in client.get("/notices/").content.decode()
    first = Notice.objects.order_by("pk").first()
    answer = client.post(f"/notices/{first.uid}/open/")
    assert answer.status_code == 302
    assert answer.url == "/orders/"
    assert queries.unread_count(cast.viewer("rep_e1a")) == 2
    client.post(f"/notices/{first.uid}/mark/", {"as": "unread"})
    assert queries.unread_count(cast.viewer("rep_e1a")) == 3
    assert mark_all_read(ACTOR, cast.viewer("rep_e1a")) == 3
    assert "You have read everything." in client.get("/notices/?all=1").content.decode()


def test_a_notice_never_leads_out_of_the_product(cast, kind):
    for url in ("//evil.example/", "https://evil.example/", "javascript:alert(1)"):
        (notice,) = notify(ACTOR, [cast.person("rep_e1a")], kind, TEXT, url, values=VALUES)
        assert cast.client("rep_e1a").post(f"/notices/{notice.uid}/open/").url == "/notices/"


def test_the_list_asks_little(cast, kind):
    for number in range(60):
        notify(ACTOR, [cast.person("rep_e1a")], kind, TEXT, values={"label": str(number)})
    client = cast.client("rep_e1a")
    client.get("/notices/")
    with CaptureQueriesContext(connection) as asked:
        answer = client.get("/notices/?all=1")
    assert len([q for q in asked if '"notices_notice"' in q["sql"]]) <= 3
    last = min(Notice.objects.order_by("-pk")[:50], key=lambda row: row.pk).pk
    assert f"before={last}" in answer.content.decode()


def test_old_deliveries_are_forgotten(cast, kind, settings):
    settings.MAIL_READY = True
    person = cast.person("rep_e1a")
    person.email = "a@example.com"
    person.save()
    notify(ACTOR, [person], kind, TEXT, values=VALUES)
    send_due_at(ACTOR.at)
    sweep(ACTOR.at + timedelta(days=89))
    assert Delivery.objects.exists()
    sweep(ACTOR.at + timedelta(days=91))
    assert not Delivery.objects.exists()
