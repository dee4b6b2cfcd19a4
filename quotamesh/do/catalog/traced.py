"""What this feature's entries of the trail say."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from quotamesh.base.shell import formats
from quotamesh.do.catalog.models import Indicator, Product
from quotamesh.do.catalog.own import definitions

VERBS = {
    "calendar.day": _("set the working day"),
    "indicator.define": _("defined the indicator"),
    "indicator.describe": _("described the indicator"),
    "indicator.hide": _("hid the indicator"),
    "indicator.show": _("showed the indicator again"),
    "import.products": _("took in product lines"),
    "import.rates": _("took in exchange rates"),
    "import.holidays": _("took in the working calendar"),
}
SUBJECTS = {
    "indicator": _("Indicator"),
    "calendar": _("Calendar"),
    "product": _("Product line"),
}
FIELDS = {
    "indicator": (_("Indicator"), "indicator"),
    "product": (_("Product line"), "product"),
    "products": (_("Product lines"), "product"),
    "targets": (_("Targets"), "indicator"),
    "offer": (_("Offer"), "indicator"),
    "meaning": _("Meaning"),
    "worked": _("Worked"),
}


def products(codes: set) -> Mapping[str, str]:
    return dict(Product.objects.filter(code__in=codes).values_list("code", "name"))


def indicators(_references: set) -> Mapping:
    """By code and by key: entries name them in either way."""
    found = definitions().values()
    keys = {each.key: str(each.name) for each in found}
    return (
        {each.code: str(each.name) for each in found} | keys | {str(key): name for key, name in keys.items()}
    )


def amount(indicator: str, value: int, currency: str) -> str:
    found = next((d for d in definitions().values() if indicator in (d.code, str(d.key))), None)
    if found and found.measure == Indicator.Measure.MONEY:
        return formats.money(value, currency)
    return formats.number(value)


NAMES = {"product": products, "indicator": indicators}
AMOUNT = amount
