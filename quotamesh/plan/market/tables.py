"""The inputs as the rows of the page's tables."""

from datetime import date
from typing import Any

from quotamesh.plan.market.kinds import FORCE_SCORES, POINTS, Area, Trend
from quotamesh.plan.market.models import Entry
from quotamesh.plan.market.queries import Book
from quotamesh.plan.market.typing_in import likely_and_ends, shown
from quotamesh.plan.market.words import SCORE_WORDS, TREND_SIGNS, entry_name

Row = dict[str, Any]


def _row(book: Book, entry: Entry, **more) -> Row:
    return {"entry": entry, "name": entry_name(entry), "stale": book.is_stale(entry), **more}


def _amounts(book: Book) -> dict[str, int]:
    found, parts = book.picture, book.picture.market.parts()
    rows = [*found.segments, *found.scans, *found.niches]
    amounts = [*parts.segments, *parts.scans, *parts.niches]
    return {row[0]: int(amount) for row, amount in zip(rows, amounts, strict=True)}


def segment_rows(book: Book, currency: str) -> list[Row]:
    amounts = _amounts(book)
    return [
        _row(
            book,
            entry,
            figures=[
                (each.label, *likely_and_ends(entry.values.get(each.name), each.measure, currency))
                for each in POINTS[Entry.Kind.SEGMENT]
            ],
            amount=amounts[str(entry.uid)],
        )
        for entry in book.of(Entry.Kind.SEGMENT)
    ]


def scan_rows(book: Book) -> list[Row]:
    amounts = _amounts(book)
    names = {str(each.uid): each.name for each in book.of(Entry.Kind.SEGMENT)}
    return [
        _row(
            book,
            entry,
            area=Area(entry.values["area"]).label,
            effect=likely_and_ends(entry.values["effect"], "change", ""),
            segments=[names[uid] for uid in entry.values.get("touches") or () if uid in names],
            amount=amounts[str(entry.uid)],
        )
        for entry in book.of(Entry.Kind.SCAN)
    ]


def matrix(book: Book) -> Row:
    """Competitors by criteria; a cell is sign, word and state, or None where nobody has judged."""
    criteria = book.of(Entry.Kind.CRITERION)
    amounts = _amounts(book)
    rows = []
    for entry in book.of(Entry.Kind.COMPETITOR):
        scores = entry.values.get("scores") or {}
        cells = [_score(scores.get(str(criterion.uid))) for criterion in criteria]
        niche = entry.values.get("niche")
        rows.append(_row(book, entry, cells=cells, niche=niche, amount=amounts.get(str(entry.uid))))
    return {"criteria": criteria, "rows": rows}


def _score(score: int | None) -> Row | None:
    if score is None:
        return None
    sign, word, state = SCORE_WORDS[score]
    return {"score": score, "sign": sign, "word": word, "state": state}


def force_rows(book: Book) -> list[Row]:
    return [
        _row(
            book,
            entry,
            score=entry.values["score"],
            dots="●" * entry.values["score"] + "○" * (FORCE_SCORES[-1] - entry.values["score"]),
            trend=Trend(entry.values["trend"]).label,
            sign=TREND_SIGNS[Trend(entry.values["trend"])],
            reason=entry.values["reason"],
        )
        for entry in book.of(Entry.Kind.FORCE)
    ]


def aim_rows(book: Book) -> list[Row]:
    return [
        _row(
            book,
            entry,
            share=shown(entry.values["share"], "share", ""),
            by=date.fromisoformat(entry.values["by"]),
        )
        for entry in book.of(Entry.Kind.AIM)
    ]
