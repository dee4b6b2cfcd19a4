"""Calendars as phones read them."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from quotamesh.kernel.ics import DayEvent, calendar, escaped, folded

NOW = datetime(2026, 11, 20, 4, tzinfo=UTC)


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_a_calendar_of_one_event():
    event = DayEvent(
        "1@quotamesh", date(2026, 12, 31), "报价; 送达, 华新", "line 1\nline 2", "https://x.example/1/"
    )
    assert unfolded(calendar("今天", [event], NOW)) == [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Quotamesh//Quotamesh//EN", "CALSCALE:GREGORIAN"),
        *("METHOD:PUBLISH", "X-WR-CALNAME:今天", "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "BEGIN:VEVENT"),
        *("UID:1@quotamesh", "DTSTAMP:20261120T040000Z", "DTSTART;VALUE=DATE:20261231"),
        *("DTEND;VALUE=DATE:20270101", "SUMMARY:报价\\; 送达\\, 华新", "DESCRIPTION:line 1\\nline 2"),
        *("URL:https://x.example/1/", "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR", ""),
    ]


@given(st.text(st.characters(blacklist_categories=["Cs"])))
def test_no_text_breaks_out_of_its_line(text):
    event = DayEvent("1", date(2026, 1, 1), text, text, "https://x.example/\r\nEND:VCALENDAR")
    found = calendar(text, [event], NOW)
    assert all(len(line.encode()) <= 75 for line in found.split("\r\n"))
    lines = unfolded(found)
    assert lines.count("END:VCALENDAR") == lines.count("BEGIN:VEVENT") == 1
    assert len([line for line in lines if line.startswith("SUMMARY:")]) == 1


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=400))
def test_folding_loses_nothing(text):
    assert folded(text).replace("\r\n ", "") == text
    assert folded(escaped(text)).replace("\r\n ", "") == escaped(text)
