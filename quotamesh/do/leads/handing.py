"""Whom a lead may become, and whose: customers that are the same, and people who may take it on."""

from datetime import date

from django.db.models import Q

from quotamesh.base.people.models import Role, Tenure
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.validity import valid_on
from quotamesh.do.customers.models import Contact, Customer
from quotamesh.do.customers.queries import visible_customers
from quotamesh.do.leads.access import HANDS_ON, READERS_ONLY
from quotamesh.do.leads.models import Lead


def known_customers(viewer: Viewer, lead: Lead, alike: list[Customer]) -> list[Customer]:
    """Customers in sight that the lead may be: its own, those whose contact has its number or address, those whose
    names are alike."""
    same = Q(pk__in=[])
    if lead.phone:
        same |= Q(phone=lead.phone)
    if lead.email:
        same |= Q(email__iexact=lead.email)
    of_contacts = Contact.objects.filter(same).values("customer_id")[:20]
    condition = Q(pk__in=list(of_contacts.values_list("customer_id", flat=True)))
    if lead.customer_id:
        condition |= Q(pk=lead.customer_id)
    found = visible_customers(viewer).filter(condition)[:10]
    return list({each.pk: each for each in (*found, *alike)}.values())


def owners_for(viewer: Viewer, lead: Lead, day: date) -> list[Tenure]:
    """Who may have the customer: the lead's owner first, then the people in sight. Those who only qualify leads
    hand on to every seller of the company."""
    rows = Tenure.objects.filter(valid_on(day)).exclude(role__in=READERS_ONLY)
    condition = viewer.units("seat__")
    if viewer.roles & HANDS_ON:
        condition |= Q(role=Role.REPRESENTATIVE)
    found = rows.filter(condition).select_related("person").order_by("seat__path", "pk")
    people = {tenure.person_id: tenure for tenure in found}
    return sorted(people.values(), key=lambda tenure: tenure.person_id != lead.owner_id)
