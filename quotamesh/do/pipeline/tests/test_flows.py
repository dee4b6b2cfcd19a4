"""Stages and gates are the company's own; nothing is taken from under a deal, and history stays."""

import pytest

from quotamesh.base.trail.models import Entry
from quotamesh.do.orders.actions import rebuild_facts
from quotamesh.do.pipeline.actions import answer_item, move, renew_stats
from quotamesh.do.pipeline.actions import flows as verbs
from quotamesh.do.pipeline.actions.move import Wish
from quotamesh.do.pipeline.chances import Chances
from quotamesh.do.pipeline.errors import GateShut, LastStage, NoName, StageInUse, StaleFlow
from quotamesh.do.pipeline.flows import flow_book
from quotamesh.do.pipeline.models import GateItem, Opportunity, Stage
from tests.cast import ACTOR, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def flow(book):
    return book.flows[book.standard]


def open_codes() -> list[str]:
    book = flow_book()
    return [stage.code for stage in book.open_stages(book.standard)]


def test_a_stage_with_deals_stays_and_they_are_named(begin, stage):
    begin(name="Pump station 7")
    with pytest.raises(StageInUse) as refused:
        verbs.remove_stage(ACTOR, stage("discovery"))
    assert (refused.value.count, refused.value.some) == (1, ["Pump station 7"])


def test_a_stage_with_a_history_goes_and_its_history_stays(begin, stage):
    deal = begin()
    move(ACTOR, deal, Wish(stage("proposal"), TODAY, "the tender", may_override=True))
    move(ACTOR, deal, Wish(stage("objection"), TODAY, "the tender", may_override=True))
    verbs.remove_stage(ACTOR, stage("proposal"))
    assert open_codes() == ["discovery", "objection", "close"]
    assert Stage.objects.get(code="proposal").retired
    verbs.remove_stage(ACTOR, stage("close"))
    assert not Stage.objects.filter(code="close").exists()


def test_a_flow_keeps_a_stage_and_its_ends(stage):
    with pytest.raises(LastStage):
        verbs.remove_stage(ACTOR, stage("won"))
    for code in ("close", "objection", "proposal"):
        verbs.remove_stage(ACTOR, stage(code))
    with pytest.raises(LastStage):
        verbs.remove_stage(ACTOR, stage("discovery"))


def test_stages_are_added_renamed_and_ordered_with_a_trail(flow, stage):
    with pytest.raises(NoName):
        verbs.add_stage(ACTOR, flow, name_zh="", name_en="")
    trial = verbs.add_stage(ACTOR, flow, name_en="Trial", name_zh="试用")
    verbs.shift_stage(ACTOR, trial, -1)
    assert open_codes() == ["discovery", "proposal", "objection", trial.code, "close"]
    verbs.change_stage(ACTOR, stage("proposal"), name_en="Offer")
    assert Entry.objects.latest("id").change["name_en"] == ["Proposal", "Offer"]
    flow.refresh_from_db()
    assert flow.revision == 4
    with pytest.raises(StaleFlow):
        verbs.change_stage(ACTOR, stage("proposal"), seen=3, name_en="Quote")


def test_points_count_where_nothing_is_demanded(begin, stage, item):
    verbs.change_stage(ACTOR, stage("discovery"), minimum=5)
    for code in ("pain-points", "decision-weights", "budget-cycle"):
        verbs.change_item(ACTOR, item(code), demanded=False, points=3)
    deal = begin()
    answer_item(ACTOR, deal, item("pain-points"), text="scrap")
    with pytest.raises(GateShut) as shut:
        move(ACTOR, deal, Wish(stage("proposal"), TODAY))
    assert (shut.value.lacking, shut.value.points) == ([], 2)
    answer_item(ACTOR, deal, item("budget-cycle"), text="in spring")
    assert move(ACTOR, deal, Wish(stage("proposal"), TODAY)).stage.code == "proposal"


def test_an_item_no_longer_asked_for_holds_nobody(begin, stage, item):
    deal = begin()
    answer_item(ACTOR, deal, item("pain-points"), text="scrap")
    for code in ("decision-weights", "budget-cycle"):
        verbs.retire_item(ACTOR, item(code))
    more = verbs.add_item(
        ACTOR, stage("discovery"), what="field", field=GateItem.Field.AMOUNT, demanded=True, points=0,
        name_zh="", name_en="",
    )  # fmt: skip
    assert more.label == "Amount"
    assert move(ACTOR, deal, Wish(stage("proposal"), TODAY)).stage.code == "proposal"


def test_a_line_of_its_own_takes_deals_ways_and_chances_along(cast, begin, stage, item):
    mine, other = begin(), begin(product=cast.product("SERVICE"))
    answer_item(ACTOR, mine, item("pain-points"), text="scrap")
    lost = begin()
    move(ACTOR, lost, Wish(stage("proposal"), TODAY, "as told", may_override=True))
    move(ACTOR, lost, Wish(stage("lost"), TODAY, why="price"))
    made = verbs.make_flow(ACTOR, cast.product("MACHINES"))
    for deal in (mine, other, lost):
        deal.refresh_from_db()
    assert mine.stage.flow == lost.stage.flow == made
    assert other.stage.flow != made
    assert mine.answers.get().item.stage.flow == made
    assert {row.to_stage.flow_id for row in lost.moves.all()} == {made.pk}
    assert renew_stats()
    assert rebuild_facts(ACTOR)
    proposal = Stage.objects.get(flow=made, code="proposal")
    assert Chances.read().known[0, proposal.pk].stage.closed == 1
    assert verbs.make_flow(ACTOR, cast.product("MACHINES")) == made
    assert begin().stage.flow == made
    assert Opportunity.objects.filter(stage__flow=made).count() == 3


def test_items_of_a_gate_change_places_and_the_trail_tells(item, stage):
    discovery = stage("discovery")
    first, second, third = (item(code) for code in ("pain-points", "decision-weights", "budget-cycle"))
    verbs.shift_item(ACTOR, third, -1)
    verbs.shift_item(ACTOR, first, -1)
    now = [each.code for each in flow_book().items[discovery.pk]]
    assert now == [first.code, third.code, second.code]
    verbs.retire_item(ACTOR, third)
    verbs.shift_item(ACTOR, second, -1)
    assert [each.code for each in flow_book().items[discovery.pk]] == [second.code, first.code]
    told = Entry.objects.filter(verb="flow.order_items")
    assert told.count() == 2
    with pytest.raises(StaleFlow):
        verbs.shift_item(ACTOR, first, -1, seen=1)


def test_one_goes_on_where_one_was_at_work(cast, item):
    client = cast.client("operations")
    address = client.get("/pipeline/flows/", follow=True).redirect_chain[-1][0]
    asked = item("budget-cycle")
    answer = client.post(address, {"do": "item-ahead", "item": asked.uid})
    assert answer.headers["Location"] == f"{address}#i{asked.uid}"
    page = client.get(address).text
    assert page.index("Budget cycle one place ahead") < page.index("Decision weights one place ahead")
