"""The company's own reasons for losses: kept by sales operations, chosen by sellers, counted in the report."""

import pytest

from quotamesh.base.shell.formats import is_chinese
from quotamesh.base.trail.models import Entry
from quotamesh.do.pipeline.actions import losses, move
from quotamesh.do.pipeline.actions.move import Wish
from quotamesh.do.pipeline.errors import NameTaken, NoName, StaleReason, UnknownReason
from quotamesh.do.pipeline.models import LossReason
from quotamesh.do.pipeline.reasons import STANDARD, loss_reasons
from quotamesh.do.pipeline.wording import sentence
from tests.cast import ACTOR, TODAY

pytestmark = pytest.mark.django_db
PAGE, API = "/pipeline/losses/", "/api/v1/opportunities/loss-reasons"


@pytest.fixture(autouse=True)
def a_day(monkeypatch):
    monkeypatch.setattr("quotamesh.base.people.middleware.today_of", lambda *_args: TODAY)


def codes() -> list[str]:
    return [each.code for each in loss_reasons().offered]


def test_the_usual_reasons_are_there_from_the_beginning_and_once(cast):
    assert codes() == [code for code, *_names in STANDARD]
    loss_reasons()
    assert LossReason.objects.count() == len(STANDARD)
    assert not is_chinese()
    assert loss_reasons().words("price", "too dear") == "Price · too dear"


def test_a_reason_is_added_renamed_moved_and_retired_and_leaves_its_trail(cast):
    loss_reasons()
    made = losses.add_reason(ACTOR, name_zh="交期", name_en="Delivery")
    assert codes()[-1] == made.code
    losses.shift_reason(ACTOR, made, -1)
    assert codes()[-2] == made.code
    losses.change_reason(ACTOR, made, name_en="Delivery too late")
    assert loss_reasons().words(made.code) == "Delivery too late"
    losses.change_reason(ACTOR, made, retired=True)
    assert made.code not in codes()
    losses.shift_reason(ACTOR, made, -1)
    losses.change_reason(ACTOR, made, retired=False)
    assert made.code in codes()
    told = Entry.objects.filter(subject="loss_reason").order_by("id").values_list("verb", flat=True)
    assert [verb.partition(".")[2] for verb in told] == ["add", "order", "change", "retire", "offer"]


def test_two_reasons_are_never_called_alike_and_each_is_called_something(cast):
    with pytest.raises(NameTaken):
        losses.add_reason(ACTOR, name_en=" price ")
    with pytest.raises(NoName):
        losses.add_reason(ACTOR, name_zh=" ")
    old = loss_reasons().by_code["price"]
    losses.change_reason(ACTOR, old, retired=True)
    losses.add_reason(ACTOR, name_en="Price")
    with pytest.raises(NameTaken):
        losses.change_reason(ACTOR, old, retired=False)


def test_a_stale_change_is_refused_with_both_names(cast):
    seen = loss_reasons().by_code["fit"]
    losses.change_reason(ACTOR, seen, seen=1, name_en="Does not fit")
    with pytest.raises(StaleReason) as stale:
        losses.change_reason(ACTOR, seen, seen=1, name_en="Unfit")
    assert "English name: Unfit ↔ Does not fit" in sentence(stale.value)


def test_old_deals_keep_a_retired_reason_and_new_ones_cannot_have_it(cast, begin, stage):
    old, new = begin(name="Old"), begin(name="New")
    move(ACTOR, old, Wish(stage("lost"), TODAY, why="price"))
    losses.change_reason(ACTOR, loss_reasons().by_code["price"], name_en="Too dear", retired=True)
    page = cast.client("rep_e1a").get(f"/pipeline/{old.uid}/").text
    assert "Lost on 15\N{NO-BREAK SPACE}Sep\N{NO-BREAK SPACE}2025: Too dear" in page
    assert "Too dear" in cast.client("leader_e1").get("/pipeline/insight/").text
    assert "Too dear" not in cast.client("rep_e1a").get(f"/pipeline/{new.uid}/").text
    with pytest.raises(UnknownReason):
        move(ACTOR, new, Wish(stage("lost"), TODAY, why="price"))
    sent = {"stage": "lost", "why": "price"}
    answer = cast.client("rep_e1a").post(f"/pipeline/{new.uid}/move/", sent, follow=True)
    assert "This reason is not offered" in answer.text
    address = f"/api/v1/opportunities/{new.uid}/move"
    assert cast.client("rep_e1a").post(address, sent, "application/json").status_code == 422


