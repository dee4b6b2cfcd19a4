"""Named accounts: the central state-owned customers of the running year, each on the list of who serves it."""

from collections import defaultdict
from datetime import date, timedelta

import numpy as np

from quotamesh.base.people.models import Tenure, Unit, User
from quotamesh.base.store.validity import valid_on
from quotamesh.do.customers.models import Customer
from quotamesh.plan.namedaccounts.actions import add_accounts, change_account, each_month, end_account
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
UNPLANNED, WITHOUT_STEP, OVERDUE = 17, 13, 11  # one in so many, on purpose: the page has something to say


def play() -> None:
    actor = _operations(LISTED)
    for seat, customers in _by_seat().items():
        add_accounts(actor, seat, customers, YEAR, **each_month(2))
    rng = np.random.default_rng(SEED)
    now = _operations(shape.DEMO_DAY - timedelta(days=1))
    accounts = list(NamedAccount.objects.filter(fiscal_year=YEAR).order_by("customer__code"))
    for number, account in enumerate(accounts, start=1):
        change_account(now, account, **_how_far(rng, number))
    end_account(now, accounts[-1], shape.DEMO_DAY - timedelta(days=1), "集团合并，由母公司统一采购")


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
