"""What must hold of a table of leads before it is stored."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from django.utils.translation import gettext_noop as _

from quotamesh.base.people.queries import root_unit
from quotamesh.base.people.seats import NO_SEAT, Seats
from quotamesh.base.tables.coded import EMPTY, Coded
from quotamesh.base.tables.days import as_days
from quotamesh.base.tables.lookups import Named, Nearest, doubled, keys_by_name, keys_of, refuse_shared
from quotamesh.base.tables.parsing import LONGEST_CODE, rows_with
from quotamesh.base.tables.problems import Message
from quotamesh.base.tables.rows import Rows
from quotamesh.do.catalog.naming import named_products
from quotamesh.do.customers.queries import ids_by_code
from quotamesh.do.leads.models import Lead, Source
from quotamesh.do.pipeline.models import Opportunity

TEXTS = ("company", "contact", "phone", "email", "region", "need")
# What people call the kinds; a source of such a name is made when it is first named.
KIND_WORDS = {
    "content": ("内容", "内容营销", "content marketing"),
    "event": ("活动", "展会", "会议", "events", "trade fair"),
    "referral": ("转介绍", "推荐", "referrals"),
    "outbound": ("外呼", "主动开发", "陌拜", "cold call"),
    "private": ("私域", "私域流量", "private traffic"),
    "advertising": ("广告", "投放", "ads"),
    "other": ("其他", "其它"),
}
KIND_OF = {word: kind for kind, words in KIND_WORDS.items() for word in (kind, *words)}


@dataclass
class Checked:
    """Drafts by code, in the order of the rows; sources to be made: {code: kind}."""

    rows: Rows
    drafts: dict[str, dict[str, Any]]
    new_sources: dict[str, str] = field(default_factory=dict)
    days: list[date] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.drafts)


def check_leads(rows: Rows) -> Checked | None:
    rows.read_all()
    doubled(rows, "code", rows.coded("code").codes)
    made = _sources(rows)
    seats, days = Seats(), as_days(rows.coded("date"))
    owners = keys_of(rows, "owner", seats.person_ids, "person")
    held = _held(rows, seats, owners, days)
    customers = keys_of(rows, "customer", ids_by_code(), "customer")
    products = keys_by_name(rows, "product", named_products(), "product")
    opportunities = _opportunities(rows)
    negative = np.flatnonzero(rows.numbers("cost").values < 0)
    rows.refuse_all(negative, "cost", "negative", lambda _i: Message(_("is below nought.")))
    if rows.problems:
        return None
    today = np.full(len(days), np.datetime64(date.max), dtype="datetime64[D]")
    lying = seats.held_between(owners, days, today)  # where the owner sits last: there the lead lies
    keys = {
        "seat_id": held, "unit_id": np.where(lying == NO_SEAT, held, lying), "owner_id": owners,
        "customer_id": customers, "product_id": products, "opportunity_id": opportunities,
    }  # fmt: skip
    return Checked(rows, _drafts(rows, keys), made, [day for day in rows.coded("date").rows() if day])


def _sources(rows: Rows) -> dict[str, str]:
    """Sources that are to be made: named by the word of a kind, or with their kind beside."""
    known = named_sources()
    column, kinds = rows.coded("source"), rows.coded("source_kind").rows()
    refuse_shared(rows, "source", column, known)
    made: dict[str, str] = {}
    for code, kind in zip(column.rows(), kinds, strict=True):
        found = kind or KIND_OF.get((code or "").casefold())
        if code and found and known.key(code) == EMPTY and code not in known.shared:
            made.setdefault(code, found)
    _check_length(rows, column, made)
    unknown = rows_with(
        column, lambda code: known.key(code) == EMPTY and code not in made and code not in known.shared
    )
    nearest = Nearest([*known.codes, *KIND_WORDS], known.names)
    way = Message(
        _("Name its kind in the column source_kind (%(kinds)s), or make it under Leads first."),
        kinds=", ".join(KIND_WORDS),
    )

    def say(index: int):
        like = nearest(column[index]) if known.codes else None
        message = Message(_("is not the code of a source of leads."))
        return message, like if like and "Did you mean" in like.template else way

    rows.refuse_all(unknown, "source", "unknown_code", say)
    return made


def named_sources() -> Named:
    return Named.of(Source.objects.values_list("id", "code", "name"))


def _check_length(rows: Rows, column: Coded, made: dict[str, str]) -> None:
    """A name may be longer than the code that a new source gets."""
    long = rows_with(column, lambda code: code in made and len(code) > LONGEST_CODE)
    hint = Message(_("At most %(longest)s characters."), longest=LONGEST_CODE)
    rows.refuse_all(long, "source", "too_long", lambda _i: (Message(_("is too long.")), hint))


def _held(rows: Rows, seats: Seats, owners: np.ndarray, days: np.ndarray) -> np.ndarray:
    """The seat each owner held on the day the lead came."""
    held = seats.held(owners, days)
    lacking = np.flatnonzero((held == NO_SEAT) & (owners != EMPTY) & ~np.isnat(days))

    def say(index: int):
        message = Message(_("has no seat on %(day)s."), day=days[index])
        times = seats.periods(int(owners[index]))
        return message, Message(_("Seats were held: %(periods)s."), periods=times) if times else None

    rows.refuse_all(lacking, "owner", "no_seat", say)
    return held


def _opportunities(rows: Rows) -> np.ndarray:
    """The opportunity that came of each lead: one that exists, of no other lead."""
    column = rows.coded("opportunity")
    wanted = [code for code in column.values if code]
    known = dict(Opportunity.objects.filter(code__in=wanted).values_list("code", "id")) if wanted else {}
    unknown = rows_with(column, lambda code: code not in known)
    rows.refuse_all(
        unknown, "opportunity", "unknown_code", lambda _i: Message(_("is not the code of an opportunity."))
    )
    keys = column.array(lambda code: known.get(code, EMPTY), EMPTY, np.int64)
    doubled(rows, "opportunity", keys)
    taken = dict(Lead.objects.filter(opportunity__in=known.values()).values_list("opportunity_id", "code"))
    codes = rows.coded("code").rows()
    wrong = [place for place, key in enumerate(keys.tolist()) if key in taken and taken[key] != codes[place]]
    rows.refuse_all(
        np.array(wrong, dtype=np.int64), "opportunity", "of_another_lead",
        lambda index: Message(_("came from the lead %(code)s already."), code=taken[int(keys[index])]),
    )  # fmt: skip
    return keys


def _drafts(rows: Rows, keys: dict[str, np.ndarray]) -> dict[str, dict[str, Any]]:
    """{code: {field: value}}; columns the file does not bring are left out, and so are empty customers."""
    columns: dict[str, list] = {"source": rows.coded("source").rows(), "date": rows.coded("date").rows()}
    for name in TEXTS:
        if rows.has(name):
            columns[name] = rows.coded(name).rows("")
    if rows.has("cost"):
        columns["cost"] = rows.numbers("cost").values.tolist()
    if rows.has("owner"):
        root = root_unit().pk
        columns["owner_id"] = _or_none(keys["owner_id"])
        columns["seat_id"] = _or_none(keys["seat_id"])
        columns["unit_id"] = [key if key != NO_SEAT else root for key in keys["unit_id"].tolist()]
    if rows.has("product"):
        columns["product_id"] = _or_none(keys["product_id"])
    drafts = {
        code: dict(zip(columns, row, strict=True))
        for code, row in zip(rows.coded("code").rows(), zip(*columns.values(), strict=True), strict=True)
    }
    states = rows.coded("state").rows()
    for place, draft in enumerate(drafts.values()):
        _close(draft, states[place], int(keys["customer_id"][place]), int(keys["opportunity_id"][place]))
    return drafts


def _close(draft: dict[str, Any], state: str | None, customer: int, opportunity: int) -> None:
    """A lead of which a customer or a deal came is converted."""
    if customer != EMPTY:
        draft["customer_id"] = customer
    if opportunity != EMPTY:
        draft["opportunity_id"] = opportunity
    if state:
        draft["state"] = state
    elif customer != EMPTY or opportunity != EMPTY:
        draft["state"] = Lead.State.CONVERTED.value


def _or_none(keys: np.ndarray) -> list[int | None]:
    return [key if key >= 0 else None for key in keys.tolist()]
