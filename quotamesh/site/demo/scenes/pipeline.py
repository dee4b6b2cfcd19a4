"""The pipeline: won deals behind the orders of the records' time, lost ones beside them, and what is open today.

From `shape.RECORDS_FROM` on each order was a deal before it was signed; what was lost is drawn so that win rates are
lifelike: start-ups win rarely since the offer was simplified and many more were asked.
"""

from dataclasses import dataclass
from datetime import UTC, date, timedelta
from typing import Any

import numpy as np
from django.db.models import F, Sum

from quotamesh.base.files.keeping import keep
from quotamesh.base.people.models import Tenure, User
from quotamesh.base.store import bulk
from quotamesh.base.store.validity import earliest_first, valid_on
from quotamesh.base.trail.actions import Actor
from quotamesh.do.catalog.models import Product
from quotamesh.do.customers.models import Customer
from quotamesh.do.facts import records
from quotamesh.do.orders.models import Credit
from quotamesh.do.pipeline.actions import move, renew_stats
from quotamesh.do.pipeline.actions.common import cycle_of
from quotamesh.do.pipeline.actions.firsts import renew_first_deals
from quotamesh.do.pipeline.actions.move import Wish
from quotamesh.do.pipeline.actions.store import FIELDS, insert_deals
from quotamesh.do.pipeline.counts import counts_of
from quotamesh.do.pipeline.flows import flow_book
from quotamesh.do.pipeline.models import Expectation, GateAnswer, Opportunity, Stage, StageMove
from quotamesh.do.pipeline.reasons import STANDARD
from quotamesh.site.demo import shape
from quotamesh.site.demo.store import acting, note

SEED = 51
WIN_RATE = {shape.SEGMENTS[0].name: 0.42, shape.SEGMENTS[1].name: 0.33, shape.SEGMENTS[2].name: 0.12}
USUAL_RATE = 0.3
# Part of the lost deals that reached each stage, and days a stage takes.
REACHED = (1.0, 0.62, 0.33, 0.14)
STAY = (11, 13, 9, 6)
OPEN_EACH = (3, 3, 2, 1)  # by stage, for each seller
STUCK, OVERDUE, FILLED = 0.16, 0.12, 0.7
PAIN = (
    "产线换型停机每月约 40 小时",
    "仓库拣选差错率 1.8%，旺季外包",
    "峰谷电价差大，储能未配",
    "设备老化，备件断供",
)
WEIGHTS = (
    "技术 40 / 价格 35 / 服务 25",
    "设备部定技术，采购中心定价，分管副总签字",
    "总经理一人拍板，看重交期",
)
BUDGET = (
    "年度技改预算，每年 11 月批",
    "二季度追加预算 300 万以内",
    "集团统采，按季度下达",
    "自有资金，随时可批",
)
CASES = ("常州工厂三期同型产线，节拍提高 18%", "宁波立体仓，14 个月收回投资", "佛山储能项目，年省电费 86 万")
ANSWERS = {"pain-points": PAIN, "decision-weights": WEIGHTS, "budget-cycle": BUDGET, "customer-case": CASES}
LOSSES = tuple(code for code, *_names in STANDARD if code != "other")
LOSS_WEIGHTS = np.array([0.27, 0.22, 0.14, 0.09, 0.12, 0.05, 0.06, 0.05])
MOVED = (
    "opportunity", "day", "at", "who", "seat", "from_stage", "to_stage", "stood", "asked", "answered",
    "proposed", "lacking", "override",
)  # fmt: skip
Row = dict[str, Any]


@dataclass
class Story:
    """A deal with the days on which it entered each stage, the end included."""

    row: Row
    stages: list[int]
    days: list[date]
    holder: str


def play() -> None:
    rng = np.random.default_rng(SEED)
    book = flow_book()
    stages = book.open_stages(book.standard)
    won, lost = (book.end(book.standard, kind) for kind in ("won", "lost"))
    deals = _signed()
    stories = [_won(rng, deal, stages, won) for deal in deals]
    stories += _lost(rng, deals, stages, lost)
    opened = _open(rng, stages)
    stories += opened
    actor = acting("Quotamesh", shape.DEMO_DAY, 8)
    keys = list(_insert(actor, stories))
    renew_first_deals({story.row["customer_id"] for story in stories})
    records.book([], counts_of_all(keys))
    renew_stats()
    _answer(rng, actor, keys[-len(opened) :], opened)
    _override(actor, keys[-len(opened) :], opened)
    note(actor, "opportunities", len(stories))


def counts_of_all(keys: list[int]) -> list:
    return [count for start in range(0, len(keys), 900) for count in counts_of(keys[start : start + 900])]


