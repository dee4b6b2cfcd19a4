"""What surrounds every page: navigation, names, the demo's role switcher."""

from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.base.approvals.queries import waiting_count
from quotamesh.base.people.views import demo_cast
from quotamesh.plan.calibration.access import may_read as may_read_calibrations
from quotamesh.plan.market.access import may_read


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
        "is_demo": company.is_demo,
        "demo_cast": demo_cast() if company.is_demo else [],
    }


def navigation(request) -> list[dict]:
    """The places the viewer may go, the present one marked."""
    viewer = request.viewer

    def item(name: str, label: str, icon: str, *, phone: bool = False, count: int = 0) -> dict:
        url = reverse(name)
        active = request.path == url or (url != "/" and request.path.startswith(url))
        return {"label": label, "url": url, "icon": icon, "active": active, "phone": phone, "count": count}

    sells = "representative" in viewer.roles
    check = [
        item("cockpit:show", _("Cockpit"), "gauge", phone=True),
        item("attainment:show", _("Attainment"), "chart-column", phone=True),
    ]
    plan = [
        item("rounds:show", _("Planning"), "flag"),
        *([item("market:show", _("Market"), "search")] if may_read(viewer) else []),
        item("experts:list", _("Expert rounds"), "users"),
        *([item("calibration:list", _("Calibration"), "scale")] if may_read_calibrations(viewer) else []),
        item("targets:plans", _("Targets"), "target", phone=True),
        *([item("paradigms:lines", _("Paradigms"), "git-branch")] if viewer.sees_all else []),
        item("agreements:board", _("Agreements"), "handshake"),
        item("namedaccounts:list", _("Named accounts"), "contact"),
        item("salesplans:index", _("Sales plans"), "notebook-pen"),
        item("adjustments:list", _("Adjustments"), "sliders-horizontal"),
        item("approvals:inbox", _("Approvals"), "inbox", count=waiting_count(viewer, request.today)),
    ]
    do = [
        *([item("measures:record", _("Record"), "notebook-pen", phone=sells)] if viewer.person_id else []),
        item("orders:list", _("Orders"), "receipt-text", phone=True),
        item("customers:list", _("Customers"), "building-2"),
    ]
    base = [
        item("people:organisation", _("Organisation"), "network"),
        item("catalog:products", _("Products"), "package"),
        item("catalog:indicators", _("Indicators"), "scale"),
        item("catalog:calendar", _("Calendar"), "calendar-days"),
    ]
    if viewer.can("import"):
        base.append(item("exchange:index", _("Imports"), "upload"))
    base.append(item("jobs:index", _("Jobs"), "rows-3"))
    if viewer.can("read_trail"):
        base.append(item("trail:list", _("Trail"), "history"))
    if viewer.can("administer"):
        base.append(item("people:accounts", _("Sign-ins"), "users"))
    base.append(item("people:tokens", _("API keys"), "key-round"))
    groups = [
        {"label": _("Check"), "items": check},
        {"label": _("Plan"), "items": plan},
        {"label": _("Do"), "items": do},
        {"label": _("Settings"), "items": base},
    ]
    if request.company.setup_step and viewer.can("administer"):
        groups.insert(0, {"label": "", "items": [item("setup", _("Set up my company"), "check")]})
    return groups
