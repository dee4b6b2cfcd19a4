"""What one sees on the pages of the pipeline, and what they ask of the database."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotamesh.do.customers import finding
from quotamesh.do.customers.actions import share_with
from quotamesh.do.customers.models import Customer
from quotamesh.do.customers.timeline import events
from quotamesh.do.pipeline.actions import answer_item, move, renew_stats
from quotamesh.do.pipeline.actions.move import Wish
from quotamesh.do.pipeline.models import GateItem, Opportunity, Stage, StageMove
from tests.cast import ACTOR, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day(monkeypatch):
    monkeypatch.setattr("quotamesh.base.people.middleware.today_of", lambda *_args: TODAY)


@pytest.fixture
def page(cast):
    def get(address: str, who: str = "leader_e1", status: int = 200) -> str:
        response = cast.client(who).get(address)
        assert response.status_code == status
        return response.getvalue().decode()

    return get


def test_the_board_answers_in_words_and_says_what_is_lacking(begin, page, stage):
    begin()
    Stage.objects.filter(code="discovery").update(usual=20)
    begin(TODAY - timedelta(days=60), name="Old friend", amount=2_500_000)
    text = page("/pipeline/")
    assert "2 open deals; 1 is stuck." in text
    assert "lacks</span>" not in text
    assert "lacks Pain points, Decision weights, Budget cycle" in text
    move(ACTOR, begin(), Wish(stage("lost"), TODAY, why="price"))
    assert "2 open deals, ¥7.9\N{NO-BREAK SPACE}K weighted; 1 is stuck." in page("/pipeline/")


def test_each_sees_the_own_branch_only(begin, page):
    begin(name="Eastern deal")
    for who in ("rep_e1a", "leader_e1", "region_east", "director", "finance"):
        assert "Eastern deal" in page("/pipeline/", who)
        assert "Eastern deal" in page("/pipeline/list/", who)
    for who in ("rep_n1a", "leader_n1", "rep_e1b"):
        assert "Eastern deal" not in page("/pipeline/", who)
        assert "Eastern deal" not in page("/pipeline/list/?format=csv", who)


def test_a_board_of_many_asks_no_more_of_the_database(begin, cast):
    client = cast.client("rep_e1a")
    client.get("/pipeline/")
    counts = []
    for more in (1, 12):
        for _each in range(more):
            begin()
        with CaptureQueriesContext(connection) as queries:
            client.get("/pipeline/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_deal_says_what_its_chance_rests_on(begin, page, stage):
    for why in ("price", "need"):
        move(ACTOR, begin(), Wish(stage("lost"), TODAY, why=why))
    move(ACTOR, begin(), Wish(stage("won"), TODAY, "as told", may_override=True))
    text = page(f"/pipeline/{begin(own_chance=80).uid}/")
    assert "80 % in the owner" in text
    assert "Of 3 closed deals of Machines that stood in Discovery, 1 were won" in text
    assert "Nothing has been closed" not in text


def test_filling_the_gate_in_place_and_going_on(begin, cast, item):
    deal, client = begin(), cast.client("rep_e1a")
    for code in ("pain-points", "decision-weights", "budget-cycle"):
        client.post(f"/pipeline/{deal.uid}/gate/{item(code).uid}/", {"text": f"<b>{code}</b>"})
    text = client.get(f"/pipeline/{deal.uid}/").content.decode()
    assert "the gate is open" in text
    assert "&lt;b&gt;pain-points&lt;/b&gt;" in text
    client.post(f"/pipeline/{deal.uid}/move/", {"stage": "proposal", "seen": deal.revision})
    deal.refresh_from_db()
    assert deal.stage.code == "proposal"


def test_a_shut_gate_tells_what_it_lacks_and_a_leader_opens_it(begin, cast):
    deal = begin()
    sent = {"stage": "proposal", "override": "let me"}
    text = cast.client("rep_e1a").post(f"/pipeline/{deal.uid}/move/", sent, follow=True).content.decode()
    assert "Only a leader lets a deal through" in text
    sent = {"stage": "proposal", "override": "The tender <i>closes</i> on Friday"}
    text = cast.client("leader_e1").post(f"/pipeline/{deal.uid}/move/", sent, follow=True).content.decode()
    assert "The tender &lt;i&gt;closes&lt;/i&gt; on Friday" in text
    assert StageMove.objects.latest("id").override == sent["override"]


def test_the_interface_holds_the_same_gate(begin, cast):
    deal = begin()
    address = f"/api/v1/opportunities/{deal.uid}/move"

    def post(who: str, **body):
        return cast.client(who).post(address, body, content_type="application/json")

    shut = post("rep_e1a", stage="proposal")
    assert shut.status_code == 422
    assert shut.json()["code"] == "gate_shut"
    assert shut.json()["details"]["lacking"] == ["Pain points", "Decision weights", "Budget cycle"]
    assert post("rep_e1a", stage="proposal", override="please").status_code == 403
    passed = post("leader_e1", stage="proposal", override="the tender", seen=deal.revision)
    assert passed.status_code == 200
    assert passed.json()["moves"][-1]["override"] == "the tender"
    assert post("leader_e1", stage="discovery", seen=deal.revision).status_code == 409


def test_files_are_for_those_who_see_the_deal(begin, cast, item):
    deal, asked = begin(), item("return-estimate")
    address = f"/pipeline/{deal.uid}/gate/{asked.uid}/"
    file = SimpleUploadedFile("测算.html", b"<script>alert(1)</script>", "text/html")
    cast.client("rep_e1a").post(address, {"file": file})
    response = cast.client("leader_e1").get(f"{address}file/")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")
    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"
    assert cast.client("leader_n1").get(f"{address}file/").status_code == 404


def test_files_of_its_deals_stand_on_the_customers_page_for_those_who_see_the_deal(begin, cast, item):
    customer = Customer.objects.get(code="C1")
    deal, asked = begin(customer=customer), item("return-estimate")
    file = SimpleUploadedFile("测算.html", b"<script>alert(1)</script>", "text/html")
    address = f"/pipeline/{deal.uid}/gate/{asked.uid}/"
    cast.client("rep_e1a").post(address, {"file": file})
    share_with(ACTOR, customer, [cast.person("rep_n1a")])
    for who, seen in (("rep_e1a", True), ("rep_n1a", False)):
        page = cast.client(who).get(f"/customers/{customer.uid}/").content.decode()
        assert (f"{address}file/" in page, "测算.html" in page) == (seen, seen)


def test_an_amount_as_it_is_written_and_lines_that_add_up(cast):
    client, product = cast.client("rep_e1a"), cast.product("PUMPS")
    person = cast.person("rep_e1a")
    sent = {"name": "Station", "product": product.uid, "owner": person.uid, "amount": "12.5万"}
    response = client.post("/pipeline/add/", sent)
    assert response.status_code == 302
    assert Opportunity.objects.get(name="Station").amount == 12_500_000
    lines = {"line-product": [product.uid, cast.product("VALVES").uid], "line-amount": ["1,000.01", "2000"]}
    client.post("/pipeline/add/", sent | {"name": "Two", "amount": ""} | lines)
    assert Opportunity.objects.get(name="Two").amount == 300_001
    wrong = client.post("/pipeline/add/", sent | {"amount": "1"} | lines)
    assert wrong.status_code == 422
    assert "The lines do not add up to the amount." in wrong.content.decode()
    assert "1,000.01" in wrong.content.decode()
    assert "not an amount" in client.post("/pipeline/add/", sent | {"amount": "much"}).content.decode()


def test_a_deals_customer_is_found_as_one_types_it(cast, customer):
    client = cast.client("rep_e1a")
    assert "data-find-customer" in client.get("/pipeline/add/").text
    assert "<datalist" not in client.get("/pipeline/add/").text
    sent = {"name": "A", "product": cast.product("PUMPS").uid, "owner": cast.person("rep_e1a").uid}
    for text in (f"华新装备 · {customer.code}", customer.code, "华新", "hxzb"):
        client.post("/pipeline/add/", sent | {"name": text, "customer": text})
        assert Opportunity.objects.get(name=text).customer == customer, text


def test_of_several_customers_one_chooses_and_none_out_of_sight_is_found(cast, customer):
    other = Customer.objects.create(code="NEW2", name="华新重工", owner=cast.person("rep_e1a"))
    Customer.objects.create(code="FAR", name="华新北方", owner=cast.person("rep_n1a"))
    for each in Customer.objects.filter(name__startswith="华新"):
        finding.refresh(each)
    client = cast.client("rep_e1a")
    sent = {"name": "B", "product": cast.product("PUMPS").uid, "owner": cast.person("rep_e1a").uid}
    answer = client.post("/pipeline/add/", sent | {"customer": "华新"})
    assert answer.status_code == 422
    assert 'name="customer-choice" value="NEW2"' in answer.text
    assert "华新北方" not in answer.text
    chosen = {"customer": "华新", "customer-asked": "华新", "customer-choice": "NEW2"}
    assert client.post("/pipeline/add/", sent | chosen).status_code == 302
    assert Opportunity.objects.get(name="B").customer == other
    # Words typed anew stand above what was chosen for the old ones.
    client.post("/pipeline/add/", sent | chosen | {"name": "C", "customer": customer.code})
    assert Opportunity.objects.get(name="C").customer == customer
    assert client.post("/pipeline/add/", sent | {"customer": "FAR"}).status_code == 422


def test_nobody_is_given_deals_out_of_sight(cast, begin):
    sent = {"name": "X", "product": cast.product("PUMPS").uid, "owner": cast.person("rep_n1a").uid}
    assert cast.client("leader_e1").post("/pipeline/add/", sent).status_code == 422
    body = {"name": "X", "product": "PUMPS", "owner": "rep_n1a"}
    client = cast.client("leader_e1")
    assert client.post("/api/v1/opportunities", body, content_type="application/json").status_code == 404


def test_the_list_is_narrowed_sorted_and_leaves_as_a_table(begin, page, stage):
    begin(name="Big", amount=900_000)
    move(ACTOR, begin(name="Gone"), Wish(stage("lost"), TODAY, why="price"))
    assert "Gone" not in page("/pipeline/list/")
    assert "Gone" in page("/pipeline/list/?outcome=all&sort=name")
    assert "Big" not in page("/pipeline/list/?text=nothing")
    assert "Big" not in page("/pipeline/list/?stuck=1")
    response = page("/pipeline/list/?outcome=lost&format=csv")
    assert "Gone" in response
    assert "Price" in response


def test_losses_are_told_by_reason(begin, page, stage):
    for why in ("price", "price", "need"):
        move(ACTOR, begin(), Wish(stage("lost"), TODAY, why=why))
    text = page("/pipeline/insight/")
    assert (
        "0.0\N{NO-BREAK SPACE}% of 3 deals closed in the last year were won; most are lost for: Price."
        in text
    )
    assert "66.7" in text


def test_the_answer_above_the_losses_counts_the_same_deals_as_the_table(begin, page, stage):
    move(ACTOR, begin(), Wish(stage("lost"), TODAY, why="price"))
    north = begin(owner="rep_n1a")
    move(ACTOR, north, Wish(stage("won"), TODAY, "as told", may_override=True))
    assert "of 1 deal closed" in page("/pipeline/insight/", "leader_e1")
    assert "of 2 deals closed" in page("/pipeline/insight/", "director")
    assert "of 1 deal closed" in page("/pipeline/insight/", "leader_n1")
    assert "No deal was closed here" in page("/pipeline/insight/", "leader_e2")


def test_the_customers_time_line_tells_of_it(begin, cast, stage, customer):
    deal = begin(customer=customer)
    move(ACTOR, deal, Wish(stage("won"), TODAY, "as told", may_override=True))
    told = events(cast.viewer("leader_e1"), customer)
    assert [event.kind for event in told] == ["won", "stage"]
    assert told[0].amount == deal.amount
    assert events(cast.viewer("leader_n1"), customer) == []


def test_settings_are_kept_by_sales_operations(cast, begin, item):
    begin(name="Pump station 7")
    client = cast.client("operations")
    address = client.get("/pipeline/flows/", follow=True).redirect_chain[-1][0]
    stage = Stage.objects.get(code="discovery")
    text = client.post(address, {"do": "remove-stage", "stage": stage.uid}, follow=True).content.decode()
    assert "1 open deals stand in Discovery: Pump station 7" in text
    client.post(
        address, {"do": "change-item", "item": item("pain-points").uid, "name_en": "Pains", "points": "2"}
    )
    changed = GateItem.objects.get(code="pain-points")
    assert (changed.name_en, changed.demanded, changed.points) == ("Pains", False, 2)
    assert client.post(address, {"do": "nonsense"}).status_code == 404


def test_answers_of_long_and_odd_text_are_shown_harmlessly(begin, page, item):
    deal = begin()
    answer_item(ACTOR, deal, item("pain-points"), text="<script>x</script>\u202e" + "长" * 99_000)
    assert "<script>x" not in page(f"/pipeline/{deal.uid}/")
    assert renew_stats()


def test_the_customers_page_shows_what_is_open(begin, page, customer):
    begin(customer=customer, name="Pump station 9")
    text = page(f"/customers/{customer.uid}/")
    assert "Pump station 9" in text
    assert f"/pipeline/add/?customer={customer.code}" in text


def test_a_refused_loss_gives_back_its_words_and_a_day_that_cannot_be_read_closes_nothing(begin, cast):
    deal = begin()
    sent = {"stage": "lost", "why": "price", "reason": "They took the cheapest", "closed": "31/02/2025"}
    answer = cast.client("rep_e1a").post(f"/pipeline/{deal.uid}/move/", sent, follow=True)
    assert "They took the cheapest" in answer.content.decode()
    deal.refresh_from_db()
    assert deal.closed is None