def _signed() -> list[Row]:
    """The orders of the records' time: customer, seat, main product, amount, day."""
    lines = Credit.objects.filter(line__order__date__gte=shape.RECORDS_FROM, amount__gt=0)
    rows = lines.order_by("line__order_id", "id").values(
        "seat_id", "person_id", order=F("line__order_id"), number=F("line__order__number"),
        day=F("line__order__date"), customer_id=F("line__order__customer_id"), product_id=F("line__product_id"),
    )  # fmt: skip
    sums = dict(lines.values_list("line__order_id").annotate(Sum("amount")).order_by())
    found: dict[int, Row] = {}
    for row in rows:
        found.setdefault(row["order"], row | {"amount": sums[row["order"]]})
    return list(found.values())


def _won(rng: np.random.Generator, deal: Row, stages: list[Stage], end: Stage) -> Story:
    days = _back_from(rng, deal["day"], len(stages))
    row = _row(deal, f"W-{deal['number']}", end, deal["amount"], days)
    return Story(row, [*(stage.pk for stage in stages), end.pk], days, "")


def _back_from(rng: np.random.Generator, end: date, stages: int) -> list[date]:
    """Days of entering each stage, so that the last one ends on a day."""
    stays = rng.gamma(2.2, np.array(STAY[:stages]) / 2.2).astype(int) + 1
    back = np.cumsum(stays[::-1])[::-1]
    return [end - timedelta(days=int(days)) for days in back] + [end]


def _row(deal: Row, code: str, stage: Stage, amount: int, days: list[date]) -> Row:
    outcome = stage.kind if stage.kind in Stage.ENDS else ""
    closed = days[-1] if outcome else None
    return {
        "code": code, "name": "", "customer_id": deal["customer_id"], "owner_id": deal["person_id"],
        "seat_id": deal["seat_id"], "product_id": deal["product_id"], "stage_id": stage.pk, "outcome": outcome,
        "amount": amount, "opened": days[0], "entered": days[-1], "expected": closed, "closed": closed,
        "cycle": cycle_of(days[0], closed), "why": "", "reason": "", "own_chance": None, "revision": 1,
    }  # fmt: skip


def _lost(rng: np.random.Generator, deals: list[Row], stages: list[Stage], end: Stage) -> list[Story]:
    """For each segment as many lost deals as its win rate asks for, each like a won one of its kind."""
    segments = dict(Customer.objects.values_list("pk", "segment"))
    clients: dict[str, list[int]] = {}
    for pk, segment in segments.items():
        clients.setdefault(segment, []).append(pk)
    stories = []
    for segment, members in sorted(clients.items()):
        mine = [deal for deal in deals if segments[deal["customer_id"]] == segment]
        rate = WIN_RATE.get(segment, USUAL_RATE)
        for number in range(round(len(mine) * (1 - rate) / rate)):
            like = mine[int(rng.integers(len(mine)))] | {
                "customer_id": members[int(rng.integers(len(members)))]
            }
            stories.append(_lost_one(rng, like, f"L-{segment[:1]}{number:04d}", stages, end))
    return stories


def _lost_one(rng: np.random.Generator, like: Row, code: str, stages: list[Stage], end: Stage) -> Story:
    reached = int(np.sum(rng.random() < np.array(REACHED)))
    span = (shape.DEMO_DAY - shape.RECORDS_FROM).days
    day = shape.RECORDS_FROM + timedelta(days=int(rng.integers(span)))
    days = _back_from(rng, day, reached)
    row = _row(like, code, end, _like(rng, like["amount"]), days)
    row["why"] = LOSSES[int(rng.choice(len(LOSSES), p=LOSS_WEIGHTS))]
    return Story(row, [*(stage.pk for stage in stages[:reached]), end.pk], days, "")


def _like(rng: np.random.Generator, amount: int) -> int:
    """Another amount of the same size, in whole thousands of yuan."""
    return max(1, round(amount * float(rng.lognormal(0.05, 0.35)) / 100_000)) * 100_000


def _open(rng: np.random.Generator, stages: list[Stage]) -> list[Story]:
    """What each seller has under way today, some of it for too long."""
    sellers = Tenure.objects.filter(valid_on(shape.DEMO_DAY), role="representative").order_by("seat__path")
    customers: dict[int, list[int]] = {}
    for pk, owner in Customer.objects.order_by("code").values_list("pk", "owner_id"):
        customers.setdefault(owner, []).append(pk)
    leaves = dict(
        Product.objects.filter(code__in=[leaf.code for leaf in shape.LEAVES]).values_list("code", "pk")
    )
    stories = []
    for tenure in sellers:
        mine = customers.get(tenure.person_id) or []
        for place, usual in enumerate(OPEN_EACH):
            for _each in range(int(rng.poisson(usual)) if mine else 0):
                leaf = shape.LEAVES[int(rng.integers(len(shape.LEAVES)))]
                deal = {
                    "customer_id": mine[int(rng.integers(len(mine)))], "person_id": tenure.person_id,
                    "seat_id": tenure.seat_id, "product_id": leaves[leaf.code],
                }  # fmt: skip
                amount = _like(rng, leaf.price * 100 * int(rng.integers(1, 9)))
                stories.append(_open_one(rng, deal, f"O-{len(stories) + 1:04d}", amount, stages, place))
    return stories


