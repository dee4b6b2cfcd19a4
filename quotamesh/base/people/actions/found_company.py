"""The first act: a company with the root of its org tree."""

from django.db import transaction

from quotamesh.base.people.models import Company, Unit
from quotamesh.base.store.paths import place
from quotamesh.base.trail.actions import Actor, record
from quotamesh.kernel.money import minor_units

ROOT_CODE = "company"


class AlreadyFounded(Exception):
    """This installation already holds a company."""


@transaction.atomic
def found_company(
    actor: Actor,
    *,
    name: str,
    currency: str = "CNY",
    fiscal_start: int = 1,
    country: str = "CN",
    time_zone: str = "Asia/Shanghai",
    **extra,
) -> Company:
    """Make the company and its root unit, which bears the code 'company' until an import names it.

    Raises:
        AlreadyFounded: there is a company.
        UnknownCurrency: the currency is not one of ISO 4217.
    """
    if Company.objects.exists():
        raise AlreadyFounded
    minor_units(currency)
    company = Company.objects.create(
        name=name, currency=currency, fiscal_start=fiscal_start, country=country, time_zone=time_zone, **extra
    )
    root = Unit.objects.create(code=ROOT_CODE, name=name, kind=Unit.Kind.COMPANY)
    root.path, root.depth = place(root.pk, "")
    root.save(update_fields=["path", "depth"])
    change = {"name": [None, name], "currency": [None, currency], "fiscal_start": [None, fiscal_start]}
    record(actor, "company.found", subject="company", key=str(company.uid), label=name, change=change)
    return company
