"""Leads since the company keeps them here: as many a day as it counted before, from sources that cost money.

Deals begun since then came of leads of the same seat; the rest was dropped, sleeps, or is in work today.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
from django.db import connection

from quotamesh.base.people.models import Role, Tenure, Unit, User
from quotamesh.base.people.queries import company, root_unit
from quotamesh.base.store.validity import valid_on
from quotamesh.base.tables.upserts import insert
from quotamesh.base.trail.actions import Actor
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.models import Product
from quotamesh.do.facts import records
from quotamesh.do.leads.actions import rebates, rules, sources
from quotamesh.do.leads.actions.rows import keys_of
from quotamesh.do.leads.clock import Clock, clock_of
from quotamesh.do.leads.counting import counts_of
from quotamesh.do.leads.models import Lead, LeadNote, Source
from quotamesh.do.pipeline.models import Opportunity
from quotamesh.site.demo import names, shape
from quotamesh.site.demo.scenes.measures import leads_by_day
from quotamesh.site.demo.store import ZONE, acting, note

SEED = 54
YUAN = 100
WAN = 10_000 * YUAN
# code, name, kind, part of the leads, cost of a lead and of a month in fen, chance to become a deal against the others
SOURCES = (
    ("WEB", "官网与内容", "content", 0.24, 0, 5 * WAN, 1.1),
    ("EXPO", "上海工博会", "event", 0.12, 0, 0, 0.7),
    ("REF", "老客户转介绍", "referral", 0.14, 0, 0, 2.4),
    ("OUT", "主动外呼", "outbound", 0.20, 0, 8 * WAN, 0.8),
    ("WX", "企业微信社群", "private", 0.14, 0, 2 * WAN, 1.2),
    ("ADS", "搜索与信息流投放", "advertising", 0.16, 180 * YUAN, 16 * WAN, 0.4),
)  # fmt: skip
FAIR = (date(2026, 9, 22), date(2026, 9, 26), 68 * WAN)
NEEDS = (
    "产线改造，想要样机测试", "要一份储能方案和报价", "仓库搬迁，问搬运机器人交期", "老设备备件停产，找替代",
    "招标前想做技术交流", "年底预算没花完，问伺服现货", "想看同行业案例", "二期扩建，需要立体仓库",
    "海外工厂要同型号", "运维合同到期，想换供应商",
)  # fmt: skip
SAID = (
    "已电话，约下周现场看", "加了微信，发了样本和案例", "对接设备部，预算明年", "要求先报价再谈",
    "现场看了工况，拍了照片",
)  # fmt: skip
WAYS = ("call", "message", "call", "online", "visit")
LINKED, BEFORE = 0.62, 12  # part of the deals that came of a lead, and of how many days before at most
LATE, NEVER = 0.09, 0.03
NOTED_DAYS, UNASSIGNED = 12, 7
Row = dict[str, Any]


@dataclass
class Making:
    """What a lead is drawn with."""

    rng: np.random.Generator
    clock: Clock
    sources: list[Source]
    weights: np.ndarray
    places: dict[int, tuple[str, ...]]
    products: dict[int, list[int]]
    now: datetime


def play() -> None:
    rng = np.random.default_rng(SEED)
    actor = _operations(shape.RECORDS_FROM, 9)
    made = _sources(actor)
    _rules(actor)
    making = Making(
        rng, clock_of(company(), shape.RECORDS_FROM), made, np.array([row[3] for row in SOURCES]),
        _places(), _leaves(), datetime.combine(shape.DEMO_DAY, time(15), ZONE),
    )  # fmt: skip
    rows = [row for value in leads_by_day(shape.RECORDS_FROM) for row in _rows(making, value)]
    _link(making, rows)
    for row in rows:
        _fate(making, row)
    rows += _waiting(making)
    _store(making, rows)
    _notes(making)
    _referrals(rng)
    note(_operations(shape.DEMO_DAY, 15), "leads", len(rows))


def _operations(day: date, hour: int) -> Actor:
    user = User.objects.select_related("person").get(username="operations")
    return acting(user.person.name, day, hour, user.pk)


def _sources(actor: Actor) -> list[Source]:
    found = []
    for code, name, kind, _part, per_lead, month, _chance in SOURCES:
        terms = {"rebate_bp": 150, "rebate_cap": 2 * WAN} if code == "REF" else {}
        made = sources.make_source(actor, code, name=name, kind=kind, per_lead=per_lead, **terms)
        for number in (9, 10, 11) if month else ():
            start = date(2026, number, 1)
            end = min((start + timedelta(days=31)).replace(day=1) - timedelta(days=1), shape.DEMO_DAY)
            sources.add_cost(actor, made, start=start, end=end, amount=month)
        found.append(made)
    start, end, amount = FAIR
    sources.add_cost(actor, found[1], start=start, end=end, amount=amount, note="展位、搭建、样机运输")
    sources.open_form(actor, found[0], is_open=True)
    return found


def _rules(actor: Actor) -> None:
    """Abroad first, then who knows the line for what the web brings, then who serves the region."""
    for team in (team for region in shape.REGIONS for team in region.teams):
        rules.set_territory(actor, Unit.objects.get(code=team.code), ", ".join(team.places))
    abroad, top = Unit.objects.get(code=shape.ABROAD), root_unit()
    representatives = Tenure.objects.filter(valid_on(shape.DEMO_DAY), role=Role.REPRESENTATIVE).order_by(
        "seat__path"
    )
    sellers = [tenure.person for tenure in representatives.select_related("person")[::8]]
    line = Product.objects.get(code=shape.FAMILIES[0].code)
    for person in sellers:
        rules.set_skills(actor, person, [line])
    rules.make_rule(
        actor, name="海外线索归海外团队", regions=", ".join(abroad_places()), way="turn", unit=abroad
    )
    rules.make_rule(
        actor, name="新能源投放归懂行的人", kind="advertising", product=line, way="skill", people=sellers
    )
    rules.make_rule(actor, name="按地区就近", way="region", unit=top)


def abroad_places() -> tuple[str, ...]:
    return next(team.places for region in shape.REGIONS for team in region.teams if team.code == shape.ABROAD)


def _places() -> dict[int, tuple[str, ...]]:
    """{seat: the places its team serves}"""
    teams = {team.code: team.places for region in shape.REGIONS for team in region.teams}
    regions = {region.code: region.teams[0].places for region in shape.REGIONS}
    rows = Unit.objects.filter(kind=Unit.Kind.SEAT).values_list("pk", "parent__code")
    return {seat: (teams | regions).get(parent, ("上海",)) for seat, parent in rows}


def _leaves() -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for pk, parent in Product.objects.filter(depth=2).order_by("code").values_list("pk", "parent_id"):
        found[parent].append(pk)
    return found


def _rows(making: Making, value) -> Iterator[Row]:
    """The leads that somebody took up on a day for a main line."""
    for _ in range(value.amount):
        yield _drawn(making, value.day, value.seat, value.person, value.product)


def _drawn(making: Making, day: date, seat: int | None, person: int | None, family: int | None) -> Row:
    rng = making.rng
    weights = making.weights.copy()
    weights[1] *= 2.6 if FAIR[0] <= day <= FAIR[1] + timedelta(days=10) else 0.12
    source = making.sources[int(rng.choice(len(SOURCES), p=weights / weights.sum()))]
    at = datetime.combine(day, time(8, 30), ZONE) + timedelta(minutes=int(rng.integers(570)))
    at = min(at, making.now - timedelta(minutes=int(rng.integers(5, 240))))
    places = making.places.get(seat or 0, ("昆山", "包头"))
    place = places[int(rng.integers(len(places)))]
    due = making.clock.due(at, source.kind)
    return {
        "source_id": source.pk, "kind": source.kind, "date": day, "arrived_at": at, "owner_id": person,
        "seat_id": seat,
        "unit_id": seat or root_unit().pk, "product_id": family, "company": _company(rng, place), "region": place,
        "contact": _contact(rng), "phone": _phone(rng),
        "need": NEEDS[int(rng.integers(len(NEEDS)))], "cost": source.per_lead, "state": "new", "answer_due": due,
        "answer_day": making.clock.day(due) if due < making.now else None,
        "answered_at": None, "customer_id": None, "opportunity_id": None,
        "why": "", "wake_on": None, "entry": "form" if source.kind in ("content", "advertising") else "hand",
    }  # fmt: skip


def _company(rng: np.random.Generator, place: str) -> str:
    word = names.INDUSTRIES[int(rng.integers(len(names.INDUSTRIES)))][1]
    return f"{place}{names.INVENTED[int(rng.integers(len(names.INVENTED)))]}{word}"


def _phone(rng: np.random.Generator) -> str:
    return f"13{rng.integers(10)} {rng.integers(1000, 9999)} {rng.integers(1000, 9999)}"


def _contact(rng: np.random.Generator) -> str:
    title = ("工", "经理", "总", "主任")[int(rng.integers(4))]
    return names.SURNAMES[int(rng.integers(len(names.SURNAMES)))] + title


def _link(making: Making, rows: list[Row]) -> None:
    """Deals came of a lead of the same seat, a few days before; referrals more often than what is paid for."""
    by_seat: dict[int, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row["date"]):
        by_seat[row["seat_id"]].append(row)
    chance = {kind: part for _c, _n, kind, *_rest, part in SOURCES}
    deals = Opportunity.objects.filter(opened__gte=shape.RECORDS_FROM).select_related("customer")
    for deal in deals.order_by("opened", "pk"):
        mine = by_seat.get(deal.seat_id, [])
        last = bisect_right([row["date"] for row in mine], deal.opened)
        near = [
            row
            for row in mine[:last]
            if row["opportunity_id"] is None and (deal.opened - row["date"]).days <= BEFORE
        ]
        if not near or making.rng.random() > LINKED:
            continue
        odds = np.array([chance[row["kind"]] * (1.6 if deal.outcome == "won" else 1) for row in near])
        row = near[int(making.rng.choice(len(near), p=odds / odds.sum()))]
        row |= {"opportunity_id": deal.pk, "customer_id": deal.customer_id, "product_id": deal.product_id}
        if deal.customer:
            row |= {"company": deal.customer.name, "region": deal.customer.region}


def _fate(making: Making, row: Row) -> None:
    """When it was answered, and what became of it."""
    rng, age = making.rng, (shape.DEMO_DAY - row["date"]).days
    luck = rng.random()
    if row["opportunity_id"] is None and ((age <= 1 and luck < 0.5) or (age <= 6 and luck < NEVER)):
        return
    span = row["answer_due"] - row["arrived_at"]
    part = float(rng.uniform(1.1, 2.5)) if luck > 1 - LATE else float(rng.uniform(0.04, 0.9))
    row["answered_at"] = min(row["arrived_at"] + span * part, making.now)
    row["answer_day"] = making.clock.day(min(row["answered_at"], row["answer_due"]))
    row["state"] = "answered"
    if row["opportunity_id"]:
        row["state"] = "converted"
    elif rng.random() < min(age / 40, 0.93):
        sleeps = rng.random() < 0.12
        row["state"] = "recycled" if sleeps else "dropped"
        row["why"] = str(
            rng.choice(["no_need", "no_budget", "unreached", "rival", "spam"], p=[0.4, 0.2, 0.2, 0.15, 0.05])
        )
        if sleeps:
            row |= {
                "why": "not_now",
                "owner_id": None,
                "wake_on": shape.DEMO_DAY + timedelta(int(rng.integers(-3, 60))),
            }


def _waiting(making: Making) -> list[Row]:
    """What came from places that nobody serves: it waits for somebody to give it."""
    days = [shape.DEMO_DAY - timedelta(days=back) for back in (0, 0, 0, 1, 1, 2, 3)]
    return [_drawn(making, day, None, None, None) for day in days[:UNASSIGNED]]


def _store(making: Making, rows: list[Row]) -> None:
    adapt = connection.ops.adapt_datetimefield_value
    rest = {
        "rule_id": None, "merged_into_id": None, "consent_at": None, "escalated_at": None, "why_words": "",
        "email": "", "revision": 1,
    }  # fmt: skip
    root, counts, whole = root_product().pk, [], []
    parents = dict(Unit.objects.filter(kind=Unit.Kind.SEAT).values_list("pk", "parent_id"))
    for number, row in enumerate(sorted(rows, key=lambda row: row["arrived_at"]), start=1):
        kept = {name: value for name, value in row.items() if name != "kind"}
        if row["state"] == "recycled":
            kept["unit_id"] = parents[row["unit_id"]]
        counts += counts_of(Lead(**kept), root)
        times = {name: adapt(row[name]) for name in ("arrived_at", "answer_due", "answered_at")}
        whole.append({"code": f"L26-{number:05d}", **kept, **rest, **keys_of(row["phone"], ""), **times})
    insert(Lead, whole)
    records.book([], counts)


def _notes(making: Making) -> None:
    """What was said in the last days."""
    since = shape.DEMO_DAY - timedelta(days=NOTED_DAYS)
    found = Lead.objects.filter(date__gte=since, answered_at__isnull=False).select_related("owner")
    LeadNote.objects.bulk_create(
        LeadNote(
            lead=lead, way=WAYS[number % len(WAYS)], text=SAID[number % len(SAID)], at=lead.answered_at,
            by=lead.owner.name if lead.owner else "",
        )
        for number, lead in enumerate(found.order_by("code"))
    )  # fmt: skip


def _referrals(rng: np.random.Generator) -> None:
    """Old customers who brought new ones: some paid, some approved, some to be decided, some still open."""
    found = Lead.objects.filter(source__code="REF", opportunity__isnull=False).select_related("opportunity")
    won = list(found.filter(opportunity__outcome="won").order_by("pk")[:11])
    others = list(found.filter(opportunity__outcome="").order_by("pk")[:4])
    actor = _operations(shape.DEMO_DAY, 11)
    for place, lead in enumerate([*won, *others]):
        row = rebates.set_referral(
            actor, lead, name=_contact(rng) + "（老客户）", rate_bp=150, cap=2 * WAN, fixed=None
        )
        if place < len(won) and place % 2 == 0:
            rebates.approve_rebate(actor, row)
            if place % 4 == 0:
                rebates.pay_rebate(actor, row, shape.DEMO_DAY)
