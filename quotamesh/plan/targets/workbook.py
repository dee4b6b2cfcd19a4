"""The split sheet as an Excel file: every amount nobody divides further, and above it the sums of the units.

A hidden sheet keeps what the amounts were, so that a file that comes back shows what its editor changed, and a
change made from an outdated amount is noticed.
"""

import io
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from quotamesh.base.people.models import Company, Tenure, Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.shell.formats import local_datetime
from quotamesh.base.shell.periods import period_name, year_name
from quotamesh.base.store.months import MONTHS
from quotamesh.base.store.paths import ancestor_ids, below
from quotamesh.base.store.validity import earliest_first
from quotamesh.base.tables.writing import defused
from quotamesh.do.catalog.indicators import Definition
from quotamesh.do.catalog.models import Product
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.targets.finding import Measure
from quotamesh.plan.targets.models import Plan, TargetRow
from quotamesh.plan.targets.rows import TOTAL
from quotamesh.plan.targets.states import year_of

SHEET, SEEN = "Split", "_seen"
HEAD_ROW = 8
KEYS = 6
FIRST_MONTH = 7


@dataclass(frozen=True)
class Line:
    """One row of the sheet; a sum is only read."""

    unit: Unit
    product: Product
    line: str
    months: tuple[int, ...]
    is_sum: bool


def lines_of(viewer: Viewer, plan: Plan, indicator: int, top: Unit) -> list[Line]:
    """Rows in the order of the organisation: a unit's sum, its own lines, then what is below."""
    units = {u.pk: u for u in Unit.objects.filter(viewer.units()).filter(below(top.path))}
    products = {product.pk: product for product in Product.objects.all()}
    rows = TargetRow.objects.filter(
        viewer.units("unit__"), below(top.path, "unit__path"), plan=plan, indicator=indicator
    )
    amounts = {row[:3]: row[3:] for row in rows.values_list("unit_id", "product_id", "line", *MONTHS)}
    inner = {(unit, products[product].parent_id) for unit, product, line in amounts if line == TOTAL}
    found = []
    for (unit, product, line), months in amounts.items():
        above, node = units[unit].kind != Unit.Kind.SEAT, products[product]
        if above and line == TOTAL and node.parent_id:
            continue
        is_sum = line == TOTAL and (above or (unit, product) in inner)
        if any(months):
            found.append(Line(units[unit], node, line, months, is_sum))
    return sorted(found, key=lambda row: (row.unit.path, row.line != TOTAL, row.product.path))


def workbook(
    viewer: Viewer, company: Company, plan: Plan, definition: Definition, top: Unit, now: datetime
) -> bytes:
    """The file, in the reader's language."""
    # Loaded where it is used: nobody who does not want an Excel file should wait for it.
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    )
    lines = lines_of(viewer, plan, definition.key, top)
    writer = _Writer(book, Measure(definition, company), company, plan)
    writer.state = definition.is_stock
    writer.head(definition, top, now)
    writer.body(lines, _holders())
    writer.seen(lines)
    book.close()
    return file.getvalue()


def _holders() -> dict[int, str]:
    tenures = Tenure.objects.order_by(earliest_first()).values_list("seat_id", "person__name")
    return dict(tenures)


def paths_in_words(lines: list[Line]) -> dict[int, str]:
    names = dict(Unit.objects.values_list("id", "name").order_by())
    return {
        line.unit.pk: " / ".join(names[pk] for pk in ancestor_ids(line.unit.path)[:-1] or [line.unit.pk])
        for line in lines
    }


