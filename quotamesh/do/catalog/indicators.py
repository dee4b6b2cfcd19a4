"""The indicators the product comes with. Each is defined here and nowhere else."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quotamesh.do.catalog.models import Indicator

Measure, Aggregation = Indicator.Measure, Indicator.Aggregation


@dataclass(frozen=True)
class Definition:
    """What an indicator is: its name, what it means, how it is measured."""

    code: str
    name: str | Promise
    meaning: str | Promise
    aggregation: str
    measure: str
    numerator: str = ""
    denominator: str = ""
    target: bool = True
    by_day: bool = True


STANDARD = (
    Definition(
        "revenue", _("Revenue"), _("Order lines at their date, less returns, credited by share."),
        Aggregation.SUM, Measure.MONEY,
    ),
    Definition(
        "collections", _("Collections"), _("Payments at their date, credited as the order they pay."),
        Aggregation.SUM, Measure.MONEY,
    ),
    Definition(
        "units", _("Quantity sold"), _("Quantity of the order lines at their date, less returns."),
        Aggregation.SUM, Measure.QUANTITY,
    ),
    Definition(
        "orders", _("Orders"), _("Orders with at least one line above zero; a shared order counts once on every level."),
        Aggregation.COUNT, Measure.COUNT,
    ),
    Definition(
        "customers", _("Buying customers"), _("Different customers with an order in the period, counted once on every level."),
        Aggregation.COUNT, Measure.COUNT, by_day=False,
    ),
    Definition(
        "gross_margin", _("Gross margin"), _("Amount less cost of the order lines whose cost is known."),
        Aggregation.SUM, Measure.MONEY,
    ),
    Definition(
        "costed_revenue", _("Revenue with known cost"), _("Amount of the order lines whose cost is known."),
        Aggregation.SUM, Measure.MONEY, target=False,
    ),
    Definition(
        "gross_margin_rate", _("Gross margin rate"), _("Gross margin ÷ revenue with known cost."),
        Aggregation.RATIO, Measure.SHARE, "gross_margin", "costed_revenue", target=False,
    ),
    Definition(
        "order_value", _("Average order value"), _("Revenue ÷ orders."),
        Aggregation.RATIO, Measure.MONEY, "revenue", "orders", target=False,
    ),
)  # fmt: skip
DEFINITIONS = {definition.code: definition for definition in STANDARD}


def ensure_indicators() -> dict[str, int]:
    """Make the rows of the standard indicators where they are missing; returns their keys by code."""
    ids = dict(Indicator.objects.values_list("code", "id"))
    for order, definition in enumerate(STANDARD):
        if definition.code not in ids:
            row = Indicator.objects.create(
                code=definition.code,
                aggregation=definition.aggregation,
                measure=definition.measure,
                numerator_id=ids.get(definition.numerator),
                denominator_id=ids.get(definition.denominator),
                order=order,
            )
            ids[definition.code] = row.pk
    return ids
