"""Two plans side by side."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from quotamesh.base.people.models import Unit
from quotamesh.base.people.queries import path_to
from quotamesh.base.shell.formats import percent, short_money, signed, symbol
from quotamesh.base.shell.tables import Column, Table
from quotamesh.do.catalog.models import Product
from quotamesh.do.catalog.queries import grouped, offered
from quotamesh.plan.targets.access import visible_plans
from quotamesh.plan.targets.finding import Measure, definition_of, find_plan, find_product, find_unit
from quotamesh.plan.targets.models import TargetRow
from quotamesh.plan.targets.queries import Difference, compare
from quotamesh.plan.targets.views.answers import page


@require_GET
@page
def compare_plans(request):
    plans = list(visible_plans(request.viewer))
    if not plans:
        raise Http404
    first = find_plan(request.viewer, request.GET["a"]) if request.GET.get("a") else plans[-1]
    second = find_plan(request.viewer, request.GET["b"]) if request.GET.get("b") else plans[0]
    unit = find_unit(request.viewer, request.GET.get("unit"))
    definition = definition_of(request.GET.get("indicator"))
    product = find_product(request.GET.get("product"))
    found = compare(request.viewer, first, second, definition.key, unit, product)
    measure = Measure(definition, request.company)
    query = {
        "a": first.uid,
        "b": second.uid,
        "indicator": definition.code,
        "product": request.GET.get("product", ""),
    }
    context = {
        "first": first,
        "second": second,
        "plans": plans,
        "unit": unit,
        "path": _path(request, unit, query),
        "indicators": grouped(offered(lambda each: each.target, keep=definition.code)),
        "definition": definition,
        "products": Product.objects.order_by("path"),
        "chosen": product,
        "headline": headline(found[0], first.name, second.name, measure),
        "table": _table(found, unit, query, (first.name, second.name), measure),
    }
    return render(request, "targets/compare.html", context)


def headline(whole: Difference, first: str, second: str, measure: Measure) -> str:
    values = {"first": first, "second": second, "unit": whole.unit.name}
    if not whole.change:
        return _("%(unit)s: both plans want the same.") % values
    amount = _short(abs(whole.change), measure)
    share = signed(whole.change / whole.first, percent) if whole.first else ""
    values |= {"amount": amount, "share": f" ({share})" if share else ""}
    if whole.change > 0:
        return _("%(unit)s: “%(second)s” wants %(amount)s more than “%(first)s”%(share)s.") % values
    return _("%(unit)s: “%(second)s” wants %(amount)s less than “%(first)s”%(share)s.") % values


def _short(amount: int, measure: Measure) -> str:
    if measure.currency:
        return symbol(measure.currency) + short_money(amount, measure.currency)
    return f"{amount / 10**measure.digits:,.0f}"


def _table(
    found: list[Difference], unit: Unit, query: dict, names: tuple[str, str], measure: Measure
) -> Table:
    more = {"currency": measure.currency} if measure.currency else {}
    kind = "money" if measure.currency else "number"
    columns = [
        Column("unit", _("Unit"), "strong", link="url"),
        Column("first", names[0], kind, **more),
        Column("second", names[1], kind, **more),
        Column("change", _("Difference"), f"signed_{kind}" if measure.currency else "signed", **more),
        Column("share", _("In per cent"), "signed_percent"),
    ]
    return Table(
        columns, [_row(each, unit, query, measure) for each in found], _("Differences"), ident="diff"
    )


def _row(each: Difference, top: Unit, query: dict, measure: Measure) -> dict:
    own_line = each.line != TargetRow.Line.TOTAL
    opens = not own_line and each.unit.pk != top.pk and each.unit.kind != Unit.Kind.SEAT
    scale = 1 if measure.currency else 10**measure.digits
    return {
        "unit": TargetRow.Line(each.line).label if own_line else each.unit.name,
        "url": "?" + urlencode(query | {"unit": each.unit.code}) if opens else "",
        "first": each.first / scale if scale > 1 else each.first,
        "second": each.second / scale if scale > 1 else each.second,
        "change": each.change / scale if scale > 1 else each.change,
        "share": each.change / each.first if each.first else None,
        "depth": 0 if each.unit.pk == top.pk and not own_line else 1,
    }


def _path(request, unit: Unit, query: dict) -> list[dict]:
    items = [{"label": _("Targets"), "url": reverse("targets:plans")}]
    for above in path_to(unit, request.viewer):
        url = "" if above.pk == unit.pk else "?" + urlencode(query | {"unit": above.code})
        items.append({"label": above.name, "url": url})
    return items
