"""Tables on their way out: what is on a page, as a file."""

import re
import tempfile
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse

from quotamesh.base.tables.writing import csv_chunks, write_xlsx

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
IN_MEMORY = 8 * 1024 * 1024


class UnknownFormat(Exception):
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
