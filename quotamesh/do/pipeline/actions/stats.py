"""The small table on which probabilities rest: kept with every close, made anew from all moves each night."""

from collections import defaultdict
from datetime import date

from django.db import transaction
from django.db.models import F

from quotamesh.base.store import bulk
from quotamesh.base.store.paths import ancestor_ids
from quotamesh.do.catalog.models import Product
from quotamesh.do.pipeline.models import Opportunity, Stage, StageMove, StageStat
from quotamesh.kernel.pipeline import usual_stay

MAIN_LINE = 1  # depth below the root of all products
AT_ONCE = 20_000
Entries = dict[int, date | None]
OF_DEALS = ("pk", "product_id", "stage_id", "outcome", "opened", "closed")


def main_line(path: str) -> int:
    """The main line a product belongs to; the root is its own."""
    ids = ancestor_ids(path)
    return ids[min(MAIN_LINE, len(ids) - 1)]


def note_entry(entries: Entries, left: int | None, to: int, day: date, opened: date | None) -> None:
    """Of one move after the other: since when the deal stood in each stage for the first time."""
    if not entries and left is not None:
        entries[left] = opened
    entries.setdefault(to, day)


def of_deal(entries: Entries, ends: set[int], stage: int, opened: date | None) -> Entries:
    """Where a closed deal counts: in each open stage it went through, and in the one it ended in, since opened."""
    return {key: day for key, day in entries.items() if key not in ends} | {stage: opened}


def tally(deal: Opportunity, sign: int) -> None:
    """Add a closed deal to the table, or take it out again; called in the deal's transaction."""
    ends = set(Stage.objects.filter(kind__in=Stage.ENDS).values_list("pk", flat=True))
    entries: Entries = {}
    for left, to, day in deal.moves.order_by("id").values_list("from_stage_id", "to_stage_id", "day"):
        note_entry(entries, left, to, day, deal.opened)
    line, won = main_line(deal.product.path), deal.outcome == Opportunity.Outcome.WON
    for stage, entered in of_deal(entries, ends, deal.stage_id, deal.opened).items():
        days = _days(entered, deal.closed)
        StageStat.objects.get_or_create(line_id=line, stage_id=stage)
        StageStat.objects.filter(line_id=line, stage_id=stage).update(
            closed=F("closed") + sign,
            won=F("won") + sign * won,
            dated=F("dated") + sign * (days is not None),
            days=F("days") + sign * (days or 0),
        )


def _days(entered: date | None, closed: date | None) -> int | None:
    return max(0, (closed - entered).days) if entered and closed else None


@transaction.atomic
def renew_stats() -> bool:
    """Make the table anew from all closed deals, and each stage's usual stay. Returns whether it was right."""
    wanted = _all_sums()
    known = {
        (row.line_id, row.stage_id): [row.closed, row.won, row.dated, row.days]
        for row in StageStat.objects.filter(closed__gt=0)
    }
    if known != wanted:
        StageStat.objects.all().delete()
        rows = ([*key, *sums] for key, sums in wanted.items())
        bulk.insert(StageStat, ("line", "stage", "closed", "won", "dated", "days"), rows)
    _renew_usual()
    return known == wanted


def _all_sums() -> dict[tuple[int, int], list[int]]:
    lines = {pk: main_line(path) for pk, path in Product.objects.values_list("pk", "path")}
    ends = set(Stage.objects.filter(kind__in=Stage.ENDS).values_list("pk", flat=True))
    entries = _all_entries()
    sums: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    closed = Opportunity.objects.exclude(outcome="").order_by().values_list(*OF_DEALS)
    for pk, product, stage, outcome, opened, day in closed.iterator(chunk_size=AT_ONCE):
        won = outcome == Opportunity.Outcome.WON
        for key, entered in of_deal(entries.get(pk, {}), ends, stage, opened).items():
            row, days = sums[lines[product], key], _days(entered, day)
            row[0] += 1
            row[1] += won
            row[2] += days is not None
            row[3] += days or 0
    return dict(sums)


def _all_entries() -> dict[int, Entries]:
    found: dict[int, Entries] = defaultdict(dict)
    moves = StageMove.objects.exclude(opportunity__outcome="").order_by("opportunity_id", "id")
    fields = ("opportunity_id", "from_stage_id", "to_stage_id", "day", "opportunity__opened")
    for pk, left, to, day, opened in moves.values_list(*fields).iterator(chunk_size=AT_ONCE):
        note_entry(found[pk], left, to, day, opened)
    return found


def _renew_usual() -> None:
    stays: dict[int, list[int]] = defaultdict(list)
    moves = StageMove.objects.filter(stood__isnull=False, from_stage__isnull=False).order_by()
    for stage, days in moves.values_list("from_stage_id", "stood").iterator(chunk_size=AT_ONCE):
        stays[stage].append(days)
    cycles = Opportunity.objects.filter(cycle__isnull=False).order_by().values_list("cycle", flat=True)
    whole = usual_stay(list(cycles.iterator(chunk_size=AT_ONCE)))
    for stage in Stage.objects.all():
        usual = whole if stage.kind == Stage.Kind.WON else usual_stay(stays[stage.pk])
        if usual != stage.usual:
            Stage.objects.filter(pk=stage.pk).update(usual=usual)
