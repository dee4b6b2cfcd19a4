"""Which market is asked for: fiscal year and product line of the address."""

from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode

from quotamesh.do.catalog.models import Product
from quotamesh.kernel.calendar import FiscalCalendar

YEARS = range(-1, 3)


def running_year(request) -> int:
    return FiscalCalendar(request.company.fiscal_start).fiscal_year(request.today)


def asked_year(values, running: int) -> int:
    text = values.get("year", "")
    if not text:
        return running
    if not text.isdecimal() or not 1950 <= int(text) <= 2099:
        raise Http404(text)
    return int(text)


def asked_product(values, products: list[Product]) -> Product:
    code = values.get("product", "")
    found = next((each for each in products if each.code == code), None) if code else products[0]
    if found is None:
        raise Http404(code)
    return found


def address(year: int, product: Product) -> str:
    return reverse("market:show") + "?" + urlencode({"year": year, "product": product.code})
