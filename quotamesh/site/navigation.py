"""What surrounds every page: navigation, names, the demo's role switcher."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quotamesh.base.approvals.queries import waiting_count
from quotamesh.base.notices.queries import MOST, unread_count
from quotamesh.base.people.models import Role
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.people.views import demo_cast
from quotamesh.base.shell.places import Group, Place
from quotamesh.plan.calibration.access import may_read as may_read_calibrations
from quotamesh.plan.market.access import may_read as may_read_market

SELLERS = {Role.REPRESENTATIVE, Role.SDR, Role.BD, Role.PRESALES}
Test = Callable[[Viewer], bool]


def everybody(_viewer: Viewer) -> bool:
    return True


def nobody(_viewer: Viewer) -> bool:
    return False


def sells(viewer: Viewer) -> bool:
    return bool(viewer.roles & SELLERS)


def leads(viewer: Viewer) -> bool:
    return not sells(viewer)


def works_here(viewer: Viewer) -> bool:
    return viewer.person_id is not None


def sees_all(viewer: Viewer) -> bool:
    return viewer.sees_all


def may(right: str) -> Test:
    return lambda viewer: viewer.can(right)


@dataclass(frozen=True)
class Entry:
    """A place by the name of its address: who sees it, who has it at the thumb, and what waits there."""

    name: str
    label: str | Promise
    icon: str
    seen: Test = everybody
    phone: Test = nobody
    count: Callable[[HttpRequest], int] | None = None


@dataclass(frozen=True)
class Section:
    """`folded`: for whom it begins folded."""

    code: str
    label: str | Promise
    entries: tuple[Entry, ...]
    folded: Test = nobody


SECTIONS = (
    Section("home", "", (
        Entry("today:show", _("Today"), "house", seen=works_here, phone=sells),
        Entry("cockpit:show", _("Cockpit"), "gauge", phone=leads),
        Entry("attainment:show", _("Attainment"), "chart-column", phone=leads),
    )),
    Section("do", _("Do"), (
        Entry("followups:list", _("Follow-ups"), "pencil", phone=sells),
        Entry("dailyreports:list", _("Daily report"), "file-spreadsheet", phone=sells),
        Entry("customers:list", _("Customers"), "building-2"),
        Entry("pipeline:board", _("Pipeline"), "kanban", phone=sells),
        Entry("projects:index", _("Projects"), "flag"),
        Entry("leads:list", _("Leads"), "funnel"),
        Entry("namedaccounts:list", _("Named accounts"), "contact"),
        Entry("tiers:list", _("Tiers"), "coins"),
        Entry("orders:list", _("Orders"), "receipt-text", phone=leads),
        Entry("measures:record", _("Figures by hand"), "plus", seen=works_here),
    )),
    Section("plan", _("Plan"), (
        Entry("rounds:show", _("Planning"), "split"),
        Entry("market:show", _("Market"), "search", seen=may_read_market),
        Entry("experts:list", _("Expert rounds"), "users"),
        Entry("calibration:list", _("Calibration"), "scale", seen=may_read_calibrations),
        Entry("targets:plans", _("Targets"), "target", phone=everybody),
        Entry("paradigms:lines", _("Paradigms"), "git-branch", seen=sees_all),
        Entry("agreements:board", _("Agreements"), "handshake"),
        Entry("salesplans:index", _("Sales plans"), "notebook-pen"),
        Entry("adjustments:list", _("Adjustments"), "sliders-horizontal"),
        Entry(
            "approvals:inbox", _("Approvals"), "inbox",
            count=lambda request: waiting_count(request.viewer, request.today),
        ),
    )),
    Section("settings", _("Settings"), (
        Entry("people:organisation", _("Organisation"), "network"),
        Entry("catalog:products", _("Products"), "package"),
        Entry("catalog:indicators", _("Indicators"), "scale"),
        Entry("catalog:calendar", _("Calendar"), "calendar-days"),
        Entry("exchange:index", _("Imports"), "upload", seen=may("import")),
        Entry("jobs:index", _("Jobs"), "rows-3"),
        Entry("trail:list", _("Trail"), "history", seen=may("read_trail")),
        Entry("people:accounts", _("Sign-ins"), "users", seen=may("administer")),
        Entry("people:tokens", _("API keys"), "key-round"),
    ), folded=sells),
)  # fmt: skip
SET_UP = Section("setup", "", (Entry("setup", _("Set up my company"), "check"),))


def page_frame(request):
    """Context for every page. Nothing is read for those who are not signed in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or request.headers.get("HX-Request"):
        return {}
    company = request.company
    return {
        "nav": navigation(request),
        "company_name": company.name,
        "viewer_name": request.viewer.name,
        "bell": bell(request),
        "is_demo": company.is_demo,
        "demo_cast": demo_cast() if company.is_demo else [],
    }


def bell(request) -> dict:
    """The way to the notices, with how many are unread."""
    count = unread_count(request.viewer)
    return {
        "url": reverse("notices:list"),
        "count": f"{MOST}+" if count > MOST else str(count or ""),
        "active": request.path.startswith(reverse("notices:list")),
    }


def navigation(request) -> list[Group]:
    """The places the viewer may go, the present one marked."""
    unfinished = request.company.setup_step and request.viewer.can("administer")
    return [_group(request, section) for section in ((SET_UP, *SECTIONS) if unfinished else SECTIONS)]


def _group(request, section: Section) -> Group:
    viewer = request.viewer
    places = tuple(_place(request, entry) for entry in section.entries if entry.seen(viewer))
    return Group(str(section.label), places, section.code, section.folded(viewer))


def _place(request, entry: Entry) -> Place:
    url = _address(entry.name)
    active = request.path == url or (url != "/" and request.path.startswith(url))
    count = entry.count(request) if entry.count else 0
    return Place(str(entry.label), url, entry.icon, active, entry.phone(request.viewer), count)


@cache
def _address(name: str) -> str:
    return reverse(name)
