"""Reading customers under the one rule of sight."""

from django.db.models import Q, QuerySet

from quotamesh.base.people.models import Tenure
from quotamesh.base.people.viewer import Viewer
from quotamesh.do.customers.models import Customer


def visible_customers(viewer: Viewer, text: str = "") -> QuerySet[Customer]:
    """Customers whose owner holds, or held, a seat in the viewer's branches; ownerless ones only company-wide."""
    rows = Customer.objects.select_related("owner")
    if not viewer.sees_all:
        rows = rows.filter(owner__in=Tenure.objects.filter(viewer.units("seat__")).values("person_id"))
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(code__icontains=text))
    return rows
