"""Bringing the drawn company in: the same actions that imports use, each with its entry in the trail."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np

from quotamesh.base.people.actions.found_company import ROOT_CODE as TOP_CODE
from quotamesh.base.people.actions.store_people import store_people
from quotamesh.base.people.actions.store_units import store_units
from quotamesh.base.people.check_people import Draft, People
from quotamesh.base.people.models import Person, Role, Tenure, Unit
from quotamesh.base.tables.upserts import change, insert, upsert
from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.catalog.actions import ROOT_CODE as ALL_CODE
from quotamesh.do.catalog.actions import store_products, store_rates
from quotamesh.do.catalog.models import Product
from quotamesh.do.customers.actions import store_customers
from quotamesh.do.customers.models import Customer
from quotamesh.kernel.money import parse_amount
from quotamesh.site.demo import shape
from quotamesh.site.demo.clients import Client
from quotamesh.site.demo.credits import Keys
from quotamesh.site.demo.staff import TOP, Post

ZONE = ZoneInfo("Asia/Shanghai")


def acting(name: str, day: date, hour: int = 10, user_id: int | None = None) -> Actor:
    """Somebody of the demo company on one of its days."""
    return Actor(name, datetime(day.year, day.month, day.day, hour, tzinfo=ZONE), user_id)


def note(actor: Actor, kind: str, rows: int) -> None:
    record(actor, f"import.{kind}", subject="import", key=kind, label=kind, change={"rows": [None, rows]})


def store_organisation(actor: Actor, posts: list[Post]) -> None:
    kinds = Unit.Kind
    units = {TOP_CODE: {"code": TOP, "name": shape.NAME, "parent": None, "kind": kinds.COMPANY}}
    for code, name in (shape.OFFICE, shape.MARKET):
        units[code] = {"name": name, "parent": TOP_CODE, "kind": kinds.TEAM}
    for region in shape.REGIONS:
        units[region.code] = {"name": region.name, "parent": TOP_CODE, "kind": kinds.REGION}
        for team in region.teams:
            units[team.code] = {"name": team.name, "parent": region.code, "kind": kinds.TEAM}
    store_units(actor, units, _silent)
    note(actor, "units", len(units))
    _store_posts(actor, posts)
    note(actor, "people", len(posts))


def _silent(*_told) -> None:
    pass


def _store_posts(actor: Actor, posts: list[Post]) -> None:
    new = [post for post in posts if not post.after]
    drafts = [Draft(i, p.person, p.unit, p.role, p.start, p.end) for i, p in enumerate(new)]
    persons = {post.person: _person(post) for post in new}
    store_people(actor, People(persons, drafts, brings_end=True), _silent)
    for post in posts:
        if post.after:
            _hand_over(post)


def _person(post: Post) -> dict[str, str]:
    return {"name": post.name, "email": f"{post.person.lower()}@huaqing.example"}


def _hand_over(post: Post) -> None:
    """A successor sits down on the seat of the one who left; the seat bears the new name."""
    upsert(Person, {post.person: _person(post)}, "code", {})
    seat = Unit.objects.get(code=post.after)
    change(Unit, {seat.code: (seat, {"name": post.name})})
    person = Person.objects.get(code=post.person)
    row = {"seat": seat.pk, "person": person.pk, "role": post.role}
    insert(Tenure, [row | {"valid_from": post.start, "valid_to": post.end}])


def store_catalog(actor: Actor) -> None:
    products = {ALL_CODE: {"name": "全部产品", "parent": None}}
    for family in shape.FAMILIES:
        products[family.code] = {"name": family.name, "parent": ALL_CODE}
        products |= {leaf.code: {"name": leaf.name, "parent": family.code} for leaf in family.leaves}
    store_products(actor, products, _silent)
    note(actor, "products", len(products))
    rates = {
        (currency, date(shape.YEARS[0] + half // 2, 1 + half % 2 * 6, 1)): {"rate_e8": parse_amount(rate, 8)}
        for currency, halves in shape.RATES.items()
        for half, rate in enumerate(halves)
    }
    store_rates(actor, rates, _silent)
    note(actor, "rates", len(rates))


def store_clients(actor: Actor, posts: list[Post], clients: list[Client]) -> None:
    people = dict(Person.objects.values_list("code", "id"))
    owners = {post.book: people[post.person] for post in posts if post.covers(shape.DEMO_DAY)}
    owners |= {
        post.book: people[post.person]
        for post in posts
        if post.covers(shape.DEMO_DAY) and post.role == Role.LEADER
    }
    drafts = {
        client.code: {
            "name": client.name,
            "owner_id": owners.get(client.book),
            "segment": shape.SEGMENTS[client.segment].name,
            "industry": client.industry,
            "region": client.place,
            "channel": client.channel,
        }
        for client in clients
    }
    store_customers(actor, drafts, _silent)
    note(actor, "customers", len(drafts))


def keys_of(posts: list[Post], clients: list[Client]) -> Keys:
    people = dict(Person.objects.values_list("code", "id"))
    seats = {
        (tenure.person_id, tenure.seat.parent.code): tenure.seat_id
        for tenure in Tenure.objects.select_related("seat__parent")
    }
    customers = dict(Customer.objects.values_list("code", "id"))
    products = dict(Product.objects.values_list("code", "id"))
    return Keys(
        person=np.array([people[post.person] for post in posts]),
        seat=np.array([seats[people[post.person], post.unit] for post in posts]),
        client=np.array([customers[client.code] for client in clients]),
        leaf=np.array([products[leaf.code] for leaf in shape.LEAVES]),
    )
