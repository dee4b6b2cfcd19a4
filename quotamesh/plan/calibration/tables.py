"""The tables of the result page."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.base.shell.formats import percent
from quotamesh.base.shell.tables import Column, Table, sort_rows
from quotamesh.kernel.smart import Limits
from quotamesh.plan.calibration.limits import current
from quotamesh.plan.calibration.models import Calibration
from quotamesh.plan.calibration.result import verdict
from quotamesh.plan.calibration.units import Row
from quotamesh.plan.calibration.words import LEVER_NAMES, VERDICTS, lever_limit, lever_words


def lever_table(result: dict[str, Any], wanted: float) -> Table:
    """How much of each lever alone."""
    columns = [
        Column("name", _("Lever, alone"), "strong"),
        Column("amount", _("What it takes for %(wanted)s") % {"wanted": percent(wanted, 0)}),
        Column("state", _("Enough?"), "state"),
        Column("limit", _("Pulled as far as it goes")),
    ]
    rows = [
        {
            "name": LEVER_NAMES[lever["name"]],
            "amount": lever_words(lever, result["heads"]),
            "state": ("none", _("cannot")) if lever["amount"] is None else ("good", _("enough")),
            "limit": lever_limit(lever),
        }
        for lever in result["levers"]
    ]
    return Table(columns, rows, _("What would it take?"), ident="levers")


def unit_table(
    calibration: Calibration, rows: list[Row], currency: str, order: str, *, people: bool = False
) -> Table:
    """Units, or people, with their range and the chance of the target in force."""
    money = {"currency": currency, "sort": True}
    columns = [
        Column("name", _("Person") if people else _("Unit"), "strong", link="" if people else "url"),
        Column("low", _("Nine in ten"), "short", **money),
        Column("middle", _("Even chances"), "short", **money),
        Column("high", _("One in ten"), "short", **money),
        Column("target", _("Target in force"), "short", **money),
        Column("probability", _("Probability"), "percent", sort=True, digits=0),
        Column("verdict", _("Verdict"), "state"),
    ]
    limits = current().limits
    shown = sort_rows([_row(calibration, row, limits) for row in rows], columns, order)
    return Table(columns, shown, _("People") if people else _("Units"), order=order, ident="units")


def _row(calibration: Calibration, row: Row, limits: Limits) -> dict[str, Any]:
    known = row.probability is not None
    return {
        "name": row.name,
        "url": reverse("calibration:people", args=[calibration.uid, row.code]),
        "depth": row.depth,
        "low": row.low,
        "middle": row.middle,
        "high": row.high,
        "target": row.target,
        "probability": row.probability,
        "verdict": VERDICTS[verdict(row.probability or 0.0, limits)] if known else ("none", _("no target")),
    }
