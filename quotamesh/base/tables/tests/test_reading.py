import gzip
import io
from datetime import date, datetime

import pytest
import xlsxwriter

from quotamesh.base.tables.problems import TableError
from quotamesh.base.tables.reading import read_table


def cells(data: bytes, name: str = "file.csv"):
    table = read_table(name, data)
    return table.headers, table.frame.rows(), table.numbers.tolist()


def workbook(*sheets: list[list]) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"default_date_format": "yyyy-mm-dd"})
    for rows in sheets:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write(number, place, cell)
    book.close()
    return file.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_separators_encodings_and_newlines(separator, encoding, newline):
    text = newline.join(separator.join(row) for row in [("编码", "名称"), ("A1", "华东大区")]) + newline
    assert cells(text.encode(encoding)) == (["编码", "名称"], [("A1", "华东大区")], [2])


def test_quoted_newlines_and_separators_keep_the_row_numbers_of_a_spreadsheet():
    data = b'code,name\nA,"two\nlines, one cell"\n\nB,"said ""so"""\n'
    assert cells(data) == (["code", "name"], [("A", "two\nlines, one cell"), ("B", 'said "so"')], [2, 4])


def test_a_quotation_mark_within_a_cell_is_text():
    assert cells(b'code,name\nA,5" pipe\nB,6" pipe\n')[1] == [("A", '5" pipe'), ("B", '6" pipe')]


def test_rows_above_the_header_that_are_empty_count():
    assert cells(b"\n,,\ncode,name\nA,x\n") == (["code", "name"], [("A", "x")], [4])


def test_short_rows_and_empty_extra_cells_are_taken():
    assert cells(b"a,b,c\n1,2\n3,4,5,,\n")[1] == [("1", "2", None), ("3", "4", "5")]


def test_headers_are_told_apart():
    assert cells(b"a,a,\n1,2,3\n")[0] == ["a", "a (2)", "#3"]


def test_gzip_is_unpacked():
    assert cells(gzip.compress(b"a,b\n1,2\n"))[1] == [("1", "2")]


def test_excel_cells_become_what_a_person_would_type():
    day = datetime(2026, 3, 5)  # noqa: DTZ001
    data = workbook(
        [
            [],
            ["code", "day", "amount", "share"],
            ["007", date(2026, 3, 5), 12.5, 0.1 + 0.2],
            [8, day, 1e6, True],
        ]
    )
    assert cells(data, "book.xlsx") == (
        ["code", "day", "amount", "share"],
        [("007", "2026-03-05", "12.5", "0.3"), ("8", "2026-03-05", "1000000", "true")],
        [3, 4],
    )


def test_the_first_filled_sheet_is_read_and_the_others_named():
    table = read_table("book.xlsx", workbook([], [["a"], ["1"]], [["b"], ["2"]]))
    assert (table.headers, table.ignored) == (["a"], ("Sheet3",))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"a,b\n", "no_rows"),
        (b"a,b\n,\n", "no_rows"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not_a_table"),
        (b"a,b\n1,2,3\n", "ragged"),
        (b'a,b\n1,"2\n3,4\n', "quotes"),
        (b"PK\x03\x04 no archive", "damaged"),
        (b"\x1f\x8b no gzip", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ],
)
def test_what_is_no_table_is_refused_by_name(data, code):
    with pytest.raises(TableError) as refused:
        read_table("file", data)
    assert refused.value.code == code
    assert "file" in str(refused.value)


def test_a_ragged_row_is_named():
    with pytest.raises(TableError, match="row 3: 3 cells, but the header has 2"):
        read_table("file", b"a,b\n1,2\n1,2,3\n")


def test_size_is_bounded_also_when_unpacked():
    packed = gzip.compress(b"a,b\n" + b"1,2\n" * 10_000)
    for data in (b"a,b\n" * 2000, packed):
        with pytest.raises(TableError) as refused:
            read_table("file", data, limit=5_000)
        assert refused.value.code == "too_large"
