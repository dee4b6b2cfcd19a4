"""Leads as a file, under the headers by which they come in again."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from quotamesh.do.leads.models import Lead
from quotamesh.kernel.money import format_plain

# What a table of leads may say of a state; the others stay as they are when it comes in again.
BROUGHT = {Lead.State.NEW, Lead.State.ANSWERED, Lead.State.CONVERTED, Lead.State.DROPPED}
TEXTS = ("company", "contact", "phone", "email", "region", "need")
FIELDS = (
    "code", "source", "date", "owner", "customer", "cost", *TEXTS, "product", "state", "opportunity",
    "standing", "source_name", "owner_name", "product_name", "answer_due", "answered_at",
)  # fmt: skip


def exported(leads: Iterable[Lead], digits: int) -> Iterator[tuple[Any, ...]]:
    for lead in leads:
        yield (
            lead.code, lead.source.code, lead.date, lead.owner.code if lead.owner else "",
            lead.customer.code if lead.customer else "", Decimal(format_plain(lead.cost, digits)),
            *(getattr(lead, name) for name in TEXTS), lead.product.code if lead.product else "",
            lead.state if lead.state in BROUGHT else "", lead.opportunity.code if lead.opportunity else "",
            str(lead.get_state_display()), lead.source.name, lead.owner.name if lead.owner else "",
            lead.product.name if lead.product else "", _moment(lead.answer_due), _moment(lead.answered_at),
        )  # fmt: skip


def _moment(at) -> str:
    return at.isoformat(timespec="seconds") if at else ""
