"""Follow-ups since the company keeps its records here: as many calls and visits as were drawn for those days.

Some next steps are open, some overdue, some notes came late; one person writes a week's notes in one go, all alike,
which is what the page of what is worth a look then shows. Leaders have looked at some.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from quotamesh.base.people.models import Role, Tenure, User
from quotamesh.base.store.validity import valid_on
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.customers.models import Customer
from quotamesh.do.followups.actions import change, withdraw
from quotamesh.do.followups.actions.bulk import FollowUpColumns, insert_follow_ups
from quotamesh.do.followups.actions.integrity import compute_week
from quotamesh.do.followups.actions.judge import judge
from quotamesh.do.followups.models import FollowUp, SpotCheck
from quotamesh.do.pipeline.models import Opportunity
from quotamesh.site.demo import shape
from quotamesh.site.demo.scenes.followup_texts import DOUBT, NEEDS, NOTES, STEPS, Writer
from quotamesh.site.demo.scenes.measures import contacts
from quotamesh.site.demo.store import ZONE, acting, note

SEED = 71
LATE, OFFLINE, ON_THE_SPOT, INFORMED, STEP_OF_CALL = 0.06, 0.08, 0.5, 0.1, 0.12
BUSY_FROM = date(2026, 11, 2)
CITIES = {
    "上海": (31.2304, 121.4737), "南京": (32.0603, 118.7969), "苏州": (31.2990, 120.5853), "杭州": (30.2741, 120.1551),
    "北京": (39.9042, 116.4074), "天津": (39.0842, 117.2009), "济南": (36.6512, 117.1201), "青岛": (36.0671, 120.3826),
    "广州": (23.1291, 113.2644), "深圳": (22.5431, 114.0579), "成都": (30.5728, 104.0668), "重庆": (29.5630, 106.5516),
}  # fmt: skip
FAR = (39_904_200, 116_407_400)


@dataclass
class Told:
    """The columns as they grow."""

    columns: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))

    def add(self, **values: Any) -> None:
        for name, value in values.items():
            self.columns[name].append(value)

    def done(self) -> FollowUpColumns:
        return FollowUpColumns(**self.columns)


@dataclass(frozen=True)
class Seller:
    person: int
    seat: int
    name: str
    customers: list[Customer]
    leader: int | None
    abroad: bool
    busy: bool


def play() -> None:
    rng = np.random.default_rng(SEED)
    told = Told()
    days = _days()
    deals = dict(
        Opportunity.objects.filter(closed=None).values_list("customer_id", "pk").order_by("customer_id", "pk")
    )
    products = dict(Opportunity.objects.filter(pk__in=deals.values()).values_list("pk", "product_id"))
    root = root_product().pk
    scribe = Scribe(rng, told, deals, products, root)
    for (person, seat), seller in _sellers({key[:2] for key in days}).items():
        for key in sorted(each for each in days if each[:2] == (person, seat)):
            scribe.day(seller, key[2], days[key])
    insert_follow_ups(told.done())
    user = User.objects.select_related("person").get(username="operations")
    actor = acting(user.person.name, shape.DEMO_DAY, 18, user.pk)
    note(actor, "followups", len(told.columns["code"]))
    _afterwards(rng)


def _days() -> dict[tuple[int, int, date], dict[str, int]]:
    """{(person, seat, day): calls, visits and effective ones to be noted}"""
    names = {KEYS[code]: code for code in ("calls", "visits", "effective_visits")}
    found: dict[tuple[int, int, date], dict[str, int]] = defaultdict(lambda: dict.fromkeys(names.values(), 0))
    for value in contacts():
        found[value.person, value.seat, value.day][names[value.indicator]] += value.amount
    return found


def _sellers(keys: set[tuple[int, int]]) -> dict[tuple[int, int], Seller]:
    tenures = Tenure.objects.select_related("seat__parent", "person")
    names = {tenure.seat_id: tenure for tenure in tenures}
    leading = tenures.filter(valid_on(shape.DEMO_DAY), role=Role.LEADER)
    leaders = {tenure.seat.parent_id: tenure.person_id for tenure in leading}
    own: dict[int, list[Customer]] = defaultdict(list)
    by_team: dict[int, list[Customer]] = defaultdict(list)
    teams = {tenure.person_id: tenure.seat.parent_id for tenure in tenures}
    every = list(Customer.objects.order_by("code"))
    for customer in every:
        if customer.owner_id:
            own[customer.owner_id].append(customer)
            by_team[teams[customer.owner_id]].append(customer)
    first = User.objects.get(username="leader").person_id
    busy = next(
        person for person, seat in sorted(keys)
        if names[seat].seat.parent_id == teams[first] and person not in _cast() and person != first
    )  # fmt: skip
    found = {}
    for person, seat in sorted(keys):
        team = names[seat].seat.parent
        found[person, seat] = Seller(
            person, seat, _name(tenures, person), own[person] or by_team[team.pk] or every, leaders.get(team.pk),
            team.code == shape.ABROAD, person == busy,
        )  # fmt: skip
    return found


def _cast() -> set[int]:
    return set(User.objects.exclude(person=None).values_list("person_id", flat=True))


def _name(tenures, person: int) -> str:
    return next(tenure.person.name for tenure in tenures if tenure.person_id == person)


class Scribe:
    """Writes the days of people, one after the other."""

    def __init__(self, rng, told: Told, deals: dict[int, int], products: dict[int, int], root: int):
        self.rng, self.told, self.deals, self.products, self.root = rng, told, deals, products, root
        self.writer = Writer(rng)
        self.number = 0

    def day(self, seller: Seller, day: date, counts: dict[str, int]) -> None:
        visits = [("visit", n < counts["effective_visits"]) for n in range(counts["visits"])]
        ways = [*visits, *[("call", False)] * counts["calls"]]
        placed = False
        for n, (way, effective) in enumerate(ways):
            placed = self.one(seller, day, way, n, effective=effective, place=not placed) or placed

    def one(self, seller: Seller, day: date, way: str, n: int, *, effective: bool, place: bool) -> bool:
        """Returns whether the place was kept: once a day, where the note was written on the spot."""
        rng, self.number = self.rng, self.number + 1
        same = seller.busy and day >= BUSY_FROM
        # People have favourites: the squares crowd the draws among the first of their customers.
        customer = seller.customers[int(len(seller.customers) * rng.random() ** 2)]
        at = self._moment(day, n, same)
        deal = self.deals.get(customer.pk) if rng.random() < 0.6 else None
        has_step = effective or (way == "call" and rng.random() < STEP_OF_CALL)
        due = day + timedelta(int(rng.integers(2, 15))) if has_step else None
        spot = way == "visit" and place and not same and rng.random() < ON_THE_SPOT
        where = self._place(customer) if spot else None
        if same and day.weekday() == 2 and n < 2:
            where = FAR if n else self._place(customer)
        offline = spot and rng.random() < OFFLINE * 2
        self.told.add(
            code=f"FU-{self.number:05d}", customer=customer.pk, opportunity=deal, person=seller.person,
            seat=seller.seat, product=self.products[deal] if deal else self.root, day=day, way=way,
            summary=self.writer.summary(customer.name, way, abroad=seller.abroad, same=same),
            need=self.writer.one(NEEDS) if effective or rng.random() < 0.15 else "",
            next_step=self.writer.one(STEPS) if due else "", due=due, done_on=self._done(due),
            recorded_at=at + timedelta(hours=2) if offline else at, told_at=at if offline else None,
            late=(at.date() - day).days > 1, source="phone" if offline else "page", recorded_by=seller.name,
            latitude=where[0] if where else None, longitude=where[1] if where else None,
            informed=(seller.leader,) if seller.leader not in (None, seller.person) and rng.random() < INFORMED else (),
        )  # fmt: skip
        return spot

    def _moment(self, day: date, n: int, same: bool) -> datetime:
        """During the day, in the evening, some days later; who writes a week in one go does so on its Friday."""
        rng = self.rng
        if same:
            friday = day + timedelta(4 - day.weekday())
            begun = datetime(friday.year, friday.month, friday.day, 17, 20 + day.weekday(), tzinfo=ZONE)
            return begun + timedelta(seconds=9 * n)
        later = int(rng.integers(2, 5)) if rng.random() < LATE else 0
        when = min(day + timedelta(later), shape.DEMO_DAY)
        hour = min(9 + n + int(rng.integers(2)), 21)
        return datetime(
            when.year, when.month, when.day, hour, int(rng.integers(60)), int(rng.integers(60)), tzinfo=ZONE
        )

    def _place(self, customer: Customer) -> tuple[int, int] | None:
        city = CITIES.get(customer.region)
        if city is None:
            return None
        # Every customer has its own place in the city.
        y, x = (int(value * 1e6) for value in city)
        return (y + customer.pk * 7919 % 600 * 100, x + customer.pk * 104729 % 600 * 100)

    def _done(self, due: date | None) -> date | None:
        if due is None or due > shape.DEMO_DAY:
            return None
        age = (shape.DEMO_DAY - due).days
        if self.rng.random() < (0.55 if age < 7 else 0.985):
            return min(due + timedelta(int(self.rng.integers(-1, 2))), shape.DEMO_DAY)
        return None


def _afterwards(rng: np.random.Generator) -> None:
    """Amendments, a withdrawal, what is worth a look, and the verdicts of leaders."""
    system = acting("Quotamesh", shape.DEMO_DAY, 6)
    old = list(
        FollowUp.objects.filter(day__lt=date(2026, 11, 10), way="call", next_step="").order_by("-day", "pk")[
            :3
        ]
    )
    for row in old[:2]:
        change(acting(row.recorded_by, shape.DEMO_DAY, 9), row, need="补充：对方提到年底前有一笔技改预算")
    withdraw(acting(old[2].recorded_by, shape.DEMO_DAY, 9), old[2], "重复录入")
    running = shape.DEMO_DAY - timedelta(shape.DEMO_DAY.weekday())
    for weeks in (3, 2, 1, 0):
        compute_week(system, running - timedelta(7 * weeks))
    leading = Tenure.objects.filter(valid_on(shape.DEMO_DAY), role=Role.LEADER).select_related(
        "person", "seat"
    )
    leaders = {tenure.seat.parent_id: tenure.person for tenure in leading}
    for check in (
        SpotCheck.objects.filter(week__lt=running).select_related("follow_up", "seat").order_by("pk")
    ):
        leader = leaders.get(check.seat.parent_id)
        if leader is None or leader.pk == check.follow_up.person_id or rng.random() < 0.3:
            continue
        actor = acting(leader.name, check.week + timedelta(8), 9)
        hinted = check.chosen == SpotCheck.Chosen.HINT
        verdict = (
            "wrong"
            if hinted and "places" in check.hints
            else "confirmed"
            if rng.random() < 0.5
            else "plausible"
        )
        text = DOUBT if verdict == "wrong" else NOTES[int(rng.integers(3))] if verdict == "confirmed" else ""
        judge(actor, check, verdict, text, leader.pk)
