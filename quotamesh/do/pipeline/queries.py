"""Reading deals: the board, the list, one deal with all that is known of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Sum, Value, When

from quotamesh.base.people.models import Person, Tenure
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.paths import below
from quotamesh.base.store.validity import valid_on
from quotamesh.do.customers.models import Contact
from quotamesh.do.pipeline.access import visible_opportunities
from quotamesh.do.pipeline.chances import Chances
from quotamesh.do.pipeline.flows import FlowBook, flow_book
from quotamesh.do.pipeline.gates import Contacts, Gate, answers_of, gate_of
from quotamesh.do.pipeline.models import GateItem, Opportunity, Stage
from quotamesh.kernel.pipeline import Chance, weighted

CARDS = 300
RELATED = ("customer", "owner", "product", "seat")
SORTS = {
    "name": "name", "customer": "customer__name", "owner": "owner__name", "amount": "amount",
    "entered": "entered", "expected": "expected", "closed": "closed", "opened": "opened",
}  # fmt: skip


@dataclass(frozen=True)
class Card:
    """An open deal on the board: what its gate lacks, since how many days it stands, whether it is stuck."""

    deal: Opportunity
    stage: Stage
    gate: Gate
    age: int | None
    usual: int | None
    chance: Chance | None

    @property
    def stuck(self) -> bool:
        return self.age is not None and self.usual is not None and self.age > self.usual


@dataclass
class Column:
    """A stage on the board. `weighted` is None while no chance is known."""

    stage: Stage
    count: int = 0
    amount: int = 0
    weighted: int | None = 0
    stuck: int = 0
    cards: list[Card] = field(default_factory=list)

    def add(self, count: int, amount: int, value: int | None, stuck: int) -> None:
        self.count += count
        self.amount += amount
        self.stuck += stuck
        self.weighted = None if value is None or self.weighted is None else self.weighted + value


@dataclass(frozen=True)
class Board:
    columns: list[Column]
    ends: list[Stage]
    shown: int

    @property
    def count(self) -> int:
        return sum(column.count for column in self.columns)

    @property
    def amount(self) -> int:
        return sum(column.amount for column in self.columns)

    @property
    def stuck(self) -> int:
        return sum(column.stuck for column in self.columns)

    @property
    def weighted(self) -> int | None:
        values = [column.weighted for column in self.columns if column.count]
        return None if None in values else sum(value for value in values if value is not None)


def stay_of(book: FlowBook, stage: Stage) -> int | None:
    """The days in which four deals in five left a stage; where too few did, the days of their whole way."""
    return stage.usual if stage.usual is not None else book.end(stage.flow_id, Stage.Kind.WON).usual


def stuck_condition(book: FlowBook, today: date) -> Q:
    """The condition that an open deal has stood in its stage for longer than usual."""
    found = Q(pk__in=[])
    for pk in book.open_ids:
        if (usual := stay_of(book, book.stages[pk])) is not None:
            found |= Q(stage=pk, entered__lt=today - timedelta(days=usual))
    return found


def still_open(book: FlowBook) -> Q:
    """The condition that a deal is open. It names the stages too: by them open deals are found among closed ones."""
    return Q(outcome="", stage__in=book.open_ids)


def board(viewer: Viewer, condition: Q, today: date, book: FlowBook, flow: int, chances: Chances) -> Board:
    """The open deals of a flow by stage. Three queries; four where a gate asks for contacts' parts."""
    stages = book.open_stages(flow)
    rows = visible_opportunities(viewer).filter(condition, outcome="", stage__in=[s.pk for s in stages])
    columns = {stage.pk: Column(stage) for stage in stages}
    stuck = Count("pk", filter=stuck_condition(book, today))
    sums = (
        rows.order_by()
        .values_list("stage_id", "product__path")
        .annotate(deals=Count("pk"), sum=Sum("amount"), overdue=stuck)
    )
    for stage, product, count, amount, overdue in sums:
        chance = chances.of(product, stage)
        value = weighted(amount or 0, chance.ppm) if chance else None
        columns[stage].add(count, amount or 0, value, overdue)
    deals = rows.select_related(*RELATED).order_by(F("amount").desc(nulls_last=True), "id")[:CARDS]
    for card in cards(book, chances, deals, today):
        columns[card.stage.pk].cards.append(card)
    ends = [stage for stage in book.of_flow[flow] if stage.is_end]
    return Board(list(columns.values()), ends, sum(len(column.cards) for column in columns.values()))


def cards(book: FlowBook, chances: Chances, rows: QuerySet[Opportunity], today: date) -> Iterable[Card]:
    """Deals with what their gates lack. Two queries."""
    if _asks_for_contacts(book):
        rows = rows.annotate(
            has_contact=Exists(Contact.objects.filter(customer=OuterRef("customer"))),
            has_decider=Exists(
                Contact.objects.filter(customer=OuterRef("customer"), part=Contact.Part.DECIDES)
            ),
        )
    deals = list(rows)
    answers = answers_of(deal.pk for deal in deals)
    for deal in deals:
        deal.stage = book.stages[deal.stage_id]
        contacts = Contacts(getattr(deal, "has_contact", False), getattr(deal, "has_decider", False))
        gate = gate_of(book, deal.stage, deal, answers.get(deal.pk, {}), contacts)
        age = max(0, (today - deal.entered).days) if deal.entered else None
        chance = chances.of(deal.product.path, deal.stage_id) if deal.is_open else None
        yield Card(deal, deal.stage, gate, age, stay_of(book, deal.stage), chance)


