"""《销售计划管理表》: the table in which plans are filed, as rows and as an Excel sheet in its usual form."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from quotamesh.base.people.models import Company
from quotamesh.base.shell.formats import local_date, local_datetime
from quotamesh.base.shell.periods import period_name
from quotamesh.base.tables.writing import defused
from quotamesh.do.catalog.indicators import DEFINITIONS
from quotamesh.plan.salesplans.models import ACTIVITIES, Function, Resource, SalesPlan, Way
from quotamesh.plan.salesplans.showing import much

HEAD_ROW = 4
SHOWN_LINES = 3


@dataclass(frozen=True)
class Row:
    """One plan as the table has it; what was filed is read from what was frozen."""

    plan: SalesPlan
    number: str
    period: str
    person: str
    unit: str
    accounts: str
    visits: str
    approach: str
    resources: str
    approval: str
    remarks: str

    @property
    def accounts_short(self) -> str:
        return _first_lines(self.accounts)

    @property
    def approach_short(self) -> str:
        return _first_lines(self.approach)

    @property
    def cells(self) -> tuple[str, ...]:
        return (
            self.number,
            self.period,
            self.person,
            self.unit,
            self.accounts,
            self.visits,
            self.approach,
            self.resources,
            self.approval,
            self.remarks,
        )


def _first_lines(text: str) -> str:
    """What a page shows of a long cell; the file has all of it."""
    lines = text.split("\n")
    more = len(lines) - SHOWN_LINES
    shown = "\n".join(lines[:SHOWN_LINES])
    return shown if more <= 0 else shown + "\n" + _("and %(count)d more") % {"count": more}


def columns() -> list[tuple[str, int]]:
    """Labels and widths."""
    return [
        (_("File number"), 20),
        (_("Period"), 12),
        (_("Person"), 14),
        (_("Unit"), 16),
        (_("Key accounts"), 36),
        (_("Visits and other actions"), 30),
        (_("Approach"), 40),
        (_("Resources"), 40),
        (_("Approval"), 28),
        (_("Remarks"), 30),
    ]


def rows_of(plans: Iterable[SalesPlan], currency: str) -> list[Row]:
    return [_row(plan, currency) for plan in plans]


def _row(plan: SalesPlan, currency: str) -> Row:
    accounts = plan.content.get("accounts") or [_live(row) for row in plan.accounts.all()]
    counts = plan.content.get("counts") or {code: plan.general(code) for code in ACTIVITIES}
    return Row(
        plan=plan,
        number=plan.number or f"v{plan.version}",
        period=period_name(f"{plan.month:%Y-%m}"),
        person=plan.person.name,
        unit=plan.seat.parent.name if plan.seat.parent else plan.seat.name,
        accounts="\n".join(f"{a['name']} ({_rhythm(a)})" for a in accounts),
        visits="\n".join(
            f"{DEFINITIONS[code].name} {counts[code]}" for code in ACTIVITIES if counts.get(code)
        ),
        approach="\n".join(filter(None, [plan.approach, *(_approach(a) for a in accounts)])),
        resources="\n".join(_resource(row, currency) for row in plan.resources.all()),
        approval=_approval(plan),
        remarks=plan.remarks,
    )


def _live(row) -> dict:
    return {"name": row.customer.name} | {
        name: getattr(row, name) for name in ("visits", "calls", "way", "approach")
    }


def _rhythm(account: dict) -> str:
    return _("%(visits)d visits, %(calls)d calls") % {"visits": account["visits"], "calls": account["calls"]}


def _approach(account: dict) -> str:
    return (
        f"{account['name']}: {Way(account['way']).label}, {account['approach']}"
        if account["approach"]
        else ""
    )


def _resource(row: Resource, currency: str) -> str:
    what = f"{Function(row.function).label}: {row.what}, {much(row, row.quantity, currency)}"
    return f"{what}, {local_date(row.by_when)} ({row.get_state_display()})"


def _approval(plan: SalesPlan) -> str:
    if not plan.approved_at:
        return plan.get_state_display()
    return f"{plan.get_state_display()}: {plan.approved_by}, {local_date(plan.approved_at)}"


def workbook(company: Company, rows: list[Row], scope: str, now: datetime) -> bytes:
    """The file, in the reader's language."""
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    )
    sheet = book.add_worksheet(_("Sales plans")[:31])
    title = book.add_format({"bold": True, "font_size": 14})
    label = book.add_format({"bold": True, "border": 1, "bg_color": "#EFF3F3", "text_wrap": True})
    text = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, defused(f"{company.name}: {_('Sales plan management table')}"), title)
    sheet.write_string(1, 0, defused(scope))
    sheet.write_string(2, 0, _("Written %(moment)s") % {"moment": local_datetime(now)})
    for column, (name, width) in enumerate(columns()):
        sheet.write_string(HEAD_ROW, column, name, label)
        sheet.set_column(column, column, width)
    for at, row in enumerate(rows, HEAD_ROW + 1):
        for column, cell in enumerate(row.cells):
            sheet.write_string(at, column, defused(cell), text)
    sheet.freeze_panes(HEAD_ROW + 1, 3)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    book.close()
    return file.getvalue()