class _Writer:
    def __init__(self, book, measure: Measure, company: Company, plan: Plan):
        self.book, self.measure, self.company, self.plan = book, measure, company, plan
        self.state = False
        self.sheet = book.add_worksheet(SHEET)
        number = "#,##0" + ("." + "0" * measure.digits if measure.digits else "")
        line = {"bottom": 1, "bottom_color": "#D9DEE0"}
        self.plain = book.add_format({"num_format": number, **line})
        self.text = book.add_format(line)
        self.bold = book.add_format({"bold": True, **line})
        self.sum = book.add_format({"num_format": number, "bold": True, "bg_color": "#EFF3F3", **line})
        self.sum_text = book.add_format({"bold": True, "bg_color": "#EFF3F3", **line})
        self.heading = book.add_format({"bold": True, "font_size": 14})
        self.label = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "bottom"})

    def head(self, definition: Definition, top: Unit, now: datetime) -> None:
        plan = self.plan
        told = [
            (_("Plan"), f"{plan.name} · {plan.get_state_display()}"),
            (_("Version"), f"{plan.version}.{plan.revision}"),
            (_("Fiscal year"), year_name(plan.fiscal_year)),
            (_("Indicator"), f"{definition.name} {self.measure.currency or ''}".strip()),
            (_("Unit"), top.name),
            (_("Written"), local_datetime(now)),
        ]
        self.sheet.write_string(
            0, 0, defused(f"{self.company.name}: {_('Split of sales targets')}"), self.heading
        )
        for row, (label, text) in enumerate(told, 1):
            self.sheet.write_string(row, 0, str(label), self.bold)
            self.sheet.write_string(row, 1, defused(str(text)))
        for column, (label, width) in enumerate(self._columns()):
            self.sheet.write_string(HEAD_ROW, column, label, self.label)
            self.sheet.set_column(column, column, width)
        self.sheet.freeze_panes(HEAD_ROW + 1, FIRST_MONTH)

    def _columns(self) -> list[tuple[str, int]]:
        calendar = FiscalCalendar(self.company.fiscal_start)
        months = calendar.months(calendar.year(self.plan.fiscal_year))
        return [
            (_("Path"), 30),
            (_("Unit code"), 12),
            (_("Unit"), 18),
            (_("Person"), 14),
            (_("Line"), 12),
            (_("Product code"), 14),
            (_("Product"), 18),
            *((period_name(month.label), 13) for month in months),
            (_("Year"), 15),
        ]

    def body(self, lines: list[Line], holders: dict[int, str]) -> None:
        paths = paths_in_words(lines)
        for row, line in enumerate(lines, HEAD_ROW + 1):
            words = [
                paths[line.unit.pk],
                line.unit.code,
                line.unit.name,
                holders.get(line.unit.pk, "") if line.line == TOTAL else "",
                str(TargetRow.Line(line.line).label),
                line.product.code,
                line.product.name,
            ]
            for column, word in enumerate(words):
                self.sheet.write_string(
                    row, column, defused(word), self.sum_text if line.is_sum else self.text
                )
            self._amounts(row, line)

    def _amounts(self, row: int, line: Line) -> None:
        form = self.sum if line.is_sum else self.plain
        scale = 10**self.measure.digits
        for month, amount in enumerate(line.months, FIRST_MONTH):
            self.sheet.write_number(row, month, amount / scale, form)
        place = row + 1
        year = f"=S{place}" if self.state else f"=SUM(H{place}:S{place})"
        self.sheet.write_formula(
            row, FIRST_MONTH + 12, year, self.sum, year_of(line.months, state=self.state) / scale
        )

    def seen(self, lines: list[Line]) -> None:
        """What stood where when the file was written; amounts in the smallest unit, as text."""
        sheet = self.book.add_worksheet(SEEN)
        sheet.very_hidden()
        sheet.write_row(0, 0, [str(self.plan.uid), "indicator", "digits", self.measure.digits])
        for row, line in enumerate(lines, 1):
            sheet.write_string(row, 0, defused(line.unit.code))
            sheet.write_string(row, 1, defused(line.product.code))
            sheet.write_string(row, 2, line.line)
            sheet.write_boolean(row, 3, line.is_sum)
            for month, amount in enumerate(line.months, 4):
                sheet.write_string(row, month, str(amount))
