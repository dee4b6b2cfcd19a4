"""What an agreement says, put together from plan, parties and texts."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import override

from quotamesh.base.people.models import Company, Role, Unit
from quotamesh.do.catalog.indicators import Definition, decimals
from quotamesh.kernel.calendar import Period
from quotamesh.plan.agreements.content import FORMAT, Content
from quotamesh.plan.agreements.models import Agreement
from quotamesh.plan.agreements.numbers import Book
from quotamesh.plan.agreements.parties import Party
from quotamesh.plan.agreements.texts import Text
from quotamesh.plan.targets.models import Plan

LANGUAGES = {"zh": "zh-hans", "en": "en"}


@dataclass(frozen=True)
class Frame:
    """What all agreements of one go have in common."""

    company: Company
    plan: Plan
    year: Period
    effective: date
    made_at: str


def compose(
    frame: Frame,
    book: Book,
    unit: Unit,
    owner: Party,
    leader: Party,
    terms: tuple[int, Text],
    last: Agreement | None,
) -> Content:
    version = last.version + 1 if last else 1
    codes = unit.code if unit.code == owner.code else f"{unit.code}-{owner.code}"
    return {
        "format": FORMAT,
        "number": f"{frame.year.label}-{codes}-v{version}",
        "version": version,
        "supersedes": last.digest if last else None,
        "made_at": frame.made_at,
        "company": {
            "name": frame.company.name,
            "currency": frame.company.currency,
            "time_zone": frame.company.time_zone,
        },
        "fiscal_year": frame.plan.fiscal_year,
        "period": {"start": frame.year.start.isoformat(), "end": frame.year.end.isoformat()},
        "effective_from": frame.effective.isoformat(),
        "plan": {"name": frame.plan.name, "uid": str(frame.plan.uid)},
        "unit": {"code": unit.code, "name": unit.name, "kind": unit.kind},
        "owner": _party(owner),
        "leader": _party(leader),
        "targets": [
            _target(book, unit, d, frame.company.currency)
            for d in book.definitions
            if any(book.of(unit.pk, d.code))
        ],
        "terms": {"role": owner.role, "version": terms[0], "text": terms[1]},
    }


def _party(party: Party) -> dict:
    return {"code": party.code, "name": party.name, "role": both(Role(party.role).label)}


def both(words) -> dict[str, str]:
    """Translatable words in both languages of the document."""
    found = {}
    for tongue, language in LANGUAGES.items():
        with override(language):
            found[tongue] = str(words)
    return found


def _target(book: Book, unit: Unit, definition: Definition, currency: str) -> dict:
    """Months are whole numbers of the indicator's smallest unit; `digits` says where the point stands."""
    code = definition.code
    lines = [product for product in book.products[1:] if any(book.of(unit.pk, code, product.pk))]
    return {
        "indicator": code,
        "name": both(definition.name),
        "meaning": both(definition.meaning),
        "measure": str(definition.measure),
        "digits": decimals(definition, currency),
        "levels": book.levels_of(unit.pk, code),
        "lines": [{"code": p.code, "name": p.name, "months": book.of(unit.pk, code, p.pk)} for p in lines],
    }
