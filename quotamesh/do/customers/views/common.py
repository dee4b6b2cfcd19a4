"""What the pages of customers share: finding one, and being told no."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from quotamesh.do.customers.access import may_write
from quotamesh.do.customers.models import Contact, Customer
from quotamesh.do.customers.queries import customer_in_sight, visible_customers

LONGEST_REVISION = 9


def find_customer(viewer, uid) -> Customer:
    found = customer_in_sight(viewer, uid)
    if found is None:
        raise Http404
    return found


def changeable(viewer, uid) -> Customer:
    found = find_customer(viewer, uid)
    if not may_write(viewer):
        raise PermissionDenied
    return found


def find_contact(viewer, uid) -> Contact:
    rows = Contact.objects.filter(uid=uid, customer__in=visible_customers(viewer).order_by().values("pk"))
    found = rows.select_related("customer").first()
    if found is None:
        raise Http404
    if not may_write(viewer):
        raise PermissionDenied
    return found


def revision_seen(request) -> int | None:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) <= LONGEST_REVISION else None


def plain(text: str | None, longest: int = 200) -> str:
    return (text or "").replace("\x00", "").strip()[:longest]
