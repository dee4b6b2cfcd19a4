"""Building the demo company from a seed: all of it, or nothing."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from django.db import transaction
from django.db.models import Sum

from quotamesh.base.people.actions.accounts import open_account
from quotamesh.base.people.models import Person, Role, Tenure, User
from quotamesh.base.store.validity import valid_on
from quotamesh.base.trail.actions import Actor
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.facts.models import DayFact
from quotamesh.do.orders.actions import store_orders, store_payments
from quotamesh.do.orders.columns import PaymentColumns
from quotamesh.do.orders.models import Order
from quotamesh.site.demo import payments, shape, targets
from quotamesh.site.demo.clients import clients_of
from quotamesh.site.demo.credits import Keys, columns_of
from quotamesh.site.demo.sales import Lines, Market, orders_of
from quotamesh.site.demo.scenes import SCENES
from quotamesh.site.demo.staff import Post, posts_of
from quotamesh.site.demo.store import (
    acting,
    keys_of,
    note,
    store_catalog,
    store_clients,
    store_organisation,
)
from quotamesh.site.setup import found

Told = Callable[[str], None]
FOUNDED = date(2022, 12, 1)
FIRST_TEAM = shape.REGIONS[0].teams[0].code
ORGANISATION, CLIENTS, MARKET = range(3)  # streams of chance, so that one part does not shift the others


@dataclass(frozen=True)
class CastMember:
    """Somebody one can sign in as. The password is told once and kept only as its hash."""

    username: str
    password: str
    role: str
    name: str


@transaction.atomic
def build_demo(actor: Actor, *, seed: int, progress: Told = lambda text: None) -> list[CastMember]:
    """Make the demo company in an empty installation; the same seed gives the same figures.

    Raises:
        AlreadyFounded: there is a company.
    """
    at_first = replace(actor, at=acting("", FOUNDED).at)
    found(at_first, name=shape.NAME, currency="CNY", fiscal_start=1, is_demo=True, demo_day=shape.DEMO_DAY)
    progress("organisation, products, customers")
    posts = posts_of(np.random.default_rng([seed, ORGANISATION]))
    clients = clients_of(np.random.default_rng([seed, CLIENTS]), posts)
    store_organisation(at_first, posts)
    store_catalog(at_first)
    store_clients(at_first, posts, clients)
    cast = _open_accounts(at_first, posts)
    market = Market(np.random.default_rng([seed, MARKET]), posts, clients)
    _trade_on(actor, market, keys_of(posts, clients), progress)
    seller = _open(at_first, "representative", _seller(posts))
    for scene in SCENES:
        progress(scene.__name__.rpartition(".")[2])
        scene.play()
    return [*cast[:-1], seller, cast[-1]]


def _trade_on(actor: Actor, market: Market, keys: Keys, progress: Told) -> None:
    """Year after year: targets, then orders and payments, then the plans for what comes."""
    operations = _operations()
    open_payments: PaymentColumns | None = None
    for year in shape.YEARS:
        progress(f"FY{year}: targets, orders, payments")
        lines = orders_of(market, year)
        _set_targets(operations, market, keys, lines, year)
        end = min(date(year, 12, 31), shape.DEMO_DAY)
        open_payments = _trade(replace(actor, at=acting("", end, 9).at), market, keys, lines, open_payments)
    progress(f"FY{shape.YEARS[-1] + 1}: scenario and draft")
    targets.coming_targets(operations, shape.YEARS[-1] + 1)


def _set_targets(operations, market: Market, keys: Keys, lines: Lines, year: int) -> None:
    if year == shape.YEARS[0]:
        targets.first_targets(operations, market, keys, lines, year)
    elif year == shape.YEARS[-1]:
        targets.running_targets(operations, year)
    else:
        targets.past_targets(operations, year)


def _trade(
    actor: Actor, market: Market, keys: Keys, lines: Lines, due: PaymentColumns | None
) -> PaymentColumns:
    """Store a year's orders and what was paid up to its end; returns the payments still to come."""
    columns = columns_of(market, keys, lines)
    store_orders(actor, columns)
    note(actor, "orders", len(columns))
    ids = dict(Order.objects.filter(number__in=set(lines.number)).values_list("number", "id"))
    fresh = payments.payments_of(market, lines, columns, ids)
    whole = payments.joined(due, fresh) if due else fresh
    last = np.datetime64(actor.at.date())
    paid = payments.between(whole, np.datetime64(date.min), last)
    store_payments(actor, paid)
    note(actor, "payments", len(paid))
    return payments.between(whole, last + 1, np.datetime64(date.max))


def _operations() -> Callable[[date], tuple]:
    """Who plans: sales operations' name, with a day and hour, as arguments of `acting`."""
    user = User.objects.select_related("person").get(username="operations")
    return lambda day: (user.person.name, day, 10, user.pk)


def _open_accounts(actor: Actor, posts: list[Post]) -> list[CastMember]:
    """One sign-in for each part of the cast but the seller, with passwords made now."""
    return [_open(actor, username, post) for username, post in _cast(posts)]


def _cast(posts: list[Post]) -> list[tuple[str, Post]]:
    def who(role: Role, unit: str | None = None) -> Post:
        return next(
            p for p in posts if p.role == role and p.covers(shape.DEMO_DAY) and unit in (None, p.unit)
        )

    return [
        ("director", who(Role.DIRECTOR)),
        ("operations", who(Role.SALES_OPERATIONS)),
        ("region", who(Role.DIRECTOR, shape.REGIONS[0].code)),
        ("leader", who(Role.LEADER, FIRST_TEAM)),
        ("finance", who(Role.FINANCE)),
    ]


def _seller(posts: list[Post]) -> Post:
    """Who has sold most of the first team in the running month: a first page that begins with 0 % shows little."""
    days = DayFact.objects.filter(day__range=(shape.DEMO_DAY.replace(day=1), shape.DEMO_DAY))
    of_seats = (
        days.filter(indicator=KEYS["revenue"]).order_by().values_list("unit_id").annotate(Sum("amount"))
    )
    sold = dict(of_seats)
    held = dict(Tenure.objects.filter(valid_on(shape.DEMO_DAY)).values_list("person__code", "seat_id"))
    team = [
        post
        for post in posts
        if post.unit == FIRST_TEAM and post.role == Role.REPRESENTATIVE and post.covers(shape.DEMO_DAY)
    ]
    return max(team, key=lambda post: sold.get(held[post.person], 0))


def _open(actor: Actor, username: str, post: Post) -> CastMember:
    password = secrets.token_urlsafe(12)
    open_account(actor, username=username, password=password, person=Person.objects.get(code=post.person))
    return CastMember(username, password, str(Role(post.role).label), post.name)
