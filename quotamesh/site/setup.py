"""A company with all that its pages stand on: root unit, root product, indicators."""

from django.db import transaction

from quotamesh.base.people.actions.found_company import found_company
from quotamesh.base.people.models import Company
from quotamesh.base.trail.actions import Actor
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.indicators import ensure_indicators


@transaction.atomic
def found(actor: Actor, **company) -> Company:
    """Found a company; see `found_company` for the arguments and errors."""
    made = found_company(actor, **company)
    root_product()
    ensure_indicators()
    return made
