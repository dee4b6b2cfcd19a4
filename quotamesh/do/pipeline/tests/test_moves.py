"""A deal goes its way: gates hold it, leaders let it through, the summary follows, the trail keeps it all."""

from datetime import date, timedelta

import pytest

from quotamesh.base.files.keeping import keep
from quotamesh.base.trail.models import Entry
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.facts.models import DayFact
from quotamesh.do.orders.actions import rebuild_facts
from quotamesh.do.orders.models import Order
from quotamesh.do.pipeline.actions import (
    answer_item,
    change_opportunity,
    move,
    remove_opportunity,
    renew_stats,
    reopen,
    take_answer_back,
)
from quotamesh.do.pipeline.actions.move import Wish
from quotamesh.do.pipeline.errors import (
    ClosedAlready,
    GateShut,
    MayNotOverride,
    NoReason,
    OtherFlow,
    StaleOpportunity,
    WrongAnswer,
    WrongDay,
    WrongSum,
)
from quotamesh.do.pipeline.flows import plant_flow
from quotamesh.do.pipeline.models import Flow, Opportunity, Stage, StageMove
from quotamesh.do.pipeline.wording import sentence
from tests.cast import ACTOR, TODAY

pytestmark = pytest.mark.django_db
DISCOVERY = ("pain-points", "decision-weights", "budget-cycle")


@pytest.fixture
def known(item):
    """Answers what discovery asks for."""

    def answer(deal, codes=DISCOVERY):
        for code in codes:
            answer_item(ACTOR, deal, item(code), text=f"{code} is known")

    return answer


def counted(cast, code: str, day=TODAY) -> int:
    seat = cast.seat("rep_e1a")
    found = DayFact.objects.filter(unit=seat, indicator=KEYS[code], day=day).first()
    return found.amount if found else 0


def unchanged() -> bool:
    return rebuild_facts(ACTOR) and renew_stats()


def test_discovery_is_not_left_before_its_gate_is_met(begin, stage, known):
    deal = begin()
    with pytest.raises(GateShut) as shut:
        move(ACTOR, deal, Wish(stage("proposal"), TODAY))
    assert len(shut.value.lacking) == 3
    known(deal, DISCOVERY[:2])
    with pytest.raises(GateShut) as shut:
        move(ACTOR, deal, Wish(stage("proposal"), TODAY))
    assert shut.value.lacking == ["Budget cycle"]
    known(deal)
    assert move(ACTOR, deal, Wish(stage("proposal"), TODAY)).stage == stage("proposal")


def test_no_gate_is_jumped(begin, stage, known):
    deal = begin()
    known(deal)
    with pytest.raises(GateShut) as shut:
        move(ACTOR, deal, Wish(stage("objection"), TODAY))
    assert shut.value.stage == "Proposal"
    with pytest.raises(GateShut):
        move(ACTOR, deal, Wish(stage("won"), TODAY))


def test_a_leader_lets_a_deal_through_and_the_reason_stays(begin, stage):
    deal = begin()
    wish = Wish(stage("proposal"), TODAY, override="The tender closes tomorrow")
    with pytest.raises(MayNotOverride):
        move(ACTOR, deal, wish)
    move(ACTOR, deal, Wish(stage("proposal"), TODAY, wish.override, may_override=True))
    row = StageMove.objects.latest("id")
    assert (row.override, len(row.lacking)) == ("The tender closes tomorrow", 3)
    entry = Entry.objects.latest("id")
    assert entry.verb == "opportunity.move"
    assert entry.change["override"] == [None, "The tender closes tomorrow"]


def test_going_back_asks_nothing_and_the_way_is_kept(begin, stage, known):
    deal = begin(TODAY - timedelta(days=30))
    known(deal)
    move(ACTOR, deal, Wish(stage("proposal"), TODAY - timedelta(days=10)))
    move(ACTOR, deal, Wish(stage("discovery"), TODAY))
    rows = StageMove.objects.filter(opportunity=deal)
    assert [row.stood for row in rows] == [None, 20, 10]


def test_what_a_deal_counts_follows_it(cast, begin, stage, known, customer):
    deal = begin(customer=customer)
    known(deal, DISCOVERY[:2])
    move(ACTOR, deal, Wish(stage("proposal"), TODAY, "the tender", may_override=True))
    assert (counted(cast, "discovery_questions"), counted(cast, "discovery_answers")) == (3, 2)
    assert counted(cast, "proposals") == 1
    move(ACTOR, deal, Wish(stage("discovery"), TODAY))
    move(ACTOR, deal, Wish(stage("proposal"), TODAY, "again", may_override=True))
    assert (counted(cast, "proposals"), counted(cast, "discovery_questions")) == (1, 3)
    won = move(ACTOR, deal, Wish(stage("won"), TODAY, "by word of mouth", may_override=True))
    assert won.new_customer
    assert [counted(cast, c) for c in ("deals_won", "deals_closed", "new_customers")] == [1, 1, 1]
    assert unchanged()
    reopen(ACTOR, deal, TODAY, reason="the order was cancelled")
    assert [counted(cast, c) for c in ("deals_won", "deals_closed", "new_customers")] == [0, 0, 0]
    move(ACTOR, deal, Wish(stage("lost"), TODAY, why="price"))
    assert [counted(cast, c) for c in ("deals_won", "deals_closed")] == [0, 1]
    assert unchanged()
    remove_opportunity(ACTOR, deal, reason="entered twice")
    assert not Opportunity.objects.exists()
    assert counted(cast, "deals_closed") == counted(cast, "proposals") == 0
    assert unchanged()


