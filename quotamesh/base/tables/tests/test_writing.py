import io
from datetime import date
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from quotamesh.base.tables.writing import csv_chunks, defused, write_xlsx


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "＝1+1"]
)
def test_formulas_are_defused(text):
    assert defused(text) == "'" + text


@pytest.mark.parametrize("text", ["-5", "+5.00", "-0.05", "a=b", "", "华东"])
def test_plain_texts_and_numbers_stay(text):
    assert defused(text) == text


def test_csv_is_what_a_spreadsheet_expects():
    rows = [("=1+1", Decimal("-1234.50"), 5, None, date(2026, 3, 5), 1e-7)]
    written = b"".join(csv_chunks(["a", "b", "c", "d", "e", "=f"], rows)).decode("utf-8-sig")
    assert written == "a,b,c,d,e,'=f\r\n'=1+1,-1234.50,5,,2026-03-05,0.0000001\r\n"


def test_csv_leaves_in_pieces():
    pieces = list(csv_chunks(["n"], ((n,) for n in range(20_000))))
    assert len(pieces) > 1
    assert b"".join(pieces).decode("utf-8-sig").split()[1:] == [str(n) for n in range(20_000)]


def test_xlsx_keeps_numbers_and_defuses_texts():
    file = io.BytesIO()
    write_xlsx(
        file, ["a", "b", "c", "d"], [("=1+1", Decimal("12.50"), date(2026, 3, 5), 1234567890123456789)], "a/b"
    )
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(file.getvalue())).get_sheet_by_index(0)
    assert sheet.to_python() == [
        ["a", "b", "c", "d"],
        ["'=1+1", 12.5, date(2026, 3, 5), "1234567890123456789"],
    ]
