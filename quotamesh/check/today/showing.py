"""How Today reads: the month in a line, an action with its reason and worth."""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quotamesh.base.shell.formats import percent
from quotamesh.check.attainment.spans import month_word
from quotamesh.check.today.queries import Standing


def headline(standing: Standing, day: date) -> str:
    """68 % of November · pace 97 % · 3 days left."""
    left = ngettext("%(n)d day left", "%(n)d days left", standing.days_left) % {"n": standing.days_left}
    if standing.attainment is None:
        return _("No target for %(month)s · %(left)s") % {"month": month_word(day.month), "left": left}
    values = {
        "share": percent(standing.attainment, 0),
        "month": month_word(day.month),
        "pace": percent(standing.pace, 0),
        "left": left,
    }
    if standing.pace is None:
        return _("%(share)s of %(month)s · %(left)s") % values
    return _("%(share)s of %(month)s · pace %(pace)s · %(left)s") % values


def later_days(today: date) -> list[tuple[date, str]]:
    """Until when one may put something off with one press."""
    monday = today + timedelta(7 - today.weekday())
    days = {
        today + timedelta(1): _("Tomorrow"),
        monday: _("Monday"),
        today + timedelta(14): _("In two weeks"),
    }
    return list(days.items())


def reasons() -> list[str]:
    return [_("Already dealt with"), _("Not worth it"), _("Not mine"), _("No longer true")]
