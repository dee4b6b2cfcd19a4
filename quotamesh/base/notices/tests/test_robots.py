"""Group robots: what each service is sent, retries, and addresses that are not called."""

import base64
import hashlib
import hmac
from datetime import timedelta

import pytest
from django.db import connection
from django.utils.translation import gettext_noop

from quotamesh.base.notices.actions import change_channel, end_channel, keep_channel, notify, try_channel
from quotamesh.base.notices.actions.deliver import TRIES, WAITS, send_due_at
from quotamesh.base.notices.addresses import checked
from quotamesh.base.notices.errors import BadAddress, StaleChannel
from quotamesh.base.notices.models import Channel, Delivery
from quotamesh.base.notices.senders.message import Message, cut
from quotamesh.base.trail.models import Entry
from tests.cast import ACTOR

TEXT = gettext_noop("“%(label)s” is approved.")
TOKEN, SECRET = "the-key-of-the-robot", "SEC-of-the-robot"


def robot(cast, kind, receiver, way, path, unit="E1", **more):
    wanted = {
        "name": f"{way} of {unit}",
        "way": way,
        "unit": cast.unit(unit),
        "kinds": [kind],
        "language": "en",
    }
    return keep_channel(ACTOR, address=receiver.origin + path, **(wanted | more))


def tell(cast, kind, label="华新"):
    return notify(ACTOR, [cast.person("rep_e1a")], kind, TEXT, "/approvals/", values={"label": label})


def test_wecom(cast, kind, receiver):
    robot(cast, kind, receiver, "wecom", f"/cgi-bin/webhook/send?key={TOKEN}")
    tell(cast, kind)
    assert send_due_at(ACTOR.at) == 1
    (got,) = receiver.received
    assert (got.path, got.query) == ("/cgi-bin/webhook/send", {"key": [TOKEN]})
    assert got.kind.startswith("application/json")
    name = cast.person("rep_e1a").name
    link = "https://sales.example.com/approvals/"
    content = f"**Told**\n\n{name}: “华新” is approved.\n\n[{link}]({link})"
    assert got.body == {"msgtype": "markdown", "markdown": {"content": content}}


def test_dingtalk_signs_in_the_address(cast, kind, receiver):
    robot(cast, kind, receiver, "dingtalk", f"/robot/send?access_token={TOKEN}", secret=SECRET)
    tell(cast, kind)
    assert send_due_at(ACTOR.at) == 1
    (got,) = receiver.received
    at = str(round(ACTOR.at.timestamp() * 1000))
    wanted = hmac.new(SECRET.encode(), f"{at}\n{SECRET}".encode(), hashlib.sha256).digest()
    assert got.query == {
        "access_token": [TOKEN], "timestamp": [at], "sign": [base64.b64encode(wanted).decode()],
    }  # fmt: skip
    assert got.body["msgtype"] == "markdown"
    assert set(got.body["markdown"]) == {"title", "text"}


def test_feishu_signs_in_the_body(cast, kind, receiver):
    receiver.answers = [(200, {"code": 0, "msg": "success", "data": {}})]
    robot(cast, kind, receiver, "feishu", f"/open-apis/bot/v2/hook/{TOKEN}", secret=SECRET)
    tell(cast, kind)
    assert send_due_at(ACTOR.at) == 1
    (got,) = receiver.received
    at = str(int(ACTOR.at.timestamp()))
    wanted = hmac.new(f"{at}\n{SECRET}".encode(), b"", hashlib.sha256).digest()
    assert (got.body["timestamp"], got.body["sign"]) == (at, base64.b64encode(wanted).decode())
    lines = got.body["content"]["post"]["zh_cn"]["content"]
    assert got.body["msg_type"] == "post"
    assert [line[0]["tag"] for line in lines] == ["text", "a"]