def test_the_first_deal_of_a_customer_is_the_earliest_one(cast, begin, stage, customer):
    early, late = begin(TODAY - timedelta(days=40), customer=customer), begin(customer=customer)
    free = {"override": "as told", "may_override": True}
    move(ACTOR, late, Wish(stage("won"), TODAY, **free))
    assert counted(cast, "new_customers") == 1
    day = TODAY - timedelta(days=4)
    move(ACTOR, early, Wish(stage("won"), TODAY, closed=day, **free))
    assert (counted(cast, "new_customers"), counted(cast, "new_customers", day)) == (0, 1)
    assert unchanged()


def test_who_ordered_before_is_no_new_customer(begin, stage):
    deal = begin(customer=Order.objects.order_by("date").first().customer)
    won = move(ACTOR, deal, Wish(stage("won"), TODAY, "as told", may_override=True))
    assert not won.new_customer


def test_a_closed_deal_is_reopened_before_it_changes(begin, stage):
    deal = begin()
    with pytest.raises(NoReason):
        move(ACTOR, deal, Wish(stage("lost"), TODAY))
    with pytest.raises(WrongDay):
        move(ACTOR, deal, Wish(stage("lost"), TODAY, why="price", closed=TODAY + timedelta(days=1)))
    move(ACTOR, deal, Wish(stage("lost"), TODAY, why="price", reason="10 % above"))
    with pytest.raises(ClosedAlready):
        change_opportunity(ACTOR, deal, TODAY, amount=1)
    again = reopen(ACTOR, deal, TODAY, reason="they called")
    assert (again.stage, again.closed, again.why) == (stage("discovery"), None, "")


def test_the_credit_stays_where_the_deal_was_closed(cast, begin, stage):
    deal = begin()
    handed = change_opportunity(ACTOR, deal, TODAY, owner=cast.person("rep_e2a"))
    assert handed.seat == cast.seat("rep_e2a")
    assert Entry.objects.latest("id").change["owner"] == ["rep_e1a", "rep_e2a"]
    move(ACTOR, deal, Wish(stage("lost"), TODAY, why="price"))
    assert counted(cast, "deals_closed") == 0
    assert unchanged()


def test_a_stale_change_shows_both(begin):
    deal = begin()
    seen = deal.revision
    change_opportunity(ACTOR, deal, TODAY, seen=seen, amount=5)
    with pytest.raises(StaleOpportunity) as stale:
        change_opportunity(ACTOR, deal, TODAY, seen=seen, amount=7)
    assert stale.value.fields == {"amount": ["7", "5"]}
    assert "Amount: ¥0.07 ↔ ¥0.05" in sentence(stale.value)


def test_lines_add_up_to_the_amount(cast, begin):
    deal = begin()
    lines = [(cast.product("PUMPS"), 700), (cast.product("VALVES"), 300)]
    assert change_opportunity(ACTOR, deal, TODAY, lines=lines).amount == 1000
    with pytest.raises(WrongSum):
        change_opportunity(ACTOR, deal, TODAY, amount=999)
    assert change_opportunity(ACTOR, deal, TODAY, lines=[]).amount == 1000


def test_when_it_is_expected_is_kept_each_time(begin):
    deal = begin(expected=date(2025, 10, 1))
    change_opportunity(ACTOR, deal, TODAY, expected=date(2025, 12, 1))
    assert [row.expected for row in deal.expectations.all()] == [date(2025, 10, 1), date(2025, 12, 1)]


def test_an_item_takes_what_it_asks_for(begin, item):
    deal = begin()
    file = keep(ACTOR, "roi.xlsx", [b"1"])
    answer_item(ACTOR, deal, item("return-estimate"), file=file)
    with pytest.raises(WrongAnswer):
        answer_item(ACTOR, deal, item("return-estimate"), text="good")
    with pytest.raises(WrongAnswer):
        answer_item(ACTOR, deal, item("pain-points"), text="  ")
    take_answer_back(ACTOR, deal, item("return-estimate"))
    assert not deal.answers.exists()


def test_text_of_any_kind_is_kept(begin, item):
    text = "<script>alert(1)</script> \u202e😀 " + "长" * 50_000
    assert answer_item(ACTOR, begin(), item("pain-points"), text=text).text == text.strip()


def test_the_stages_of_another_flow_are_closed(cast, begin, stage):
    flow = plant_flow(Flow.objects.create(name="Service", product=cast.product("SERVICE")))
    with pytest.raises(OtherFlow):
        move(ACTOR, begin(), Wish(Stage.objects.get(flow=flow, code="proposal"), TODAY))
    with pytest.raises(OtherFlow):
        change_opportunity(ACTOR, begin(), TODAY, product=cast.product("SERVICE"))
    assert begin(product=cast.product("SERVICE")).stage.flow == flow
