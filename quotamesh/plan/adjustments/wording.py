"""What stands in the way of an adjustment, and where it stands, in the user's language."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _

from quotamesh.base.shell.periods import month_name, year_name
from quotamesh.plan.adjustments import errors


def _month(text: str) -> str:
    day = date.fromisoformat(text)
    return month_name(day.year, day.month)


SENTENCES: dict[type[Exception], Callable] = {
    errors.NotAllowed: lambda e: _("You may read this, but not change it."),
    errors.NothingInForce: lambda e: (
        _("%(year)s has no plan in force: edit its draft, there is nothing to adjust.")
        % {"year": year_name(e.year)}
    ),
    errors.PastMonth: lambda e: (
        _("%(month)s is over: what was agreed for it stays. Choose the present month or a later one.")
        % {"month": _month(e.month)}
    ),
    errors.EarlierMonths: lambda e: (
        _("%(unit)s would change in month %(month)d of the year, before the adjustment takes effect.")
        % {"unit": e.unit, "month": e.month + 1}
    ),
    errors.NothingChanged: lambda e: _("Every amount is as it is in force. Enter the new numbers first."),
    errors.NotDraft: lambda e: _(
        "This adjustment is asked for or closed: its numbers stay. Propose another."
    ),
    errors.BaseSuperseded: lambda e: (
        _("Another plan has come into force since this was begun from “%(base)s”. Propose it anew.")
        % {"base": e.base}
    ),
    errors.OutsideBranch: lambda e: (
        _("%(unit)s does not belong to the branch of this adjustment.") % {"unit": e.unit}
    ),
    errors.OthersOutside: lambda e: (
        _(
            "Those beside %(unit)s lie outside this adjustment: change units below, or propose it for the unit above."
        )
        % {"unit": e.unit}
    ),
    errors.ReasonWanted: lambda e: _("Say why the targets should change."),
    errors.TextTooLong: lambda e: _("At most %(most)d characters.") % {"most": e.most},
}
WORDED = tuple(SENTENCES)


def sentence(error: Exception) -> str:
    return SENTENCES[type(error)](error)


STATES = {
    "draft": "none",
    "asked": "watch",
    "approved": "good",
    "refused": "bad",
    "withdrawn": "none",
    "lapsed": "watch",
}