def test_a_robot_tells_what_concerns_its_unit(cast, kind, receiver):
    robot(cast, kind, receiver, "wecom", "/a", unit="EAST")
    robot(cast, kind, receiver, "wecom", "/b", unit="N1")
    robot(cast, kind, receiver, "wecom", "/c", unit="E1", kinds=[])
    people = [cast.person(code) for code in ("rep_e1a", "rep_e1b")]
    notify(ACTOR, people, kind, TEXT, values={"label": "x"})
    assert [row.channel.unit.code for row in Delivery.objects.select_related("channel__unit")] == ["EAST"]
    assert all(person.name in Delivery.objects.get().text for person in people)
    notify(ACTOR, people, kind, TEXT, values={"label": "x"}, unit=cast.unit("N1"))
    assert Delivery.objects.filter(channel__unit__code="N1").count() == 1


@pytest.mark.parametrize(
    "answer",
    [(200, {"errcode": 45009, "errmsg": "api freq out of limit"}), (500, {}), (200, b"no json"), (200, [1])],
)
def test_what_fails_is_tried_again_later_and_given_up_in_the_end(cast, kind, receiver, answer):
    receiver.answers = [answer]
    robot(cast, kind, receiver, "wecom", f"/send?key={TOKEN}")
    tell(cast, kind)
    now = ACTOR.at
    for number in range(1, TRIES + 1):
        assert send_due_at(now) == 0
        row = Delivery.objects.get()
        assert row.tries == number
        assert row.error
        assert TOKEN not in row.error
        if number < TRIES:
            assert row.state == "waiting"
            assert row.next_at == now + WAITS[number - 1]
            send_due_at(row.next_at - timedelta(seconds=1))
            now = row.next_at
    assert Delivery.objects.get().state == "failed"
    assert len(receiver.received) == TRIES


def test_it_arrives_at_the_second_try(cast, kind, receiver):
    receiver.answers = [(502, {}), (200, {"errcode": 0})]
    robot(cast, kind, receiver, "wecom", "/send")
    tell(cast, kind)
    send_due_at(ACTOR.at)
    assert send_due_at(ACTOR.at + WAITS[0]) == 1
    row = Delivery.objects.get()
    assert (row.state, row.tries, row.error) == ("sent", 2, "")


def test_no_redirect_is_followed(cast, kind, receiver):
    receiver.answers = [(302, {}, {"Location": receiver.origin + "/elsewhere"})]
    robot(cast, kind, receiver, "wecom", "/send")
    tell(cast, kind)
    send_due_at(ACTOR.at)
    assert [got.path for got in receiver.received] == ["/send"]
    assert Delivery.objects.get().error == "HTTP 302"


def test_a_killed_workers_message_is_taken_up_again(cast, kind, receiver):
    robot(cast, kind, receiver, "wecom", "/send")
    tell(cast, kind)
    Delivery.objects.update(state="sending", next_at=ACTOR.at + timedelta(minutes=10))
    assert send_due_at(ACTOR.at + timedelta(minutes=9)) == 0
    assert send_due_at(ACTOR.at + timedelta(minutes=11)) == 1


def test_a_robot_is_sent_no_more_than_it_takes_in_a_minute(cast, kind, receiver):
    robot(cast, kind, receiver, "wecom", "/send")
    for number in range(23):
        tell(cast, kind, str(number))
    assert send_due_at(ACTOR.at) == 20
    assert send_due_at(ACTOR.at + timedelta(seconds=30)) == 0
    assert send_due_at(ACTOR.at + timedelta(seconds=61)) == 3


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1", "https"),
        ("https://127.0.0.1/x", "host"),
        ("https://169.254.169.254/latest/meta-data", "host"),
        ("https://qyapi.weixin.qq.com.evil.example/", "host"),
        ("https://qyapi.weixin.qq.com@evil.example/", "shape"),
        ("https://evil.example\\@qyapi.weixin.qq.com/", "shape"),
        ("https://qyapi.weixin.qq.com:22/", "host"),
        ("https://oapi.dingtalk.com/robot/send", "host"),
        ("file:///etc/passwd", "shape"),
        ("https://qyapi.weixin.qq.com:x/", "shape"),
        ("https://[::1/", "shape"),
        ("", "shape"),
    ],
)
def test_addresses_that_are_not_called(settings, address, reason):
    settings.NOTICE_HOSTS = []
    with pytest.raises(BadAddress) as refused:
        checked("wecom", address)
    assert refused.value.reason == reason
    assert refused.value.words()


