"""Customers for the form: as one types, close by, and what belongs to one."""

import json

from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from quotamesh.do.customers.search import find_customers
from quotamesh.do.followups import queries
from quotamesh.do.followups.actions.rules import MOST_LATITUDE, MOST_LONGITUDE
from quotamesh.do.pipeline.access import visible_opportunities

MOST = 12


@require_GET
@login_required
def search(request):
    """Customers in sight by code, a part of the name, or the first letters of its reading."""
    text = request.GET.get("text", "").replace("\x00", "").strip()[:100]
    rows = find_customers(request.viewer, text, MOST) if text else []
    return JsonResponse({"customers": [_told(each) for each in rows]})


@require_POST
@login_required
def near(request):
    """Customers close by; the place is sent along in the body, so that no log holds it, and not kept."""
    try:
        sent = json.loads(request.body)
        latitude, longitude = int(sent["latitude"]), int(sent["longitude"])
    except (ValueError, TypeError, KeyError):
        return JsonResponse({"code": "invalid"}, status=422)
    if abs(latitude) > MOST_LATITUDE or abs(longitude) > MOST_LONGITUDE:
        return JsonResponse({"code": "invalid"}, status=422)
    rows = queries.near_customers(request.viewer, latitude, longitude)
    return JsonResponse({"customers": [_told(each) for each in rows]})


@require_GET
@login_required
def details(request, uid):
    """Contacts, the open opportunities in sight and the viewer's own open steps with a customer."""
    customer = queries.customer_in_sight(request.viewer, uid=uid)
    if customer is None:
        raise Http404
    deals = visible_opportunities(request.viewer).filter(customer=customer, outcome="").order_by("-id")[:MOST]
    steps = queries.open_steps([request.viewer.person_id], customer=customer)[:MOST]
    return JsonResponse(
        {
            "contacts": [
                {"uid": str(each.uid), "name": each.name} for each in customer.contacts.all()[:MOST]
            ],
            "opportunities": [{"uid": str(each.uid), "name": each.name} for each in deals],
            "steps": [
                {
                    "uid": str(each.uid),
                    "text": each.next_step,
                    "due": each.due.isoformat(),
                    "is_due": each.due <= request.today,
                }
                for each in steps
            ],
        }
    )


def _told(customer) -> dict[str, str]:
    return {"uid": str(customer.uid), "code": customer.code, "name": customer.name}
