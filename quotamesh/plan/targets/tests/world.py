"""A company for tests: regions, teams, people on seats, product lines, and users of three kinds."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from quotamesh.base.people.actions.found_company import found_company
from quotamesh.base.people.models import Company, Person, Role, Tenure, Unit, User
from quotamesh.base.people.viewer import Viewer, viewer_of
from quotamesh.base.store.paths import place
from quotamesh.base.trail.actions import Actor
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.indicators import KEYS, ensure_indicators
from quotamesh.do.catalog.models import Product
from quotamesh.plan.targets.actions import create_plan, split_plan
from quotamesh.plan.targets.models import Plan

DAY = date(2026, 5, 20)
NOW = datetime(2026, 5, 20, 8, 0, tzinfo=UTC)
ACTOR = Actor("planner", NOW, 1)
OTHER = Actor("somebody else", NOW, 2)


@dataclass
class World:
    company: Company
    root: Unit
    revenue: int
    all: Product
    units: dict[str, Unit] = field(default_factory=dict)
    lines: dict[str, Product] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    def viewer(self, name: str) -> Viewer:
        return viewer_of(self.users[name], DAY)

    def unit(self, code: str, parent: Unit, kind: str) -> Unit:
        unit = Unit.objects.create(code=code, name=f"Unit {code}", kind=kind, parent=parent)
        unit.path, unit.depth = place(unit.pk, parent.path)
        unit.save(update_fields=["path", "depth"])
        self.units[code] = unit
        return unit

    def seat(self, code: str, parent: Unit, role: str = Role.REPRESENTATIVE) -> Unit:
        seat = self.unit(code, parent, Unit.Kind.SEAT)
        person = Person.objects.create(code=f"p-{code}", name=f"Person {code}")
        Tenure.objects.create(seat=seat, person=person, role=role)
        return seat

    def line(self, code: str, parent: Product | None = None) -> Product:
        above = parent or self.all
        line = Product.objects.create(code=code, name=f"Line {code}", parent=above)
        line.path, line.depth = place(line.pk, above.path)
        line.save(update_fields=["path", "depth"])
        self.lines[code] = line
        return line

    def user(self, name: str, *, role: str = "", seat: str = "") -> User:
        person = self.units[seat].tenures.get().person if seat else None
        self.users[name] = User.objects.create(username=name, role=role, person=person)
        return self.users[name]

    def plan(self, name: str = "draft", total: int = 10_000_000_03, reserve_bp: int = 1_000) -> Plan:
        plan = create_plan(ACTOR, name=name, fiscal_year=2026)
        if total:
            split_plan(ACTOR, plan, self.revenue, total=total, weights="equal", reserve_bp=reserve_bp)
        return Plan.objects.get(pk=plan.pk)


def empty_world(**company) -> World:
    values = {"name": "Test", "currency": "CNY", "fiscal_start": 1, "country": "CN"} | company
    made = found_company(ACTOR, **values)
    ensure_indicators()
    ensure_indicators()
    return World(made, Unit.objects.get(parent=None), KEYS["revenue"], root_product())


def small_world() -> World:
    """East (E1: e11 leader, e12, e13; E2: e21) and North (N1: n11, n12), lines A and B."""
    world = empty_world()
    east = world.unit("east", world.root, Unit.Kind.REGION)
    north = world.unit("north", world.root, Unit.Kind.REGION)
    e1, e2 = world.unit("E1", east, Unit.Kind.TEAM), world.unit("E2", east, Unit.Kind.TEAM)
    n1 = world.unit("N1", north, Unit.Kind.TEAM)
    world.seat("e11", e1, Role.LEADER)
    for code, team in (("e12", e1), ("e13", e1), ("e21", e2), ("n11", n1), ("n12", n1)):
        world.seat(code, team)
    for code in ("A", "B"):
        world.line(code)
    world.user("planner", role=Role.SALES_OPERATIONS)
    world.user("leader", seat="e11")
    world.user("rep", seat="e12")
    return world
