"""A day to be filled in: what was typed, read exactly, with what stood there when the page was made."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from quotamesh.base.shell.formats import grouped
from quotamesh.do.catalog.indicators import decimals
from quotamesh.do.measures.queries import Entry
from quotamesh.kernel.amount_text import NotAnAmount
from quotamesh.kernel.money import parse_amount


@dataclass
class Line:
    """An indicator on the page: its value as text, what the page had seen, and what is wrong with it."""

    code: str
    name: str
    meaning: str
    text: str
    seen: str
    digits: int
    error: str = ""

    @property
    def amount(self) -> int | None:
        """None where nothing is told.

        Raises:
            NotAnAmount
        """
        return parse_amount(self.text, self.digits) if self.text.strip() else None

    @property
    def seen_amount(self) -> int | None:
        return int(self.seen) if self.seen.isdecimal() else None


@dataclass
class DayForm:
    """All lines of a day; `told` holds those that were filled in or changed, with their amounts."""

    lines: list[Line]
    told: list[tuple[Line, int]] = field(default_factory=list)

    @classmethod
    def of(cls, entries: list[Entry], currency: str, sent=None) -> "DayForm":
        return cls([_line(entry, currency, sent) for entry in entries])

    def read(self) -> bool:
        """Whether all that was typed can be taken."""
        for line in self.lines:
            try:
                amount = line.amount
            except NotAnAmount:
                line.error = _("This is not a number. Write it like 12.")
                continue
            if amount is not None and amount < 0:
                line.error = _("A measured value is not below nought.")
            elif amount is not None and amount != line.seen_amount:
                self.told.append((line, amount))
            elif amount is None and line.seen:
                line.error = _("A value that was recorded is not taken away: write 0.")
        return not any(line.error for line in self.lines)


def _line(entry: Entry, currency: str, sent) -> Line:
    d = entry.definition
    digits = decimals(d, currency)
    text = "" if entry.amount is None else grouped(entry.amount, digits).removesuffix("." + "0" * digits)
    seen = "" if entry.amount is None else str(entry.amount)
    if sent is not None:
        text, seen = sent.get(f"v-{d.code}", "")[:40], sent.get(f"seen-{d.code}", "")[:20]
    return Line(d.code, str(d.name), str(d.meaning), text, seen, digits)
