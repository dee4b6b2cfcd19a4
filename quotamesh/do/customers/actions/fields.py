"""Own fields of the customer's record, as sales operations define them."""

from typing import Any

from django.db import transaction

from quotamesh.base.trail.actions import Actor, differences, record
from quotamesh.do.customers.errors import CodeTaken
from quotamesh.do.customers.models import OwnField


@transaction.atomic
def make_field(actor: Actor, *, code: str, **values: Any) -> OwnField:
    """
    Raises:
        CodeTaken
    """
    if OwnField.objects.filter(code=code).exists():
        raise CodeTaken(code)
    made = OwnField.objects.create(code=code, **values)
    change = {name: [None, value] for name, value in values.items() if value}
    record(actor, "customer_field.make", subject="customer_field", key=code, label=str(made), change=change)
    return made


@transaction.atomic
def change_field(actor: Actor, field: OwnField, **values: Any) -> OwnField:
    """Rename, reorder, retire or take up again; what stands in the records is kept."""
    change = differences({name: getattr(field, name) for name in values}, values)
    if change:
        for name, value in values.items():
            setattr(field, name, value)
        field.save()
        record(
            actor, "customer_field.change", subject="customer_field", key=field.code, label=str(field),
            change=change,
        )  # fmt: skip
    return field
