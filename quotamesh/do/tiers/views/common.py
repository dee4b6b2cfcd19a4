"""What the pages of tiers share: tabs, and words of tiers."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.do.tiers.access import may_set
from quotamesh.do.tiers.models import Tier


def tabs(request, active: str) -> list[dict]:
    names = (
        ("list", _("Customers by tier")),
        ("moves", _("Changes of tier")),
        ("cards", _("Service cards")),
        ("settings", _("Rules")),
    )
    return [
        {"label": label, "url": reverse(f"tiers:{name}"), "active": name == active} for name, label in names
    ]


def tier_asked(request, name: str = "tier") -> str:
    asked = request.GET.get(name, "")
    return asked if asked in Tier.values else ""


def text_asked(request) -> str:
    return request.GET.get("text", "").replace("\x00", "").strip()[:100]


def must_set(request) -> None:
    if not may_set(request.viewer):
        raise PermissionDenied


def seen_revision(request) -> int:
    """The revision a form was filled in from; one that cannot be is none that stands."""
    text = request.POST.get("seen", "")
    return int(text) if text.isdecimal() and len(text) < 9 else -1
