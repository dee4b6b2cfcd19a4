"""A company that keeps its customers, opportunities and follow-ups here: drawn from a seed, stored in columns."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from quotamesh.site.bench.ground import NOW, TODAY, Ground, actor, lay_ground
from quotamesh.site.bench.problem import Dimensions

PEOPLE, CUSTOMERS, DEALS, FOLLOW_UPS = 2_000, 200_000, 500_000, 5_000_000
DAYS = 700
OPEN = 0.06  # of the deals
PLACES = ("上海", "南京", "杭州", "北京", "济南", "广州", "深圳", "成都", "重庆", "武汉")
WORDS = ("华新", "北辰", "中联", "远景", "金川", "天合", "东方", "明阳", "海诺", "盛达", "科远", "国泰")
TRADES = ("风电", "储能", "装备", "重工", "机器人", "物流", "电气", "新能源")
SUMMARIES = tuple(
    f"{who}确认{what}，{then}。" * 2
    for who in ("采购经理", "设备部长", "总工", "项目负责人")
    for what in ("下半年预算", "技术方案", "交付时间", "付款节点", "验收标准")
    for then in ("约定下周评审", "等集团批复", "需要补充案例", "希望先看样机")
)


@dataclass(frozen=True)
class Field:
    """Keys of what was made; customer i belongs to person i·people ÷ customers."""

    ground: Ground
    customers: np.ndarray
    follow_ups: int
    deals: int


def lay_field(case) -> Field:
    people = case.many(PEOPLE, 10)
    ground = lay_ground(Dimensions.of(people), customers=0)
    customers = _customers(ground, case.many(CUSTOMERS, 200))
    deals = _deals(ground, customers, case.many(DEALS, 500))
    return Field(ground, customers, _follow_ups(ground, customers, case.many(FOLLOW_UPS, 5_000)), deals)


def owners(ground: Ground, customers: int) -> np.ndarray:
    """Whose each customer is, as places among the people."""
    return np.arange(customers) * len(ground.people) // customers


def names(count: int, seed: int = 5) -> list[str]:
    rng = np.random.default_rng(seed)
    place, word, trade = (rng.integers(0, len(each), count).tolist() for each in (PLACES, WORDS, TRADES))
    rows = zip(place, word, trade, range(count), strict=True)
    return [f"{PLACES[p]}{WORDS[w]}{number}{TRADES[t]}有限公司" for p, w, t, number in rows]


def _customers(ground: Ground, count: int) -> np.ndarray:
    from quotamesh.do.customers.actions import store_customers
    from quotamesh.do.customers.models import Customer

    owner = ground.people[owners(ground, count)].tolist()
    rows = enumerate(zip(names(count), owner, strict=True))
    drafts = {f"C{i:06}": {"name": name, "owner_id": person} for i, (name, person) in rows}
    store_customers(actor(), drafts, lambda *_: None, compare=False)
    return np.array(list(Customer.objects.order_by("pk").values_list("pk", flat=True)), dtype=np.int64)


def _deals(ground: Ground, customers: np.ndarray, count: int) -> int:
    from django.db import transaction

    from quotamesh.do.pipeline.actions.stats import renew_stats
    from quotamesh.do.pipeline.actions.store import insert_deals
    from quotamesh.do.pipeline.flows import make_standard_flow
    from quotamesh.do.pipeline.models import Stage

    make_standard_flow()
    stages = list(Stage.objects.order_by("order"))
    rng = np.random.default_rng(6)
    place = rng.integers(0, len(customers), count)
    mine = owners(ground, len(customers))[place]
    is_open, is_won = rng.random(count) < OPEN, rng.random(count) < 0.4
    started = rng.integers(10, DAYS, count)
    took = np.minimum(rng.integers(5, 120, count), started)
    open_stages = [stage for stage in stages if not stage.is_end]
    ends = {stage.kind: stage for stage in stages if stage.is_end}
    rows = []
    for i in range(count):
        opened = TODAY - timedelta(int(started[i]))
        end = None if is_open[i] else ends["won" if is_won[i] else "lost"]
        closed = None if end is None else opened + timedelta(int(took[i]))
        rows.append({
            "code": f"O{i:06}", "name": f"Deal {i}", "customer_id": int(customers[place[i]]),
            "owner_id": int(ground.people[mine[i]]), "seat_id": int(ground.seats[mine[i]]),
            "product_id": int(ground.lines[i % len(ground.lines)]),
            "stage_id": (end or open_stages[i % len(open_stages)]).pk,
            "outcome": end.kind if end else "", "amount": int(rng.integers(1_000_000, 90_000_000)),
            "opened": opened, "entered": closed or opened, "expected": None, "closed": closed,
            "cycle": int(took[i]) if end else None, "why": "", "reason": "", "own_chance": None, "revision": 1,
        })  # fmt: skip
    with transaction.atomic():
        insert_deals(rows)
        renew_stats()
    return count


def _follow_ups(ground: Ground, customers: np.ndarray, count: int) -> int:
    from django.db import transaction

    from quotamesh.base.store import bulk
    from quotamesh.do.followups.models import FollowUp

    fields = (
        "uid", "code", "customer", "person", "seat", "product", "day", "way", "summary", "need", "next_step", "due",
        "recorded_at", "late", "effective", "amended", "source", "recorded_by", "withdrawn_why", "revision",
    )  # fmt: skip
    with transaction.atomic():
        bulk.insert(FollowUp, fields, _rows(ground, customers, count))
    return count


def _rows(ground: Ground, customers: np.ndarray, count: int) -> Iterator[tuple]:
    """Day after day, as they would have come; every fiftieth has a next step that is still open."""
    from django.db import connection

    from quotamesh.base.store import bulk

    rng = np.random.default_rng(7)
    place = rng.integers(0, len(customers), count)
    who = owners(ground, len(customers))[place]
    columns = zip(
        customers[place].tolist(), ground.people[who].tolist(), ground.seats[who].tolist(),
        rng.integers(0, 3, count).tolist(), rng.integers(0, len(SUMMARIES), count).tolist(), strict=True,
    )  # fmt: skip
    ways, at = ("call", "visit", "message"), connection.ops.adapt_datetimefield_value(NOW)
    for i, (customer, person, seat, way, words) in enumerate(columns):
        day = TODAY - timedelta(DAYS - DAYS * i // count)
        step, due = ("回访方案", day + timedelta(7)) if i % 50 == 0 else ("", None)
        yield (
            bulk.new_uid_value(), f"F{i:07}", customer, person, seat, ground.root_product, day, ways[way],
            SUMMARIES[words], "", step, due, at, False, False, False, "page", "bench", "", 1,
        )  # fmt: skip
