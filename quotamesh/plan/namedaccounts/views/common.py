"""What the pages of named accounts share: the year, the filters, the tabs, and who may change what."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.base.shell.periods import year_name
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.namedaccounts.access import may_add, may_change, visible_accounts
from quotamesh.plan.namedaccounts.models import NamedAccount


def year_asked(request) -> int:
    running = FiscalCalendar(request.company.fiscal_start).fiscal_year(request.today)
    text = request.GET.get("year") or str(running)
    if not (text.isdecimal() and len(text) == 4 and running - 5 <= int(text) <= running + 5):
        raise Http404(text)
    return int(text)


def frame(request, active: str) -> dict:
    year = year_asked(request)
    running = FiscalCalendar(request.company.fiscal_start).fiscal_year(request.today)
    names = (("list", _("List")), ("plan", _("Coverage plan")), ("handovers", _("Hand-overs")))
    return {
        "year": year,
        "years": [(each, year_name(each)) for each in range(running - 1, running + 3)],
        "text": request.GET.get("text", "").replace("\x00", "").strip()[:100],
        "team": request.GET.get("team", "") if request.GET.get("team") in NamedAccount.Team.values else "",
        "teams": NamedAccount.Team.choices,
        "may_add": may_add(request.viewer),
        "tabs": [
            {
                "label": label,
                "url": reverse(f"namedaccounts:{name}") + f"?year={year}",
                "active": name == active,
            }
            for name, label in names
        ],
    }


def find_account(viewer, uid) -> NamedAccount:
    found = visible_accounts(viewer).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def changeable(viewer, uid) -> NamedAccount:
    found = find_account(viewer, uid)
    if not may_change(viewer, found.seat):
        raise PermissionDenied
    return found
