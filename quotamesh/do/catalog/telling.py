"""What a page says of an indicator: where its values come from, and what it is made of."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotamesh.do.catalog.definition import Aggregation, Definition, Group, Measure
from quotamesh.do.catalog.own import definitions

MEASURES = (
    (Measure.COUNT, gettext_lazy("whole number")),
    (Measure.QUANTITY, gettext_lazy("quantity, to three decimals")),
    (Measure.MONEY, gettext_lazy("money")),
    (Measure.SHARE, gettext_lazy("share in per cent")),
)


def source(definition: Definition) -> str:
    """Where its values come from."""
    if definition.numerator:
        return formula(definition)
    if definition.of_records:
        return _("counted from the company's records")
    if definition.measured:
        return _("recorded by hand, by import or by programs")
    return _("orders and payments")


def formula(definition: Definition) -> str:
    """Numerator ÷ denominator by their names."""
    known = definitions()
    parts = (known[code].name for code in (definition.numerator, definition.denominator))
    return " ÷ ".join(map(str, parts))


def row_of(definition: Definition) -> dict:
    """A definition in words."""
    return {
        "name": str(definition.name),
        "code": definition.code,
        "group": str(Group(definition.group).label),
        "meaning": str(definition.meaning),
        "measure": str(dict(MEASURES)[definition.measure]),
        "way": str(Aggregation(definition.aggregation).label),
        "source": source(definition),
        "target": _bears(definition),
        "whose": whose(definition),
    }


def _bears(definition: Definition) -> str:
    if definition.target:
        return _("yes")
    return _("through its two parts") if definition.numerator else _("no")


def whose(definition: Definition) -> tuple[str, str]:
    """A state and its word: the product's, the company's own, or hidden."""
    if definition.hidden:
        return "none", _("own, hidden")
    return ("good", _("own")) if definition.own else ("none", _("standard"))
