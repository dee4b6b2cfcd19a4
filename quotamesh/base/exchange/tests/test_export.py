import pytest

from quotamesh.base.tables.export import UnknownFormat, table_response


def test_csv_is_streamed_with_a_name_in_any_script():
    response = table_response("销售目标分解表", ["a"], [["=1+1"]])
    assert b"".join(response.streaming_content).decode("utf-8-sig") == "a\r\n'=1+1\r\n"
    assert "filename*=UTF-8''%E9%94%80" in response.headers["Content-Disposition"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_xlsx_is_a_workbook():
    response = table_response("a/b", ["a"], [[1]], "xlsx")
    assert b"".join(response.streaming_content).startswith(b"PK")
    assert response.headers["Content-Disposition"].endswith("a%20b.xlsx")


def test_other_formats_are_not_known():
    with pytest.raises(UnknownFormat):
        table_response("a", ["a"], [], "exe")
