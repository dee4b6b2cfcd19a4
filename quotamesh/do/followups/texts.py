"""Texts of people as they are shown: what is invisible or would turn the line around does no harm."""

import re

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
BEGINNING = 120


def harmless(text: str) -> str:
    """For tables and files: control characters and turners of direction become a visible sign; lines end in one way."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n"))


def beginning(text: str, most: int = BEGINNING) -> str:
    """The first words of a text, on one line."""
    line = " ".join(harmless(text[: most * 4]).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
