"""The pipeline report: won, lost, open, win rate, won amount, cycle and weighted amount by whatever is asked."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from quotamesh.base.people.models import Person, Role, Tenure, Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.paths import ancestor_ids
from quotamesh.base.store.validity import valid_on
from quotamesh.do.catalog.models import Product
from quotamesh.do.pipeline import sources
from quotamesh.do.pipeline.access import visible_opportunities
from quotamesh.do.pipeline.actions.firsts import parts as parts_of
from quotamesh.do.pipeline.chances import Chances
from quotamesh.do.pipeline.models import Opportunity
from quotamesh.kernel.money import format_plain, minor_units
from quotamesh.kernel.pipeline import weighted

COLUMNS = ("code", "name", "won", "lost", "open", "win_rate", "won_amount", "cycle_days", "weighted_amount")
WON, LOST = Opportunity.Outcome.WON, Opportunity.Outcome.LOST


@dataclass
class Line:
    """Counts and sums of one row. `weighted` is None where nothing was ever closed: no chance is known."""

    code: str
    name: str
    won: int = 0
    lost: int = 0
    open: int = 0
    won_amount: int = 0
    open_amount: int = 0
    dated: int = 0
    days: int = 0
    weighted: int | None = 0

    @property
    def win_rate(self) -> float | None:
        closed = self.won + self.lost
        return self.won / closed if closed else None

    @property
    def cycle_days(self) -> float | None:
        return self.days / self.dated if self.dated else None

    def add(self, part: "Part") -> None:
        if part.outcome == WON:
            self.won += part.count
            self.won_amount += part.amount
        elif part.outcome == LOST:
            self.lost += part.count
        else:
            self.open += part.count
            self.open_amount += part.amount
            known = self.weighted is not None and part.weighted is not None
            self.weighted = self.weighted + part.weighted if known else None
        self.dated += part.dated
        self.days += part.days


@dataclass(frozen=True)
class Part:
    """Deals alike in everything a report can ask for; the weighted amount is rounded here, once, so that every
    way to sum them up gives the same total."""

    person: int
    seat_path: str
    product_path: str
    source: object
    outcome: str
    count: int
    amount: int
    dated: int
    days: int
    weighted: int | None


def pipeline(viewer: Viewer, by: str, today: date) -> list[Line]:
    """The report's lines, of what is in sight: by `unit`, `person`, `product` or `source`."""
    return WAYS[by](viewer, _parts(viewer, by == "source"), today)


def _parts(viewer: Viewer, with_source: bool) -> list[Part]:
    keys = ["owner_id", "seat__path", "product__path", "stage_id", "outcome"]
    rows = visible_opportunities(viewer).order_by()
    if with_source and (expression := sources.expression()) is not None:
        rows, keys = rows.annotate(source=expression), [*keys, "source"]
    sums = rows.values_list(*keys).annotate(Count("pk"), Sum("amount"), Count("cycle"), Sum("cycle"))
    chances, found = Chances.read(), []
    for owner, seat, product, stage, outcome, *rest in sums:
        source = rest.pop(0) if len(keys) > 5 else None
        count, amount, dated, days = rest[0], rest[1] or 0, rest[2], rest[3] or 0
        chance = None if outcome else chances.of(product, stage)
        value = weighted(amount, chance.ppm) if chance else None
        found.append(Part(owner, seat, product, source, outcome, count, amount, dated, days, value))
    return found


def _by_person(viewer: Viewer, parts: list[Part], today: date) -> list[Line]:
    """Who has deals, and who sells without having any."""
    sellers = Tenure.objects.filter(viewer.units("seat__"), valid_on(today), role=Role.REPRESENTATIVE)
    wanted = {part.person for part in parts} | set(sellers.values_list("person_id", flat=True))
    people = {person.pk: person for part in parts_of(wanted) for person in Person.objects.filter(pk__in=part)}
    lines = {pk: Line(people[pk].code, people[pk].name) for pk in wanted}
    for part in parts:
        lines[part.person].add(part)
    return sorted(lines.values(), key=lambda line: line.code)


def _by_unit(viewer: Viewer, parts: list[Part], _today: date) -> list[Line]:
    """Every unit in sight above the seats, each with all below it, in the order of the organisation."""
    units = Unit.objects.filter(viewer.units()).exclude(kind=Unit.Kind.SEAT).order_by("path")
    return _up_the_tree(units, ((ancestor_ids(part.seat_path), part) for part in parts))


def _by_product(_viewer: Viewer, parts: list[Part], _today: date) -> list[Line]:
    products = Product.objects.filter(depth__gt=0).order_by("path")
    return _up_the_tree(products, ((ancestor_ids(part.product_path), part) for part in parts))


def _up_the_tree(nodes: Iterable, placed: Iterable[tuple[list[int], Part]]) -> list[Line]:
    lines = {node.pk: Line(node.code, node.name) for node in nodes}
    for ancestors, part in placed:
        for key in ancestors:
            if key in lines:
                lines[key].add(part)
    return list(lines.values())


def _by_source(_viewer: Viewer, parts: list[Part], _today: date) -> list[Line]:
    """By the source of the lead that led to the deal; deals without a lead come last."""
    known = sources.names()
    lines: dict[object, Line] = defaultdict(lambda: Line("", str(sources.NONE)))
    lines |= {key: Line(code, name) for key, (code, name) in known.items()}
    for part in parts:
        lines[part.source if part.source in known else None].add(part)
    return sorted(lines.values(), key=lambda line: (not line.code, line.code))


WAYS: dict[str, Callable[[Viewer, list[Part], date], list[Line]]] = {
    "unit": _by_unit,
    "person": _by_person,
    "product": _by_product,
    "source": _by_source,
}


def values(line: Line, currency: str) -> tuple[str, ...]:
    """One row of the report as plain decimals, in the order of COLUMNS."""
    digits = minor_units(currency)
    return (
        line.code,
        line.name,
        str(line.won),
        str(line.lost),
        str(line.open),
        _ratio(line.win_rate),
        format_plain(line.won_amount, digits),
        _ratio(line.cycle_days),
        "" if line.weighted is None else format_plain(line.weighted, digits),
    )


def _ratio(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}"
