"""What is approved and filed: the plan as plain values, the same for the same plan."""

from typing import Any

from quotamesh.base.shell.formats import number
from quotamesh.do.catalog.indicators import DEFINITIONS
from quotamesh.plan.salesplans.models import ACTIVITIES, PlannedAccount, Resource
from quotamesh.plan.salesplans.sheets import Line, Sheet

ACCOUNT = ("visits", "calls", "proposals", "way", "approach", "next_step")


def content_of(sheet: Sheet) -> dict[str, Any]:
    """`shown` is for who approves; the rest is what the filing table and tracking read."""
    plan = sheet.plan
    return {
        "seat": plan.seat.code,
        "person": plan.person.code,
        "month": plan.month.isoformat(),
        "version": plan.version,
        "counts": {line.code: line.planned for line in sheet.lines},
        "wanted": dict(sheet.wanted),
        "weeks": {
            first.isoformat(): dict(zip(ACTIVITIES, sheet.by_week[:, at].tolist(), strict=True))
            for at, (first, _last) in enumerate(sheet.weeks)
        },
        "accounts": [_account(row) for row in sheet.accounts],
        "resources": [_resource(row) for row in plan.resources.all()],
        "approach": plan.approach,
        "remarks": plan.remarks,
        "shown": [[str(DEFINITIONS[line.code].name), _told(line)] for line in sheet.lines],
    }


def _told(line: Line) -> str:
    return number(line.planned) if line.wanted is None else f"{number(line.planned)} / {number(line.wanted)}"


def _resource(row: Resource) -> dict[str, Any]:
    return {
        "function": row.function,
        "what": row.what,
        "measure": row.measure,
        "quantity": row.quantity,
        "by_when": row.by_when.isoformat(),
    }


def _account(row: PlannedAccount) -> dict[str, Any]:
    return {"customer": row.customer.code, "name": row.customer.name} | {
        name: getattr(row, name) for name in ACCOUNT
    }
