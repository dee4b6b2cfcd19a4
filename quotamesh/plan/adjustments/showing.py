"""Adjustments in words and tables."""

from collections.abc import Sequence
from fractions import Fraction

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from quotamesh.base.people.models import Company
from quotamesh.base.shell.formats import MINUS, short_money, signed, symbol
from quotamesh.base.shell.periods import month_name, year_name
from quotamesh.base.shell.tables import Column, Table
from quotamesh.do.catalog.definition import Definition
from quotamesh.do.catalog.indicators import KEYS, decimals
from quotamesh.do.catalog.own import definitions
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.adjustments.actions import month_start
from quotamesh.plan.adjustments.effects import Effect
from quotamesh.plan.adjustments.models import Adjustment
from quotamesh.plan.adjustments.queries import Chapter
from quotamesh.plan.adjustments.wording import STATES
from quotamesh.plan.agreements.models import Agreement
from quotamesh.plan.agreements.wording import state_words

AMOUNTS = ("year_before", "year_after", "change", "rest_before", "rest_after")


def month_of(adjustment: Adjustment, company: Company) -> str:
    start = FiscalCalendar(company.fiscal_start).year(adjustment.fiscal_year).start
    first = month_start(start, adjustment.from_month)
    return month_name(first.year, first.month)


def money(amount: int, company: Company) -> str:
    """+¥1.2 M, −¥300 K"""
    text = signed(amount, short_money, company.currency)
    sign, figure = (text[0], text[1:]) if text[0] in ("+", MINUS) else ("", text)
    return sign + symbol(company.currency) + figure


def headline(adjustment: Adjustment, effects: Sequence[Effect], company: Company) -> str:
    """What it does to the top of what is in sight."""
    values = {"month": month_of(adjustment, company), "unit": adjustment.unit.name}
    revenue = [effect for effect in effects if effect.indicator == KEYS["revenue"]]
    if not effects:
        return _("From %(month)s, %(unit)s: nothing differs yet from what is in force.") % values
    if not revenue:
        return _("From %(month)s, %(unit)s: the revenue stays as it is.") % values
    own = next((effect for effect in revenue if effect.code == adjustment.unit.code), None)
    if own is None:
        words = ngettext(
            "From %(month)s: %(unit)s keeps its year; %(count)d unit below changes.",
            "From %(month)s: %(unit)s keeps its year; %(count)d units below change.",
            len(revenue),
        )
        return words % {**values, "count": len(revenue)}
    return _("From %(month)s: %(unit)s changes by %(change)s in the year.") % {
        **values,
        "change": money(own.change, company),
    }


def effect_tables(effects: Sequence[Effect], company: Company, name: str, ident: str) -> list[Table]:
    """A table an indicator: amounts beside those in force, money as money, other indicators as numbers."""
    keys = sorted({effect.indicator for effect in effects})
    by_key = {definition.key: definition for definition in definitions().values()}
    return [
        _effect_table([e for e in effects if e.indicator == key], by_key[key], company, name, ident)
        for key in keys
    ]


def _effect_table(
    effects: Sequence[Effect], definition: Definition, company: Company, name: str, ident: str
) -> Table:
    money = definition.measure == "money"
    kind, difference = ("money", "signed_money") if money else ("number", "signed")
    labels = (
        _("Year in force"),
        _("Year proposed"),
        pgettext("adjustment", "Change"),
        _("Left of the year, in force"),
        _("Left of the year, proposed"),
    )
    columns = [
        Column(key, label, difference if key == "change" else kind, currency=company.currency)
        for key, label in zip(AMOUNTS, labels, strict=True)
    ]
    scale = 1 if money else 10 ** decimals(definition, company.currency)
    rows = [_effect_row(effect, scale) for effect in effects]
    caption = f"{definition.name}: {name}"
    return Table(
        [Column("name", name, "strong"), *columns],
        rows,
        caption,
        ident=f"{ident}-{definition.code}",
        cards=True,
    )


def _effect_row(effect: Effect, scale: int) -> dict:
    amounts = {key: getattr(effect, key) for key in AMOUNTS}
    shown = amounts if scale == 1 else {key: Fraction(amount, scale) for key, amount in amounts.items()}
    return {"name": effect.name, "depth": min(effect.depth, 3), **shown}


def document(agreement: Agreement) -> dict:
    signed_by = {"signed": "signed", "superseded": "superseded", "replaced": "replaced"}
    return {
        "agreement": agreement,
        "url": reverse("agreements:show", args=[agreement.uid]),
        "state": state_words(signed_by.get(agreement.state, "to_sign")),
    }


def story_headline(chapters: Sequence[Chapter]) -> str:
    if not chapters:
        return _("No target of a running year was ever adjusted.")
    states = [chapter.adjustment.state for chapter in chapters]
    approved, waiting = states.count("approved"), states.count("asked")
    words = [
        ngettext("%(n)d adjustment came into force", "%(n)d adjustments came into force", approved)
        % {"n": approved}
    ]
    if waiting:
        words.append(
            ngettext("%(n)d waits for a decision", "%(n)d wait for a decision", waiting) % {"n": waiting}
        )
    return _("; ").join(words) + _(".")


def chapter(chapter: Chapter, company: Company) -> dict:
    adjustment = chapter.adjustment
    change = None if chapter.before is None else (chapter.after or 0) - chapter.before
    return {
        "adjustment": adjustment,
        "year": year_name(adjustment.fiscal_year),
        "month": month_of(adjustment, company),
        "state": (STATES[adjustment.state], adjustment.get_state_display()),
        "change": None if change is None else money(change, company),
        "units": chapter.units,
    }


def story_table(chapters: Sequence[Chapter], company: Company) -> Table:
    columns = [
        Column("year", _("Fiscal year")),
        Column("number", _("Number")),
        Column("unit", _("Unit")),
        Column("month", _("Takes effect from")),
        Column("category", _("Kind of reason")),
        Column("reason", _("Reason"), "prose"),
        Column("state", _("State"), "state"),
        Column("by", _("Proposed by")),
        Column("at", _("Proposed"), "date"),
        Column("decision", _("Decision")),
        Column("change", _("Change of the year"), "signed_money", currency=company.currency),
    ]
    rows = []
    for each in chapters:
        of = each.adjustment
        rows.append(
            {
                "year": year_name(of.fiscal_year),
                "number": of.number,
                "unit": of.unit.name,
                "month": month_of(of, company),
                "category": of.get_category_display(),
                "reason": of.reason,
                "state": (STATES[of.state], of.get_state_display()),
                "by": of.proposed_by,
                "at": timezone.localtime(of.proposed_at).date(),
                "decision": of.decision,
                "change": None if each.before is None else (each.after or 0) - each.before,
            }
        )
    return Table(columns, rows, _("Target adjustments"), ident="adjustments")
