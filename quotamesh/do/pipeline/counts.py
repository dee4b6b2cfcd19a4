"""What deals count by themselves: proposals, deals won and closed, first deals, depth of discovery."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Max, Min, QuerySet

from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.facts.measured import MeasureColumns
from quotamesh.do.facts.records import Count
from quotamesh.do.pipeline.models import Opportunity, StageMove

PROPOSALS, WON, CLOSED, NEW = (
    KEYS[code] for code in ("proposals", "deals_won", "deals_closed", "new_customers")
)
ASKED, ANSWERED = KEYS["discovery_questions"], KEYS["discovery_answers"]
OF_DEALS = ("seat_id", "product_id", "closed", "outcome", "new_customer")
OF_MOVES = ("seat_id", "opportunity__product_id", "day", "proposed", "asked", "answered")
AT_ONCE = 20_000


def of_closed(seat: int, product: int, day: date, outcome: str, new: bool) -> Iterator[Count]:
    yield CLOSED, seat, product, day, 1
    if outcome == Opportunity.Outcome.WON:
        yield WON, seat, product, day, 1
        if new:
            yield NEW, seat, product, day, 1


def of_move(seat: int, product: int, day: date, proposed: bool, asked: int, answered: int) -> Iterator[Count]:
    if proposed:
        yield PROPOSALS, seat, product, day, 1
    if asked:
        yield ASKED, seat, product, day, asked
    if answered:
        yield ANSWERED, seat, product, day, answered


def closed_deals() -> QuerySet[Opportunity]:
    return Opportunity.objects.exclude(outcome="").filter(closed__isnull=False).order_by()


def counting_moves() -> QuerySet[StageMove]:
    return StageMove.objects.exclude(proposed=False, asked=0).order_by()


def counts_of(deals: list[int]) -> list[Count]:
    """Every count of some deals, as they stand in the database."""
    closed = closed_deals().filter(pk__in=deals).values_list(*OF_DEALS)
    moves = counting_moves().filter(opportunity__in=deals).values_list(*OF_MOVES)
    found = [count for row in closed for count in of_closed(*row)]
    return found + [count for row in moves for count in of_move(*row)]


def counted(start: date, end: date) -> MeasureColumns:
    closed = closed_deals().filter(closed__range=(start, end)).values_list(*OF_DEALS)
    moves = counting_moves().filter(day__range=(start, end)).values_list(*OF_MOVES)
    found = [count for row in closed.iterator(chunk_size=AT_ONCE) for count in of_closed(*row)]
    found += [count for row in moves.iterator(chunk_size=AT_ONCE) for count in of_move(*row)]
    return MeasureColumns.of(found)


def days() -> list[date]:
    found = [
        *closed_deals().aggregate(Min("closed"), Max("closed")).values(),
        *counting_moves().aggregate(Min("day"), Max("day")).values(),
    ]
    return [day for day in found if day]
