"""What the pages of leads share: the tabs, the words of the clock, finding one lead."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.do.leads import queries
from quotamesh.do.leads.access import may_change, sees_settings
from quotamesh.do.leads.clock import Left
from quotamesh.do.leads.models import Lead
from quotamesh.do.leads.queries import Ticking

SOONEST = 0.02


def tabs(request, active: str) -> list[dict]:
    """The parts of the feature there are for the viewer."""
    names = [
        ("list", _("Leads")),
        ("sources", _("Sources")),
        *([("rules", _("Assignment"))] if sees_settings(request.viewer) else []),
        ("rebates", _("Rebates")),
    ]
    return [
        {"label": label, "url": reverse(f"leads:{name}"), "active": name == active} for name, label in names
    ]


def find(request, uid) -> Lead:
    found = queries.find(request.viewer, uid)
    if found is None:
        raise Http404
    return found


def changeable(request, uid) -> Lead:
    found = find(request, uid)
    if not may_change(request.viewer, found):
        raise PermissionDenied
    return found


def duration(minutes: int) -> str:
    """Working time in words: 3 h 20 min."""
    hours, rest = divmod(abs(minutes), 60)
    if not hours:
        return _("%(min)d min") % {"min": rest}
    if not rest:
        return _("%(h)d h") % {"h": hours}
    return _("%(h)d h %(min)d min") % {"h": hours, "min": rest}


def clock_word(left: Left) -> str:
    values = {"time": duration(left.minutes)}
    return (_("overdue by %(time)s") if left.overdue else _("%(time)s left")) % values


def state_of(ticking: Ticking) -> tuple[str, str]:
    """State and word of a lead: the clock's while it runs, then what became of it."""
    lead, left = ticking.lead, ticking.left
    if left is not None:
        return "bad" if left.overdue else "watch" if left.soon else "good", clock_word(left)
    if lead.state == Lead.State.NEW:
        return "none", _("not answered")
    if lead.state == Lead.State.ANSWERED:
        late = lead.answer_due and lead.answered_at and lead.answered_at > lead.answer_due
        return ("watch", _("answered late")) if late else ("good", _("answered"))
    return "none", str(lead.get_state_display())


def ring(ticking: Ticking) -> int | None:
    """The part of the time that is left, in hundredths; a full ring when it is over."""
    left = ticking.left
    if left is None:
        return None
    return 100 if left.overdue else round(100 * min(1, max(SOONEST, left.minutes / left.of)))
