"""The cockpit's answer: how the period stands, what stands out below, who lacks what."""

from dataclasses import dataclass

from quotamesh.base.people.models import Unit
from quotamesh.base.people.queries import path_to
from quotamesh.check.attainment.figures import Figure
from quotamesh.check.attainment.pace_line import Course, course_of
from quotamesh.check.attainment.queries import Node, Reader, unit_nodes
from quotamesh.check.attainment.scope import Scope
from quotamesh.plan.targets.rows import OPEN, RESERVE

CARDS = ("revenue", "collections", "orders", "customers", "gross_margin_rate")
OF_THE_WORK = (
    "leads",
    "visits",
    "proposals",
    "lead_conversion",
    "new_customers",
)  # shown where there is something


@dataclass(frozen=True)
class Row:
    """A unit below the one looked at."""

    node: Node
    figure: Figure
    course: tuple[int, ...]

    @property
    def lacking(self) -> int:
        """What is missing against the expected so far; 0 when nothing is."""
        return max(self.figure.expected - self.figure.actual, 0)


@dataclass(frozen=True)
class Cockpit:
    scope: Scope
    path: tuple[Unit, ...]
    cards: tuple[Figure, ...]
    main: Figure
    rows: tuple[Row, ...]
    course: Course | None
    version: str
    kept_back: int
    unplaced: int

    def worst(self) -> Row | None:
        """The unit below that lacks most against its expected pace."""
        behind = [row for row in self.rows if row.figure.status in ("yellow", "red")]
        return max(behind, key=lambda row: row.lacking, default=None)


def cockpit(scope: Scope) -> Cockpit:
    """Everything on the page, for one unit and period."""
    children = Unit.objects.filter(scope.viewer.units(), parent=scope.unit).order_by("path")
    nodes = unit_nodes([scope.unit, *children], scope.product)
    codes = tuple(dict.fromkeys((scope.definition.code, *CARDS, *OF_THE_WORK)))
    reader = Reader(scope.span, codes, nodes)
    top, code = nodes[0], scope.definition.code
    rows = tuple(Row(node, reader.figure(node, code), tuple(reader.course(node, code))) for node in nodes[1:])
    return Cockpit(
        scope=scope,
        path=_way_to(scope),
        cards=_cards(reader, top),
        main=reader.figure(top, code),
        rows=tuple(row for row in rows if row.figure.target or row.figure.actual or row.figure.before),
        course=_course(scope, reader, top),
        version=reader.plan.name if reader.plan else "",
        kept_back=scope.span.of_period(reader.months(top, code, RESERVE)),
        unplaced=scope.span.of_period(reader.months(top, code, OPEN)),
    )


def _cards(reader: Reader, top: Node) -> tuple[Figure, ...]:
    """The results always; the work before them where somebody records it or it is wanted."""
    of_work = (reader.figure(top, card) for card in OF_THE_WORK)
    return (
        *(reader.figure(top, card) for card in CARDS),
        *(figure for figure in of_work if figure.actual or figure.base or figure.target),
    )


def _way_to(scope: Scope) -> tuple[Unit, ...]:
    """From the highest unit in sight down to the one looked at."""
    unit = scope.unit
    if unit.parent_id is None or unit.path in scope.viewer.branches:
        return (unit,)
    return tuple(path_to(unit, scope.viewer))


def _course(scope: Scope, reader: Reader, top: Node) -> Course | None:
    definition = scope.definition
    if not reader.by_day(definition):
        return None
    months = reader.months(top, definition.code)
    return course_of(scope.span, indicator=definition.key, unit=top.unit, months=months)
