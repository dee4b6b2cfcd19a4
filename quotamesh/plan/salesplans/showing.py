"""A plan as its page shows it."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quotamesh.base.shell.formats import is_chinese, local_day, money, number
from quotamesh.base.shell.periods import period_name
from quotamesh.do.catalog.indicators import DEFINITIONS
from quotamesh.plan.salesplans.models import ACTIVITIES, Resource, SalesPlan
from quotamesh.plan.salesplans.sheets import Line, Sheet

ANSWERS = {"open": "none", "yes": "good", "partly": "watch", "no": "bad"}


def names() -> dict[str, Any]:
    return {code: DEFINITIONS[code].name for code in ACTIVITIES}


def headline(sheet: Sheet) -> str:
    """Does it suffice? In words and with the one number that is missing."""
    month = period_name(f"{sheet.plan.month:%Y-%m}")
    if not sheet.asked:
        values = {"month": month, "count": len(sheet.accounts)}
        return (
            ngettext(
                "%(month)s: %(count)d key account; no target asks for actions in this month.",
                "%(month)s: %(count)d key accounts; no target asks for actions in this month.",
                len(sheet.accounts),
            )
            % values
        )
    if not sheet.gaps:
        return _("%(month)s: the planned actions suffice for the target.") % {"month": month}
    gaps = [counted(line.code, line.gap) for line in sheet.gaps]
    return _("%(month)s: the planned actions do not suffice. Missing: %(gaps)s.") % {
        "month": month,
        "gaps": _(", ").join(gaps),
    }


def counted(code: str, count: int) -> str:
    """14 visits, one proposal in the singular, in the order of the language."""
    words = {
        "leads": ngettext("%(count)s lead", "%(count)s leads", count),
        "calls": ngettext("%(count)s call", "%(count)s calls", count),
        "visits": ngettext("%(count)s visit", "%(count)s visits", count),
        "proposals": ngettext("%(count)s proposal", "%(count)s proposals", count),
    }
    return words[code] % {"count": number(count)}


def lines_of(sheet: Sheet) -> list[dict[str, Any]]:
    return [_line(line) for line in sheet.lines]


def _line(line: Line) -> dict[str, Any]:
    return {"line": line, "name": DEFINITIONS[line.code].name, "state": _state(line)}


def _state(line: Line) -> tuple[str, str]:
    if line.suffices is None:
        return "none", _("no target")
    if line.suffices:
        return "good", _("suffices")
    return "bad", _("%(gap)s missing") % {"gap": number(line.gap)}


def join_counts(rows: list[dict], form) -> None:
    for row in rows:
        row["field"] = form[row["line"].code]


def weeks_of(sheet: Sheet, today: date) -> dict[str, Any]:
    """The month over its weeks: what each shares, and what was set."""
    heads = [
        {
            "label": days_word(first, last),
            "start": first,
            "now": first <= today <= last,
            "days": int(sheet.worked[first.day - 1 : last.day].sum()),
        }
        for first, last in sheet.weeks
    ]
    rows = [
        {
            "name": DEFINITIONS[line.code].name,
            "sum": line.planned,
            "cells": [
                {
                    "key": f"week-{first:%Y-%m-%d}-{line.code}",
                    "count": int(sheet.by_week[at, w]),
                    "fixed": sheet.fixed.get((first, line.code)),
                    "label": f"{DEFINITIONS[line.code].name}, {heads[w]['label']}",
                }
                for w, (first, _last) in enumerate(sheet.weeks)
            ],
        }
        for at, line in enumerate(sheet.lines)
    ]
    return {"heads": heads, "rows": rows}


def days_word(first: date, last: date) -> str:
    """Days of one month: 2–8 Nov, 11月2–8日."""
    if first == last:
        return local_day(first)
    if is_chinese():
        return f"{first.month}月{first.day}–{last.day}日"
    return f"{first.day}–{local_day(last)}"


def much(row: Resource, quantity: int, currency: str) -> str:
    if row.measure == Resource.Measure.MONEY:
        return money(quantity, currency)
    return f"{number(quantity)} {row.get_measure_display()}"


def resources_of(plan: SalesPlan, currency: str) -> list[dict[str, Any]]:
    rows = Resource.objects.filter(plan=plan).select_related("customer")
    return [resource_line(row, currency) for row in rows]


def resource_line(row: Resource, currency: str) -> dict[str, Any]:
    return {
        "row": row,
        "much": much(row, row.quantity, currency),
        "granted": much(row, row.granted, currency) if row.state == Resource.State.PARTLY else "",
        "state": (ANSWERS[row.state], row.get_state_display()),
    }


def versions_of(plan: SalesPlan) -> list[dict[str, Any]]:
    """The other versions of the month."""
    rows = SalesPlan.objects.filter(seat=plan.seat_id, month=plan.month).exclude(pk=plan.pk)
    return [
        {"plan": row, "url": reverse("salesplans:plan", args=[row.uid])} for row in rows.order_by("version")
    ]
