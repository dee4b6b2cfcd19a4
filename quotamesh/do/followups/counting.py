"""What follow-ups count: calls, visits, effective visits, and each of them once as a follow-up."""

from datetime import date

from django.db.models import Count, Max, Min

from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.facts.measured import MeasureColumns
from quotamesh.do.facts.records import Count as Counted
from quotamesh.do.followups.models import FollowUp

Way = FollowUp.Way
OF_WAY = {Way.CALL: KEYS["calls"], Way.VISIT: KEYS["visits"]}
FOLLOW_UPS, EFFECTIVE = KEYS["follow_ups"], KEYS["effective_visits"]
INDICATORS = frozenset({*OF_WAY.values(), FOLLOW_UPS, EFFECTIVE})


def is_effective(way: str, need: str, next_step: str, due: date | None) -> bool:
    """A visit that noted a need or feedback and agreed a next step with its date."""
    return way == Way.VISIT and bool(need.strip() and next_step.strip() and due)


def indicators_of(way: str, effective: bool) -> list[int]:
    found = [FOLLOW_UPS]
    if way in OF_WAY:
        found.append(OF_WAY[way])
    return [*found, EFFECTIVE] if effective else found


def counts_of(row: FollowUp) -> list[Counted]:
    """What one follow-up counts as it stands; nothing once it is withdrawn."""
    if row.withdrawn_at:
        return []
    keys = indicators_of(row.way, row.effective)
    return [(key, row.seat_id, row.product_id, row.day, 1) for key in keys]


def counted(start: date, end: date) -> MeasureColumns:
    """What all follow-ups of these days count, added up by the database first: they may be millions."""
    groups = (
        FollowUp.objects.filter(day__range=(start, end), withdrawn_at=None)
        .order_by()
        .values_list("seat_id", "product_id", "day", "way", "effective")
        .annotate(n=Count("pk"))
    )
    return MeasureColumns.of(
        [
            (key, seat, product, day, n)
            for seat, product, day, way, effective, n in groups.iterator(chunk_size=20_000)
            for key in indicators_of(way, effective)
        ]
    )


def days() -> list[date]:
    """The first and the last day of which there are follow-ups."""
    found = FollowUp.objects.aggregate(first=Min("day"), last=Max("day"))
    return [day for day in found.values() if day]
