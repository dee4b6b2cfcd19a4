"""Numbers of talks as words: one grid an indicator."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from quotamesh.base.shell.formats import grouped, percent, signed, symbol
from quotamesh.do.catalog.indicators import decimals
from quotamesh.plan.agreements.numbers import Line


def grids(lines: Sequence[Line], currency: str) -> list[dict]:
    """Title and rows (name, four quarters, year) of each indicator."""
    return [_grid(line, currency) for line in lines]


def _grid(line: Line, currency: str) -> dict:
    digits = decimals(line.definition, currency)
    unit = symbol(currency).strip() if line.definition.measure == "money" else ""

    def row(name: str, amounts: list[int], kind: str = "") -> dict:
        shown = [grouped(amount, digits) for amount in [*amounts, sum(amounts)]]
        return {"name": name, "cells": shown, "kind": kind}

    rows = [row(pgettext("talk", "On the table"), line.offer, "main")]
    if line.differs:
        rows.append(row(_("In the plan"), line.plan))
    rows.append(row(_("Actual last year"), line.actual))
    if any(line.target):
        rows.append(row(_("Target last year"), line.target))
    return {
        "name": line.definition.name,
        "unit": unit,
        "rows": rows,
        "attainment": percent(line.attainment) if line.attainment is not None else "",
        "growth": signed(line.growth, percent) if line.growth is not None else "",
    }
