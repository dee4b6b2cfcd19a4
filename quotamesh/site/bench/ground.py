"""A company to measure on, in this process's own data folder: units, people on seats, product lines, customers."""

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np

from quotamesh.site.bench.databases import TEMPLATE
from quotamesh.site.bench.problem import LINES, Dimensions

YEAR = 2026
TODAY = date(YEAR, 5, 20)
NOW = datetime(YEAR, 5, 20, 8, tzinfo=UTC)


@dataclass(frozen=True)
class Ground:
    """Keys of what was made, int64 each; `people` and `seats` in step."""

    company: object
    root: int
    teams: np.ndarray
    people: np.ndarray
    seats: np.ndarray
    lines: np.ndarray
    root_product: int
    customers: np.ndarray


def actor():
    from quotamesh.base.trail.actions import Actor

    return Actor("bench", NOW, None)


def lay_ground(dimensions: Dimensions, customers: int = 10, lines: int = LINES) -> Ground:
    """Make the company; its day stands still, so that pages show the same whenever they are measured."""
    open_database()
    from django.db import transaction

    with transaction.atomic():
        return _laid(dimensions, customers, lines)


def _laid(dimensions: Dimensions, customers: int, lines: int) -> Ground:
    from quotamesh.base.people.models import Person, Tenure, Unit
    from quotamesh.base.store import bulk
    from quotamesh.do.catalog.actions import root_product
    from quotamesh.site.setup import found

    company = found(actor(), name="Bench", country="CN", is_demo=True, demo_day=TODAY)
    root = Unit.objects.get(parent=None)
    kinds = Unit.Kind
    regions = _units(root.pk, {root.pk: root.path}, kinds.REGION, dimensions.regions, "R")
    teams = _units(None, regions, kinds.TEAM, dimensions.teams, "T")
    seats = _units(None, teams, kinds.SEAT, dimensions.people, "S")
    people = bulk.reserve_ids(Person, dimensions.people)
    rows = ((pk, bulk.new_uid_value(), f"P{i:05}", f"Person {i}", "") for i, pk in enumerate(people))
    bulk.insert(Person, ("id", "uid", "code", "name", "email"), rows)
    held = zip(seats, people, strict=True)
    bulk.insert(
        Tenure, ("uid", "seat", "person", "role"),
        ((bulk.new_uid_value(), seat, person, "representative") for seat, person in held),
    )  # fmt: skip
    top = root_product()
    return Ground(
        company=company,
        root=root.pk,
        teams=np.array(list(teams), dtype=np.int64),
        people=np.array(people, dtype=np.int64),
        seats=np.array(list(seats), dtype=np.int64),
        lines=_lines(top, lines),
        root_product=top.pk,
        customers=_customers(customers),
    )


def open_database() -> None:
    """An empty database with all its tables; a file is made once in a run and copied from then on."""
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection, connections

    django.setup()
    if connection.vendor == "postgresql":
        call_command("migrate", verbosity=0, interactive=False)
        return
    template = Path(os.environ[TEMPLATE])
    place = Path(settings.DATABASES["default"]["NAME"])
    if not template.exists():
        call_command("migrate", verbosity=0, interactive=False)
        connections.close_all()
        shutil.copy(place, template)
    elif not place.exists():
        shutil.copy(template, place)


def _units(parent: int | None, above: dict[int, str], kind: str, count: int, letter: str) -> dict[int, str]:
    """So many units spread evenly below those above; returns {key: path}."""
    from quotamesh.base.people.models import Unit
    from quotamesh.base.store import bulk
    from quotamesh.base.store.paths import place

    over = list(above)
    made: dict[int, str] = {}
    rows = []
    for i, pk in enumerate(bulk.reserve_ids(Unit, count)):
        holder = parent or over[i * len(over) // count]
        made[pk], depth = place(pk, above[holder])
        uid = bulk.new_uid_value()
        rows.append((pk, uid, f"{letter}{i:05}", f"{kind} {i}", kind, holder, made[pk], depth))
    fields = ("id", "uid", "code", "name", "kind", "parent", "path", "depth")
    bulk.insert(Unit, fields, rows)
    return made


def _lines(root, count: int) -> np.ndarray:
    from quotamesh.base.store import bulk
    from quotamesh.base.store.paths import place
    from quotamesh.do.catalog.models import Product

    keys = bulk.reserve_ids(Product, count)
    rows = (
        (pk, bulk.new_uid_value(), f"L{i:02}", f"Line {i}", root.pk, *place(pk, root.path))
        for i, pk in enumerate(keys)
    )
    bulk.insert(Product, ("id", "uid", "code", "name", "parent", "path", "depth"), rows)
    return np.array(keys, dtype=np.int64)


def _customers(count: int) -> np.ndarray:
    from quotamesh.base.store import bulk
    from quotamesh.do.customers.models import Customer

    keys = bulk.reserve_ids(Customer, count)
    rows = (
        (pk, bulk.new_uid_value(), f"C{i:06}", f"Customer {i}", "", "", "", "") for i, pk in enumerate(keys)
    )
    fields = ("id", "uid", "code", "name", "segment", "industry", "region", "channel")
    bulk.insert(Customer, fields, rows)
    return np.array(keys, dtype=np.int64)
