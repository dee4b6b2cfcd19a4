"""Product lines as tables name them: by code, or by a name that one line alone bears."""

from quotamesh.base.tables.lookups import Named
from quotamesh.do.catalog.models import Product


def named_products() -> Named:
    return Named.of(Product.objects.values_list("id", "code", "name"))
