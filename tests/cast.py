"""A small standing company for tests: who is where, what they sold, and what they are asked for.

    company ── East ── E1: leader_e1, rep_e1a, rep_e1b        products ── ENERGY
            │       └─ E2: leader_e2, rep_e2a                          ├─ MACHINES ── PUMPS, VALVES
            └─ North ── N1: leader_n1, rep_n1a                         └─ SERVICE
    director (company), region_east, operations, finance, analyst (company), administrator (no seat)

Every username is a person's code too (the administrator has none). Fiscal year from January, yuan, the day is
2025-09-15; orders of 2024 and 2025 with returns, shared credits, dollars and payments; plans 'FY2024' and
'FY2025' in force, 'Draft' a draft, 'Ambitious' a scenario for 2026.
"""

from datetime import UTC, date, datetime

from django.db import connection, transaction
from django.test import Client

from quotamesh.base.people.models import Person, Tenure, Unit, User
from quotamesh.base.people.viewer import Viewer, viewer_of
from quotamesh.base.trail.actions import Actor
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.catalog.models import Product
from quotamesh.do.orders.models import Order, Payment
from quotamesh.plan.targets.models import Plan
from tests import cast_records

TODAY = date(2025, 9, 15)
ACTOR = Actor("test", datetime(2025, 9, 15, 2, tzinfo=UTC))
PASSWORD = "correct horse battery"
ANONYMOUS = "anonymous"

Snapshot = list[tuple[str, list[str], list[tuple]]]


class Cast:
    """Reads the cast by its names; keys are never written down in tests."""

    today = TODAY
    password = PASSWORD

    def unit(self, code: str) -> Unit:
        return Unit.objects.get(code=code)

    def seat(self, person: str) -> Unit:
        """The seat a person holds on the cast's day."""
        return next(t.seat for t in self.tenures(person) if t.covers(TODAY))

    def tenures(self, person: str) -> list[Tenure]:
        found = Tenure.objects.filter(person__code=person).select_related("seat", "seat__parent")
        return list(found.order_by("valid_from"))

    def person(self, code: str) -> Person:
        return Person.objects.get(code=code)

    def user(self, username: str) -> User:
        return User.objects.get(username=username)

    def viewer(self, username: str) -> Viewer:
        return viewer_of(self.user(username), TODAY)

    def product(self, code: str) -> Product:
        return Product.objects.get(code=code)

    def order(self, number: str) -> Order:
        return Order.objects.get(number=number)

    def payment(self, number: str) -> Payment:
        return Payment.objects.get(number=number)

    def plan(self, name: str) -> Plan:
        return Plan.objects.get(name=name)

    def indicator(self, code: str = "revenue") -> int:
        return KEYS[code]

    def client(self, username: str = ANONYMOUS, **more) -> Client:
        """A browser, signed in unless it is nobody's; speaks English."""
        client = Client(headers={"accept-language": "en"}, **more)
        if username != ANONYMOUS:
            client.force_login(self.user(username), backend="django.contrib.auth.backends.ModelBackend")
        return client


def tables() -> list[str]:
    return [name for name in connection.introspection.table_names() if name != "django_migrations"]


def take_snapshot() -> Snapshot:
    """Build the cast in a transaction that is undone, and keep what it wrote."""
    with transaction.atomic():
        empty()
        cast_records.build(ACTOR, TODAY, PASSWORD)
        rows = [kept for table in tables() if (kept := _rows(table))[2]]
        transaction.set_rollback(True)
    return rows


def _rows(table: str) -> tuple[str, list[str], list[tuple]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        return table, [column[0] for column in cursor.description], cursor.fetchall()


def empty() -> None:
    """Take everything away, inside the transaction that is open."""
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")


def lay_down(snapshot: Snapshot) -> None:
    """Put the cast's rows in place of whatever is there. Foreign keys are checked when the transaction ends."""
    empty()
    with connection.cursor() as cursor:
        for table, columns, rows in snapshot:
            names = ", ".join(connection.ops.quote_name(column) for column in columns)
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(
                f"INSERT INTO {connection.ops.quote_name(table)} ({names}) VALUES ({marks})", rows
            )
