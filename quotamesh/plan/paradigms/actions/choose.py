"""Which paradigm a line uses in a year, and why."""

from datetime import date

from django.db import transaction

from quotamesh.base.people.queries import company
from quotamesh.base.trail.actions import Actor, differences
from quotamesh.do.catalog.models import Product
from quotamesh.kernel.drivers_templates import TEMPLATES
from quotamesh.kernel.paradigm import fit
from quotamesh.plan.paradigms.actions.common import FIELDS, leave_trail, opened, state_of, store
from quotamesh.plan.paradigms.history import filled, past_of
from quotamesh.plan.paradigms.models import LineParadigm
from quotamesh.plan.paradigms.patterns import fresh_tree
from quotamesh.plan.paradigms.queries import BP
from quotamesh.plan.paradigms.trees import written

INDICATORS = FIELDS[:5]


@transaction.atomic
def choose_paradigm(
    actor: Actor,
    product: Product,
    fiscal_year: int,
    today: date,
    *,
    paradigm: str,
    customers: int,
    maturity_bp: int,
    standard_bp: int,
    reason: str = "",
    seen: int | None = None,
) -> LineParadigm:
    """Set the paradigm and its three indicators. A new paradigm begins with its template, filled from history.

    Raises:
        NotAnIndicator, StaleTree
    """
    fit(customers, maturity_bp / BP, standard_bp / BP)
    values = {
        "paradigm": paradigm,
        "customers": customers,
        "maturity_bp": maturity_bp,
        "standard_bp": standard_bp,
        "reason": reason,
    }
    known = LineParadigm.objects.filter(product=product, fiscal_year=fiscal_year).first()
    if known is None:
        return _begin(actor, product, fiscal_year, today, values)
    line = opened(known, seen)
    before = state_of(line)
    change = differences({name: before[name] for name in INDICATORS}, values)
    if not change:
        return line
    for name, value in values.items():
        setattr(line, name, value)
    if "paradigm" in change:
        _plant(line, today)
    return store(actor, line, before, "choose", change)


def _begin(actor: Actor, product: Product, fiscal_year: int, today: date, values: dict) -> LineParadigm:
    line = LineParadigm(
        product=product, fiscal_year=fiscal_year, changed_at=actor.at, changed_by=actor.name, **values
    )
    _plant(line, today)
    line.save()
    leave_trail(actor, line, "choose", differences({}, values))
    return line


def _plant(line: LineParadigm, today: date) -> None:
    past = past_of(company(), line.product, line.fiscal_year, today)
    line.nodes = written(filled(fresh_tree(line.paradigm), past))
    line.driver = TEMPLATES[line.paradigm].end