def _open_one(
    rng: np.random.Generator, deal: Row, code: str, amount: int, stages: list[Stage], place: int
) -> Story:
    here = int(rng.integers(35, 70)) if rng.random() < STUCK else int(rng.integers(0, 16))
    since = shape.DEMO_DAY - timedelta(days=here)
    days = _back_from(rng, since, place) if place else [since]
    row = _row(deal, code, stages[place], amount, days)
    ahead = -int(rng.integers(1, 20)) if rng.random() < OVERDUE else int(rng.integers(8, 75))
    row["expected"] = shape.DEMO_DAY + timedelta(days=ahead)
    row["own_chance"] = int(rng.choice([20, 30, 50, 60, 80], p=[0.15, 0.2, 0.3, 0.2, 0.15]))
    return Story(row, [stage.pk for stage in stages[: place + 1]], days, "")


def _insert(actor: Actor, stories: list[Story]) -> range:
    """All deals with their ways, in columns."""
    customers = dict(Customer.objects.values_list("pk", "name"))
    products = dict(Product.objects.values_list("pk", "name"))
    holders = dict(Tenure.objects.order_by(earliest_first()).values_list("seat_id", "person__name"))
    kinds = dict(Stage.objects.values_list("pk", "kind"))
    for story in stories:
        row = story.row
        row["name"] = f"{customers[row['customer_id']]} · {products[row['product_id']]}"
    keys = insert_deals([{name: story.row[name] for name in FIELDS[1:]} for story in stories])
    moves = [
        move
        for key, story in zip(keys, stories, strict=True)
        for move in _moves(key, story, kinds, holders.get(story.row["seat_id"], ""))
    ]
    bulk.insert(StageMove, MOVED, moves)
    open_ones = [(key, each.row) for key, each in zip(keys, stories, strict=True) if not each.row["outcome"]]
    said = [
        Expectation(
            opportunity_id=key, expected=row["expected"], said_at=actor.at, said_by=holders.get(row["seat_id"], "")
        )
        for key, row in open_ones
    ]  # fmt: skip
    Expectation.objects.bulk_create(said, batch_size=400)
    return keys


def _moves(key: int, story: Story, kinds: dict[int, str], holder: str):
    """The rows of a deal's way; depth of discovery is told where it went on from there."""
    before: int | None = None
    for place, (stage, day) in enumerate(zip(story.stages, story.days, strict=True)):
        at = acting(holder, day, 9 + place % 8).at.astimezone(UTC).isoformat(" ")
        stood = (day - story.days[place - 1]).days if place else None
        counts = day >= shape.RECORDS_FROM
        on = counts and before is not None and kinds[before] == Stage.Kind.DISCOVERY
        on &= kinds[stage] != Stage.Kind.LOST
        answered = (3 if story.days[0].toordinal() % 4 else 2) if on else 0
        proposed = counts and kinds[stage] == Stage.Kind.PROPOSAL
        yield (
            key, day.isoformat(), at, holder, story.row["seat_id"], before, stage, stood, 3 if on else 0,
            answered, proposed, "[]", "",
        )  # fmt: skip
        before = stage


def _answer(rng: np.random.Generator, actor: Actor, keys: list[int], stories: list[Story]) -> None:
    """Gates passed are filled, the present one in part."""
    book = flow_book()
    estimate = "投入产出测算：投资回收期 16 个月，年节约 120 万元。\n".encode()
    answers = []
    for key, story in zip(keys, stories, strict=True):
        for stage in story.stages:
            here = stage == story.stages[-1]
            for item in book.items[stage]:
                if here and rng.random() > FILLED:
                    continue
                text, file = "", None
                if item.what == "file":
                    file = keep(actor, "投入产出测算.txt", [estimate])
                elif item.code in ANSWERS:
                    text = ANSWERS[item.code][int(rng.integers(len(ANSWERS[item.code])))]
                if text or file:
                    told = {"answered_at": actor.at, "answered_by": actor.name}
                    answers.append(GateAnswer(opportunity_id=key, item=item, text=text, file=file, **told))
    GateAnswer.objects.bulk_create(answers, batch_size=400)


def _override(actor: Actor, keys: list[int], stories: list[Story]) -> None:
    """One deal that a leader let through, with the reason."""
    user = User.objects.select_related("person").get(username="leader")
    book = flow_book()
    seat = Tenure.objects.filter(person=user.person).select_related("seat__parent").latest("valid_from").seat
    deals = Opportunity.objects.filter(
        pk__in=keys, seat__path__startswith=seat.parent.path, stage__kind="discovery"
    )
    deal = deals.order_by("-amount").first()
    if deal is None:
        return
    GateAnswer.objects.filter(opportunity=deal, item__code="budget-cycle").delete()
    to = next(stage for stage in book.open_stages(book.standard) if stage.kind == Stage.Kind.PROPOSAL)
    day = shape.DEMO_DAY - timedelta(days=1)
    wish = Wish(to, day, "招标本周五截止，预算周期由甲方随后书面确认", may_override=True)
    move(acting(user.person.name, day, 16, user.pk), deal, wish)
