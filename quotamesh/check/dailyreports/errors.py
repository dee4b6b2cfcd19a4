"""What stands in the way, with a sentence for people."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from quotamesh.base.shell.formats import local_date


class ReportError(Exception):
    """`code` for programs, `status` of the answer, `details` for whoever wants to try again."""

    code, status = "refused", 422

    @property
    def details(self) -> dict[str, Any]:
        return {}

    def words(self) -> str:
        raise NotImplementedError


class BadDay(ReportError):
    """A day that has not come, or one too long ago."""

    code = "bad_day"

    def __init__(self, day: date, first: date, last: date):
        super().__init__(day)
        self.day, self.first, self.last = day, first, last

    @property
    def details(self) -> dict[str, Any]:
        return {"first": self.first, "last": self.last}

    def words(self) -> str:
        told = _("A report can be sent for days from %(first)s to %(last)s.")
        return told % {"first": local_date(self.first), "last": local_date(self.last)}


class Settled(ReportError):
    """Its time for corrections has passed."""

    code, status = "settled", 409

    def words(self) -> str:
        return _("A report is corrected until the end of the next day. Add to it below; that stays visible.")


class StaleReport(ReportError):
    """The report was sent or corrected meanwhile, on another device."""

    code, status = "stale", 409

    def __init__(self, now: int, words: str = "", things: tuple[str, ...] = ()):
        super().__init__(now)
        self.now, self.told, self.things = now, words, things

    @property
    def details(self) -> dict[str, Any]:
        return {"revision": self.now, "words": self.told, "things": list(self.things)}

    def words(self) -> str:
        return _("This report was sent meanwhile from elsewhere. What stands there now: “%(told)s”.") % {
            "told": "; ".join(filter(None, (self.told, *self.things)))[:500] or "–"
        }


class NothingSaid(ReportError):
    code = "nothing_said"

    def words(self) -> str:
        return _("Write something first.")


class NotTheirs(ReportError):
    """Only the writer corrects a report or adds to it; others comment."""

    code, status = "not_allowed", 403

    def words(self) -> str:
        return _("Only who wrote the report changes it.")
