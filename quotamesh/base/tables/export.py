"""Tables on their way out: what is on a page, as a file."""

import re
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from django.http import FileResponse, Http404, HttpResponseBase, StreamingHttpResponse

from quotamesh.base.shell.states import STATES
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.writing import csv_chunks, write_xlsx
from quotamesh.kernel.money import format_plain, minor_units

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
DRAWN = frozenset({"spark", "bullet", "html"})
MONEY = frozenset({"money", "short", "signed_money", "signed_short"})
IN_MEMORY = 8 * 1024 * 1024


class UnknownFormat(Http404):
    """Tables leave as csv or xlsx."""


def table_response(
    name: str, columns: Sequence[Any], rows: Iterable[Sequence[Any]], format: str = "csv"
) -> HttpResponseBase:
    """A table as a download; CSV leaves piece by piece as the rows come.

    Raises:
        UnknownFormat: neither csv nor xlsx.
        TooManyRows: more rows than an Excel sheet holds.
    """
    if format == "csv":
        response: HttpResponseBase = StreamingHttpResponse(
            csv_chunks(columns, rows), content_type=FORMATS["csv"]
        )
    elif format == "xlsx":
        file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (the response closes it)
        write_xlsx(file, columns, rows, name)
        file.seek(0)
        response = FileResponse(file, content_type=FORMATS["xlsx"])
    else:
        raise UnknownFormat(format)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file_name(name, format))}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def file_name(name: str, format: str) -> str:
    return re.sub(r'[\x00-\x1f<>:"/\\|?*]+', " ", name).strip()[:100] + f".{format}"


def shown_table(request, table: Table, name: str) -> HttpResponseBase | None:
    """The table of a page as a file where the address asks for one (`format=csv` or `xlsx`), else None.

    Drawings stay on the page; amounts become plain decimals, states their words.
    """
    form = request.GET.get("format")
    if not form:
        return None
    if form not in FORMATS:
        raise Http404(form)
    columns = [column for column in table.columns if column.kind not in DRAWN]
    rows = [[_plain_cell(column, row.get(column.key)) for column in columns] for row in table.rows]
    return table_response(name, [column.label for column in columns], rows, form)


def _plain_cell(column: Column, value: Any) -> Any:
    if value is None:
        return ""
    if column.kind in MONEY:
        return Decimal(format_plain(value, minor_units(column.currency)))
    if column.kind == "state":
        state, word = value if isinstance(value, tuple) else (value, "")
        return str(word or STATES[state or "none"].word)
    return value if isinstance(value, int | float | date) else str(value)
