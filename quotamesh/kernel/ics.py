"""Calendars as phones subscribe to them: iCalendar (RFC 5545), of nothing but events that last a day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LINE_BYTES = 75


@dataclass(frozen=True)
class DayEvent:
    """`uid` stays the same as long as it is the same event; `url` may be empty."""

    uid: str
    day: date
    title: str
    text: str = ""
    url: str = ""


def calendar(name: str, events: Iterable[DayEvent], now: datetime) -> str:
    """The whole calendar, ready to be sent as text/calendar. `now` is aware."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Quotamesh//Quotamesh//EN", "CALSCALE:GREGORIAN"),
        *("METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H"),
        *(line for event in events for line in _event(event, stamp)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _event(event: DayEvent, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(event.title)}"
    if event.text:
        yield f"DESCRIPTION:{escaped(event.text)}"
    if event.url:
        yield f"URL:{_plain(event.url)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """A text value: the signs that mean something are escaped, control characters go (RFC 5545, 3.3.11)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return _plain(text)


def _plain(text: str) -> str:
    return "".join(c for c in text if c >= " " and c != "\x7f")


def folded(line: str) -> str:
    """A line of at most 75 bytes, or several that begin with a space; no character is cut (3.1)."""
    pieces, room, start = [], LINE_BYTES, 0
    used = 0
    for place, character in enumerate(line):
        size = len(character.encode("utf-8", "replace"))
        if used + size > room:
            pieces.append(line[start:place])
            start, used, room = place, 0, LINE_BYTES - 1
        used += size
    pieces.append(line[start:])
    return "\r\n ".join(pieces)
