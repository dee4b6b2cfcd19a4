"""The indicators the product comes with. Each is defined here and nowhere else."""

from django.utils.translation import gettext_lazy as _

from quotamesh.do.catalog.definition import Aggregation, Definition, Group, Measure
from quotamesh.do.catalog.models import Indicator
from quotamesh.do.catalog.process_indicators import PROCESS
from quotamesh.kernel.money import minor_units

RESULTS = (
    Definition(
        1, "revenue", _("Revenue"), _("Order lines at their date, less returns, credited by share."),
        Aggregation.SUM, Measure.MONEY,
    ),
    Definition(
        2, "collections", _("Collections"), _("Payments at their date, credited as the order they pay."),
        Aggregation.SUM, Measure.MONEY,
    ),
    Definition(
        3, "units", _("Quantity sold"), _("Quantity of the order lines at their date, less returns."),
        Aggregation.SUM, Measure.QUANTITY,
    ),
    Definition(
        4, "orders", _("Orders"), _("Orders with a line above zero; a shared order counts once on every level."),
        Aggregation.COUNT, Measure.COUNT,
    ),
    Definition(
        5, "customers", _("Buying customers"),
        _("Different customers with an order in the period; each counts once on every level."),
        Aggregation.COUNT, Measure.COUNT, by_day=False,
    ),
    Definition(
        6, "gross_margin", _("Gross margin"), _("Amount less cost of the order lines whose cost is known."),
        Aggregation.SUM, Measure.MONEY,
    ),
    Definition(
        7, "costed_revenue", _("Revenue with known cost"), _("Amount of the order lines whose cost is known."),
        Aggregation.SUM, Measure.MONEY, target=False, planned_as="revenue",
    ),
    Definition(
        8, "gross_margin_rate", _("Gross margin rate"), _("Gross margin ÷ revenue with known cost."),
        Aggregation.RATIO, Measure.SHARE, "gross_margin", "costed_revenue", target=False,
        group=Group.QUALITY,
    ),
    Definition(
        9, "order_value", _("Average order value"), _("Revenue ÷ orders."),
        Aggregation.RATIO, Measure.MONEY, "revenue", "orders", target=False,
        group=Group.QUALITY,
    ),
)  # fmt: skip
STANDARD = (*RESULTS, *PROCESS)
DEFINITIONS = {definition.code: definition for definition in STANDARD}
KEYS = {definition.code: definition.key for definition in STANDARD}


def decimals(definition: Definition, currency: str) -> int:
    """Digits behind the point of an indicator's smallest unit: money has its currency's, quantities three."""
    return {Measure.MONEY: minor_units(currency), Measure.QUANTITY: 3}.get(definition.measure, 0)


def ensure_indicators() -> None:
    """Make the rows of the standard indicators where they are missing."""
    there = set(Indicator.objects.values_list("id", flat=True))
    for definition in STANDARD:
        if definition.key not in there:
            Indicator.objects.create(
                id=definition.key,
                code=definition.code,
                aggregation=definition.aggregation,
                measure=definition.measure,
                numerator_id=KEYS.get(definition.numerator),
                denominator_id=KEYS.get(definition.denominator),
                order=definition.key,
            )
