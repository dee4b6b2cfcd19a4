"""Named accounts: the central state-owned customers of the running year, each on the list of who serves it."""

from collections import defaultdict
from datetime import date, timedelta

import numpy as np

from quotamesh.base.people.models import Role, Tenure, Unit, User
from quotamesh.base.store.validity import valid_on
from quotamesh.base.trail.actions import Actor
from quotamesh.do.customers.models import Customer
from quotamesh.plan.namedaccounts.actions import (
    add_accounts,
    change_account,
    change_accounts,
    each_month,
    end_account,
)
from quotamesh.plan.namedaccounts.handing import accept, hand_over, send_back
from quotamesh.plan.namedaccounts.models import NamedAccount
from quotamesh.site.demo import shape
from quotamesh.site.demo.store import acting

YEAR = shape.YEARS[-1]
LISTED = date(YEAR, 1, 9)
SEED = 26
STEPS = (
    "约设备部负责人看样板项目", "提交节能测算", "复核年度检修计划", "技术交流会定档", "送达招标参数建议",
    "拜访分管副总", "跟进备件框架协议", "确认二期用地与电价",
)  # fmt: skip
TOLD = {
    "need": "夜间冷却能耗偏高，希望先改造一条产线",
    "decider": "设备部负责人提报，分管副总批准",
    "next": "下周三现场勘察",
}
HANDED = 14
UNPLANNED, WITHOUT_STEP, OVERDUE = 17, 13, 11  # one in so many, on purpose: the page has something to say


def play() -> None:
    actor = _operations(LISTED)
    for seat, customers in _by_seat().items():
        add_accounts(actor, seat, customers, YEAR, **each_month(2))
    rng = np.random.default_rng(SEED)
    now = _operations(shape.DEMO_DAY - timedelta(days=1))
    accounts = list(NamedAccount.objects.filter(fiscal_year=YEAR).order_by("customer__code"))
    change_accounts(now, [(each, _how_far(rng, n), None) for n, each in enumerate(accounts, start=1)])
    end_account(now, accounts[-1], shape.DEMO_DAY - timedelta(days=1), "集团合并，由母公司统一采购")
    _hand_over()


def _hand_over() -> None:
    """Sales development gives what it opened to business development, which sends one in four back once."""
    seats = {role: _seats(role) for role in (Role.SDR, Role.BD)}
    if not all(seats.values()):
        return
    clients = Customer.objects.filter(segment=shape.SEGMENTS[1].name).order_by("code")[:HANDED]
    for number, client in enumerate(clients):
        giver = seats[Role.SDR][number % len(seats[Role.SDR])]
        receiver = seats[Role.BD][number % len(seats[Role.BD])]
        by = acting(giver.person.name, shape.DEMO_DAY, 9 + number % 3)
        account = add_accounts(by, giver.seat, [client], YEAR, team="sdr", **each_month(1))[0]
        change_account(by, account, next_step=STEPS[number % len(STEPS)], due=shape.DEMO_DAY)
        _offered(by, acting(receiver.person.name, shape.DEMO_DAY, 15), account, receiver.seat, number)


def _offered(giver: Actor, receiver: Actor, account: NamedAccount, seat: Unit, number: int) -> None:
    if number % 4 == 3:
        return
    made = hand_over(giver, account, seat, "bd", note="", items=TOLD)
    if number % 4 == 2:
        send_back(receiver, made, "决策人不明确，请先确认由谁批准预算")
        made = hand_over(giver, account, seat, "bd", note="已与分管副总确认", items=TOLD)
    if number < HANDED - 2:
        accept(receiver, made)


def _seats(role: str) -> list[Tenure]:
    rows = Tenure.objects.filter(valid_on(shape.DEMO_DAY), role=role).select_related("seat", "person")
    return list(rows.order_by("seat__path"))


def _operations(day: date):
    user = User.objects.select_related("person").get(username="operations")
    return acting(user.person.name, day, 11, user.pk)


def _by_seat() -> dict[Unit, list[Customer]]:
    """Customers of the strategic segment by the seat of their owner."""
    held = Tenure.objects.filter(valid_on(shape.DEMO_DAY)).select_related("seat").order_by("-pk")
    seats = {tenure.person_id: tenure.seat for tenure in held}
    found: dict[Unit, list[Customer]] = defaultdict(list)
    for customer in Customer.objects.filter(segment=shape.SEGMENTS[0].name).order_by("code"):
        if customer.owner_id in seats:
            found[seats[customer.owner_id]].append(customer)
    return found


def _how_far(rng: np.random.Generator, number: int) -> dict:
    """How far one has come by the demo's day, and what is next."""
    reached = LISTED + timedelta(days=int(rng.integers(10, 200))) if rng.random() < 0.86 else None
    deeper = reached is not None and rng.random() < 0.74
    values = {
        "priority": "ABC"[int(rng.choice(3, p=(0.4, 0.4, 0.2)))],
        "way": ("visit", "call", "online")[int(rng.choice(3, p=(0.6, 0.25, 0.15)))],
        "reached_on": reached,
        "penetrated_on": reached + timedelta(days=int(rng.integers(20, 90))) if deeper else None,
        "next_step": "" if number % WITHOUT_STEP == 0 else STEPS[int(rng.integers(len(STEPS)))],
        "due": None,
    }
    values |= each_month(0 if number % UNPLANNED == 0 else int(rng.integers(1, 5)))
    if values["next_step"]:
        days = -3 if number % OVERDUE == 0 else int(rng.integers(2, 24))
        values["due"] = shape.DEMO_DAY + timedelta(days=days)
    return values
