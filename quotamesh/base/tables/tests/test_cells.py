from datetime import date

import numpy as np
import polars as pl
import pytest

from quotamesh.base.tables.amounts import read_decimals
from quotamesh.base.tables.coded import encode
from quotamesh.base.tables.days import read_day, read_period
from quotamesh.base.tables.parsing import Context
from quotamesh.base.tables.problems import Refused
from quotamesh.base.tables.shares import read_shares

CNY = Context()


@pytest.mark.parametrize(
    "text",
    ["2026-03-05", "2026-3-5", "2026/3/5", "2026.3.5", "2026年3月5日", "2026年03月05号", "20260305",
     "46086", "46086.75", "2026-03-05 14:30:00", "2026-03-05T14:30:00Z", "２０２６／３／５"],
)  # fmt: skip
def test_days_are_read(text):
    assert read_day(text, CNY) == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("text", "code"),
    [("05/03/2026", "ambiguous_date"), ("3.5.26", "ambiguous_date"),
     ("2026-02-30", "not_a_date"), ("March", "not_a_date"),
     ("2026-3", "not_a_date"), ("1989-12-31", "outside_calendar"), ("2050-01-01", "outside_calendar")],
)  # fmt: skip
def test_days_that_are_none_or_two_are_refused(text, code):
    with pytest.raises(Refused) as refused:
        read_day(text, CNY)
    assert refused.value.code == code
    assert refused.value.hint


def test_periods_follow_the_fiscal_year():
    july = Context(fiscal_start=7)
    assert read_period("FY2020", july).start == date(2019, 7, 1)
    assert read_period("2020-q1", july).start == date(2019, 7, 1)
    assert read_period("2020-03", july).start == date(2020, 3, 1)
    for text, code in (("2020-W10", "week"), ("2020", "not_a_period"), ("2020-13", "not_a_period")):
        with pytest.raises(Refused) as refused:
            read_period(text, july)
        assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "shares"),
    [("A", {"A": 10000}), ("A:60%;B:40%", {"A": 6000, "B": 4000}), ("A:60;B:40", {"A": 6000, "B": 4000}),
     ("A:0.6; B:0.4", {"A": 6000, "B": 4000}), ("A：33.33；B：33.33；C：33.34", {"A": 3333, "B": 3333, "C": 3334}),
     ("A:1", {"A": 10000}), ("x:y:100", {"x:y": 10000})],
)  # fmt: skip
def test_shares_in_basis_points(text, shares):
    assert dict(read_shares(text, CNY)) == shares


@pytest.mark.parametrize(
    "text",
    ["A:60;B:30", "A:0.6;B:0.5", "A:1%", "A:60%;B:0.4", "A:50;A:50", "A:33.333;B:33.333;C:33.334", "A;B", "A:", ":100",
     "A:-10;B:110", "A:100;B:0", "A:1/2;B:1/2", ";"],
)  # fmt: skip
def test_shares_that_are_not_the_whole_are_refused(text):
    with pytest.raises(Refused):
        read_shares(text, CNY)


def test_amounts_plain_grouped_and_odd_in_one_column():
    texts = ["12", "-0.05", "1,234.50", "12.5万", "(3.00)", "￥8", "12.5000", None, " 7 ", "1.2亿", "-1,000"]
    parsed = read_decimals(pl.Series(texts), 2).column
    expected = [1200, -5, 123450, 12500000, -300, 800, 1250, 0, 700, 12000000000, -100000]
    assert parsed.values.tolist() == expected
    assert parsed.filled.tolist() == [text is not None for text in texts]


@pytest.mark.parametrize(
    "text", ["1,5", "1.234,56", "abc", "1e3", "--5", "1.005", "9" * 20, "1.", "12,34,567"]
)
def test_amounts_that_are_none_are_refused_with_what_would_be_right(text):
    ((rows, why),) = read_decimals(pl.Series(["1", text]), 2).refused
    assert rows.tolist() == [1]
    assert str(why.hint)


def test_no_amount_passes_through_a_float():
    parsed = read_decimals(pl.Series(["90071992547409.93", "0.07", "1.10"]), 2).column
    assert parsed.values.tolist() == [9007199254740993, 7, 110]


def test_repeated_amounts_read_once_give_the_same():
    texts = ["12.5万", "3", "x", None] * 1000
    parsed = read_decimals(pl.Series(texts), 2)
    assert parsed.column.values.tolist() == [12500000, 300, 0, 0] * 1000
    assert np.concatenate([rows for rows, _why in parsed.refused]).tolist() == list(range(2, 4000, 4))


@pytest.mark.parametrize(
    "texts", [["b", "a", None, "b"], ["a"] * 1500 + ["b"] * 900 + [None] + ["a"], [None, None], []]
)
def test_texts_are_numbered_in_order(texts):
    coded = encode(pl.Series(texts, dtype=pl.String))
    assert coded.rows() == texts
    assert [texts[row] for row in coded.first] == coded.values