def _asks_for_contacts(book: FlowBook) -> bool:
    wanted = {GateItem.Field.CONTACT, GateItem.Field.DECIDER}
    return any(item.field in wanted for items in book.items.values() for item in items)


@dataclass(frozen=True)
class Asked:
    """What a list is narrowed to; empty: not at all."""

    text: str = ""
    outcome: str | None = ""
    stage: int | None = None
    product: str = ""
    stuck: bool = False
    sort: str = "-amount"


def listed(
    viewer: Viewer, condition: Q, asked: Asked, today: date, book: FlowBook | None = None
) -> QuerySet[Opportunity]:
    """Deals in sight, narrowed and sorted; `outcome` None is all."""
    book = book or flow_book()
    rows = visible_opportunities(viewer).filter(condition).select_related(*RELATED, "stage")
    if asked.outcome is not None:
        rows = rows.filter(Q(outcome=asked.outcome) if asked.outcome else still_open(book))
    if asked.stage:
        rows = rows.filter(stage=asked.stage)
    if asked.product:
        rows = rows.filter(below(asked.product, "product__path"))
    if asked.text:
        text = asked.text
        rows = rows.filter(Q(name__icontains=text) | Q(code__iexact=text) | Q(customer__name__icontains=text))
    if asked.stuck:
        rows = rows.filter(stuck_condition(book, today))
    column = F(SORTS.get(asked.sort.removeprefix("-"), "amount"))
    down = asked.sort.startswith("-")
    return rows.order_by(column.desc(nulls_last=True) if down else column.asc(nulls_last=True), "-id")


def totals(viewer: Viewer, condition: Q, today: date, book: FlowBook, chances: Chances) -> dict[str, Any]:
    """Open deals in sight: how many, their amount, weighted amount, and how many are stuck. One query."""
    rows = visible_opportunities(viewer).filter(condition, still_open(book))
    stuck = Count("pk", filter=stuck_condition(book, today))
    sums = (
        rows.order_by()
        .values_list("stage_id", "product__path")
        .annotate(deals=Count("pk"), sum=Sum("amount"), overdue=stuck)
    )
    found = {"count": 0, "amount": 0, "weighted": 0, "stuck": 0, "known": bool(chances.known)}
    for stage, product, count, amount, overdue in sums:
        chance = chances.of(product, stage)
        found["count"] += count
        found["amount"] += amount or 0
        found["stuck"] += overdue
        found["weighted"] += weighted(amount or 0, chance.ppm) if chance else 0
    return found


def find(viewer: Viewer, uid: UUID) -> Opportunity | None:
    return visible_opportunities(viewer).filter(uid=uid).select_related(*RELATED, "stage").first()


def in_sight_by_uid(viewer: Viewer, uids: list[UUID]) -> list[Opportunity]:
    """Deals in sight, in the order asked for."""
    rows = visible_opportunities(viewer).select_related(*RELATED, "stage")
    found = {
        row.uid: row for at in range(0, len(uids), 500) for row in rows.filter(uid__in=uids[at : at + 500])
    }
    return [found[uid] for uid in dict.fromkeys(uids) if uid in found]


def holders(viewer: Viewer, day: date) -> list[tuple[Person, int, bool]]:
    """Whose open deals are in sight, how many, and whether they hold no seat any more; those first. Three queries."""
    rows = visible_opportunities(viewer).filter(outcome="").order_by()
    counts = dict(rows.values_list("owner_id").annotate(Count("pk")))
    still = set(Tenure.objects.filter(valid_on(day)).values_list("person_id", flat=True))
    people = Person.objects.filter(
        pk__in=visible_opportunities(viewer).filter(outcome="").order_by().values("owner")
    )
    found = [(each, counts.get(each.pk, 0), each.pk not in still) for each in people.order_by("name", "code")]
    return sorted(found, key=lambda each: not each[2])


def open_deals_of(viewer: Viewer, person: Person) -> QuerySet[Opportunity]:
    """The open deals of somebody, as far as they are in sight."""
    rows = visible_opportunities(viewer).filter(owner=person, outcome="")
    return rows.select_related(*RELATED, "stage").order_by(F("amount").desc(nulls_last=True), "id")


@dataclass(frozen=True)
class Reason:
    """A reason of loss: how many deals, and what they would have brought."""

    code: str
    words: str
    count: int
    amount: int


def closings(viewer: Viewer, condition: Q, start: date, end: date) -> tuple[int, int]:
    """How many deals were won and how many closed in a time. One query."""
    rows = visible_opportunities(viewer).filter(condition, closed__range=(start, end)).exclude(outcome="")
    counts = dict(rows.order_by().values_list("outcome").annotate(Count("pk")))
    return counts.get(Opportunity.Outcome.WON, 0), sum(counts.values())


def losses(viewer: Viewer, condition: Q, start: date, end: date) -> list[Reason]:
    """Why deals were lost in a time, the most frequent first."""
    rows = visible_opportunities(viewer).filter(condition, outcome="lost", closed__range=(start, end))
    own = Case(When(why="", then=F("reason")), default=Value(""))
    sums = rows.order_by().annotate(own=own).values_list("why", "own").annotate(Count("pk"), Sum("amount"))
    found = [Reason(why, words, count, amount or 0) for why, words, count, amount in sums]
    return sorted(found, key=lambda reason: (-reason.count, -reason.amount, reason.words))
