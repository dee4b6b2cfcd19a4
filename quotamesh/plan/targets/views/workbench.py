"""The split workbench: a spreadsheet over units and months, or units and product lines."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from quotamesh.base.people.models import Unit
from quotamesh.base.people.queries import path_to
from quotamesh.base.shell.formats import percent, short_money, symbol
from quotamesh.base.shell.periods import year_name
from quotamesh.do.catalog.models import Product
from quotamesh.do.catalog.queries import grouped, indicator, offered
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.targets.access import may_manage, visible_plans
from quotamesh.plan.targets.finding import definition_of, find_plan, find_unit
from quotamesh.plan.targets.models import Level, Plan
from quotamesh.plan.targets.queries import standing
from quotamesh.plan.targets.schemas import SheetOut, StandingOut
from quotamesh.plan.targets.sheets import sheet_out
from quotamesh.plan.targets.texts import texts
from quotamesh.plan.targets.views.answers import page
from quotamesh.plan.targets.views.plans import SIGNS

VIEWS = ("month", "product")


@require_GET
@page
def workbench(request, uid):
    plan = find_plan(request.viewer, uid)
    unit = find_unit(request.viewer, request.GET.get("unit"))
    definition = definition_of(request.GET.get("indicator"))
    sheet = sheet_out(
        request.viewer,
        request.company,
        plan,
        indicator=definition.code,
        units=[unit.code],
        product=request.GET.get("product") or None,
        by=_view(request),
        month=_month(request),
        level=_level(request),
    )
    lines = list(Product.objects.order_by("path"))
    chosen = next((line for line in lines if line.code == request.GET.get("product")), lines[0])
    context = {
        "plan": plan,
        "sign": SIGNS[plan.state],
        "unit": unit,
        "path": _path(request, plan, unit),
        "headline": headline(request, plan, unit, sheet),
        "indicators": grouped(offered(lambda each: each.target, keep=definition.code)),
        "definition": definition,
        "products": lines,
        "chosen": chosen,
        "by": _view(request),
        "month": _month(request),
        "months": _months(request, plan),
        "level": _level(request),
        "levels": Level.choices if plan.level_shares.exists() else [],
        "may_manage": may_manage(request.viewer),
        "may_edit": any(row.balances for row in sheet.rows),
        "others": visible_plans(request.viewer).exclude(pk=plan.pk)[:20],
        "empty": not any(any(row.amounts) for row in sheet.rows),
        "data": _data(request, plan, unit, sheet),
    }
    return render(request, "targets/workbench.html", context)


def _view(request) -> str:
    by = request.GET.get("by", "month")
    if by not in VIEWS:
        raise Http404
    return by


def _level(request) -> str:
    level = request.GET.get("level") or Level.TARGET.value
    if level not in Level.values:
        raise Http404
    return level


def _month(request) -> int | None:
    text = request.GET.get("month", "")
    if not text:
        return None
    if not text.isdecimal() or int(text) > 11:
        raise Http404
    return int(text)


def _months(request, plan: Plan) -> list:
    calendar = FiscalCalendar(request.company.fiscal_start)
    return list(enumerate(calendar.months(calendar.year(plan.fiscal_year))))


def _path(request, plan: Plan, unit: Unit) -> list[dict]:
    here = reverse("targets:workbench", args=[plan.uid])
    items = [{"label": _("Targets"), "url": reverse("targets:plans")}]
    for above in path_to(unit, request.viewer):
        url = "" if above.pk == unit.pk else f"{here}?unit={above.code}"
        items.append({"label": above.name, "url": url})
    return items


def headline(request, plan: Plan, unit: Unit, sheet: SheetOut) -> str:
    """How much stands in the plan, how much is held back, and whether all of it is placed."""
    rows = {(row.unit, row.line): row.amounts[0] for row in sheet.rows}
    total = rows.get((unit.code, "total"), 0)
    if not total:
        return _("%(year)s: nothing is planned for %(unit)s yet.") % {
            "year": year_name(plan.fiscal_year),
            "unit": unit.name,
        }
    held, left = rows.get((unit.code, "reserve"), 0), rows.get((unit.code, "open"), 0)
    words = [_("%(year)s: %(amount)s for %(unit)s") % _told(plan, unit, sheet, total)]
    if held:
        words.append(_("%(share)s held back") % {"share": percent(held / total)})
    words.append(_("%(amount)s left to place") % _told(plan, unit, sheet, left) if left else _("all placed"))
    return _(", ").join(words)


def _told(plan: Plan, unit: Unit, sheet: SheetOut, amount: int) -> dict:
    money = symbol(sheet.currency) + short_money(amount, sheet.currency) if sheet.currency else None
    shown = money or f"{amount / 10**sheet.digits:,.0f}"
    return {"year": year_name(plan.fiscal_year), "unit": unit.name, "amount": shown}


def _data(request, plan: Plan, unit: Unit, sheet: SheetOut) -> dict:
    """All that the scripts need to begin."""
    now = StandingOut.from_orm(standing(request.viewer, plan))
    return {
        "sheet": sheet.model_dump(mode="json"),
        "standing": now.model_dump(mode="json"),
        "top": unit.code,
        "state": indicator(sheet.indicator)[1].is_stock,
        "query": {
            "indicator": sheet.indicator,
            "product": request.GET.get("product") or None,
            "by": _view(request),
            "month": _month(request),
            "level": _level(request),
        },
        "addresses": {
            name: reverse(f"api:{name}", args=[plan.uid])
            for name in ("rows", "edit_plan", "undo", "redo", "revision", "set_rule")
        },
        "texts": texts() | ({"year": _("Year's end")} if indicator(sheet.indicator)[1].is_stock else {}),
    }