def test_addresses_that_are_called(settings):
    settings.NOTICE_HOSTS = ["relay.example.com", "http://10.0.0.5:8080"]
    for address in (
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1",
        "https://relay.example.com/x",
        "http://10.0.0.5:8080/x",
    ):
        assert checked("wecom", f" {address} ") == address
    with pytest.raises(BadAddress):
        checked("wecom", "http://10.0.0.5:8081/x")


def test_the_secret_and_the_address_are_never_shown_again(cast, kind, receiver):
    made = robot(cast, kind, receiver, "dingtalk", f"/robot/send?access_token={TOKEN}", secret=SECRET)
    client = cast.client("operations")
    for path in ("/notices/robots/", f"/notices/robots/{made.uid}/", "/notices/deliveries/"):
        page = client.get(path).content.decode()
        assert TOKEN not in page
        assert SECRET not in page
    assert TOKEN not in client.get("/api/v1/notices/robots").content.decode()
    change_channel(
        ACTOR, made, name="Other", kinds=[], language="en", secret="another", revision=made.revision
    )
    assert TOKEN in Channel.objects.get().address
    assert Channel.objects.get().secret == "another"
    end_channel(ACTOR, made)
    assert (Channel.objects.get().address, Channel.objects.get().secret) == ("", "")
    trail = " ".join(str(row) for row in Entry.objects.values_list("change", "label"))
    assert TOKEN not in trail
    assert SECRET not in trail
    assert "another" not in trail


def test_the_database_holds_neither_in_clear(cast, kind, receiver, settings):
    made = robot(cast, kind, receiver, "dingtalk", f"/robot/send?access_token={TOKEN}", secret=SECRET)
    with connection.cursor() as cursor:
        cursor.execute("SELECT address, secret FROM notices_channel")
        stored = " ".join(cursor.fetchone())
    assert TOKEN not in stored
    assert SECRET not in stored
    assert Channel.objects.get(pk=made.pk).secret == SECRET
    settings.SECRET_KEY = "of another company"
    assert Channel.objects.get(pk=made.pk).secret == ""


def test_two_who_change_a_robot_do_not_cross(cast, kind, receiver):
    made = robot(cast, kind, receiver, "wecom", "/send")
    change_channel(ACTOR, made, name="One", kinds=[kind], language="en", revision=1)
    with pytest.raises(StaleChannel):
        change_channel(ACTOR, made, name="Two", kinds=[kind], language="en", revision=1)


def test_a_robot_can_be_tried(cast, kind, receiver):
    try_channel(ACTOR, robot(cast, kind, receiver, "wecom", "/send"))
    assert send_due_at(ACTOR.at) == 1
    assert "it works" in receiver.received[0].body["markdown"]["content"]


def test_the_page_keeps_a_robot_and_refuses_a_strange_host(cast, kind, settings):
    settings.NOTICE_HOSTS = []
    client, unit = cast.client("operations"), cast.unit("E1")
    form = {"way": "wecom", "name": "E1", "unit": unit.uid, "kinds": [kind], "language": "en"}
    answer = client.post("/notices/robots/", form | {"address": "https://evil.example/"})
    assert answer.status_code == 422
    assert "This host is not called" in answer.content.decode()
    good = {"address": f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={TOKEN}"}
    assert client.post("/notices/robots/", form | good).status_code == 302
    assert Channel.objects.get().kinds == [kind]


def test_names_make_neither_links_nor_mentions():
    text = Message("T", "[here](http://evil.example) <@all> **bold** # head\n> quoted").markdown
    assert "[" not in text.replace("**T**", "")
    assert "<@" not in text
    assert text.count("\n") == 2


def test_a_long_text_is_cut_between_characters():
    assert len(cut("华" * 5000).encode()) <= 3000
    assert cut("华" * 5000).endswith("华…")