def test_losses_are_counted_by_the_companys_own_reasons(cast, begin, stage):
    made = losses.add_reason(ACTOR, name_en="Delivery")
    for _each in range(2):
        move(ACTOR, begin(), Wish(stage("lost"), TODAY, why=made.code))
    assert "most are lost for: Delivery." in cast.client("leader_e1").get("/pipeline/insight/").text


def test_an_import_knows_reasons_by_their_names_of_today_and_by_the_usual_ones(cast):
    made = losses.add_reason(ACTOR, name_zh="交期", name_en="Delivery")
    losses.change_reason(ACTOR, loss_reasons().by_code["need"], name_zh="没有需求", name_en="No need")
    known = loss_reasons()
    found = [known.code_of(word) for word in ("交期", " DELIVERY", made.code, "no need", "The need is gone")]
    assert found == [made.code, made.code, made.code, "need", "need"]
    # A name that a new reason took over means the new one.
    losses.change_reason(ACTOR, known.by_code["price"], retired=True)
    dear = losses.add_reason(ACTOR, name_en="Price")
    assert loss_reasons().code_of("price ") == dear.code
    assert loss_reasons().code_of("价格") == "price"
    assert loss_reasons().words(dear.code) == "Price"
    assert loss_reasons().code_of("cheaper elsewhere") == ""


def test_the_page_of_reasons(cast, begin, stage):
    move(ACTOR, begin(), Wish(stage("lost"), TODAY, why="price"))
    client = cast.client("operations")
    page = client.get(PAGE).text
    assert "9 to choose from" in page
    assert "1 deal" in page
    client.post(PAGE, {"do": "add", "name_en": "<b>Delivery</b>"})
    assert "&lt;b&gt;Delivery" in client.get(PAGE).text
    client.post(PAGE, {"do": "ahead", "reason": "competitor"})
    assert codes()[:2] == ["competitor", "price"]
    client.post(PAGE, {"do": "retire", "reason": "price", "seen": "1"})
    assert "No longer offered" in client.get(PAGE).text
    client.post(PAGE, {"do": "change", "reason": "fit", "seen": "1", "name_en": "Unfit", "name_zh": "不合适"})
    assert loss_reasons().words("fit") == "Unfit"
    answer = client.post(PAGE, {"do": "change", "reason": "fit", "seen": "1", "name_en": ""}, follow=True)
    assert "changed meanwhile" in answer.text
    assert client.post(PAGE, {"do": "nonsense"}).status_code == 404
    assert client.post(PAGE, {"do": "retire", "reason": "nobody"}).status_code == 404


def test_programs_keep_reasons_too(cast):
    client = cast.client("operations")
    made = client.post(API, {"name_en": "Delivery"}, "application/json")
    assert made.status_code == 201
    address = f"{API}/{made.json()['code']}"
    moved = client.patch(address, {"by": -1, "name_zh": "交期", "seen": 1}, "application/json").json()
    assert (moved["name_zh"], moved["name_en"], moved["revision"]) == ("交期", "Delivery", 2)
    assert codes()[-2] == moved["code"]
    assert client.patch(address, {"retired": True, "seen": 1}, "application/json").status_code == 409
    assert client.patch(address, {"retired": True}, "application/json").json()["retired"]
    rows = cast.client("rep_e1a").get(API).json()
    assert [row["code"] for row in rows if row["retired"]] == [moved["code"]]
    assert client.patch(f"{API}/nobody", {}, "application/json").status_code == 404
