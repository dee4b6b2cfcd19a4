"""Typed amounts, currencies, conversion."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotamesh.kernel.money import (
    MAX_AMOUNT,
    BadRate,
    BadWeights,
    NotAnAmount,
    UnknownCurrency,
    convert,
    format_plain,
    largest_remainder,
    minor_units,
    parse_amount,
    rate_fraction,
    share_bp,
)

READ = {
    "1,234,567.89": 123456789,
    "１，２３４．５０": 123450,
    "1 234 567.8": 123456780,
    "1'234": 123400,
    "1,234": 123400,
    "￥12.5万": 12500000,
    "12.5万元": 12500000,
    "人民币1亿元": 10**10,
    "3千万": 3 * 10**9,
    "1.5k": 150000,
    "2M": 2 * 10**8,
    "RMB 100": 10000,
    "100 usd": 10000,
    "¥-5": -500,
    "-¥5": -500,
    "(1,234)": -123400,
    "5-": -500,
    "−5": -500,
    "－５": -500,
    "+5": 500,
    "1.5000": 150,
    ".5": 50,
    "0.00": 0,
    "12.345678万": 12345678,
}
REFUSED = {
    "": "empty",
    " \u3000": "empty",
    "abc": "not-a-number",
    "1e5": "not-a-number",
    "-": "not-a-number",
    "¥": "not-a-number",
    "5.": "not-a-number",
    "²": "not-a-number",
    "٣": "not-a-number",
    "50%": "not-a-number",
    "1,23,4": "ambiguous",
    "1.234,56": "ambiguous",
    "1,5": "ambiguous",
    "0,123": "ambiguous",
    "1,234 567": "ambiguous",
    "1234,567": "ambiguous",
    "(-5)": "ambiguous",
    "$100元人": "not-a-number",
    "£100元": "ambiguous",
    "1.234": "too-many-decimals",
    "99999999999999999": "too-large",
    "9" * 90: "too-large",
}


@pytest.mark.parametrize("text", READ)
def test_amounts_are_read(text):
    assert parse_amount(text) == READ[text]


@pytest.mark.parametrize("text", REFUSED)
def test_other_texts_are_refused_with_a_reason(text):
    with pytest.raises(NotAnAmount) as error:
        parse_amount(text)
    assert (error.value.value, error.value.reason) == (text, REFUSED[text])


@given(st.integers(-MAX_AMOUNT, MAX_AMOUNT), st.integers(0, 4))
def test_what_is_written_is_read(amount, digits):
    assert parse_amount(format_plain(amount, digits), digits) == amount


@given(st.text(alphabet="0123456789,.' -+()¥万K元", max_size=12))
def test_nothing_but_a_number_or_a_refusal(text):
    try:
        assert abs(parse_amount(text)) <= MAX_AMOUNT
    except NotAnAmount as error:
        assert error.reason  # noqa: PT017


def test_format():
    assert [format_plain(x) for x in (123456, -5, 0)] == ["1234.56", "-0.05", "0.00"]
    assert format_plain(7, 0) == "7"


def test_minor_units():
    assert [minor_units(c) for c in ("CNY", "JPY", "KRW", "TWD", "BHD")] == [2, 0, 0, 2, 3]
    with pytest.raises(UnknownCurrency):
        minor_units("XXX")


@given(
    st.lists(st.integers(-(10**15), 10**15), min_size=1, max_size=5),
    st.integers(1, 10**12),
    st.integers(1, 10**12),
)
def test_conversion_is_half_up_and_exact(amounts, numerator, denominator):
    exact = [(2 * abs(a) * numerator + denominator) // (2 * denominator) for a in amounts]
    if max(exact) >= 2**63:
        with pytest.raises(OverflowError):
            convert(amounts, numerator, denominator)
        return
    got = convert(amounts, numerator, denominator).tolist()
    assert got == [e if a >= 0 else -e for e, a in zip(exact, amounts, strict=True)]


def test_rates():
    assert convert([100_00], *rate_fraction("7.1234")).tolist() == [712_34]
    assert convert([10_000], *rate_fraction("0.048", 0, 2)).tolist() == [480_00]
    assert convert(np.array([[5, -5]]), 1, 2).tolist() == [[3, -3]]
    for bad in ("0", "-1"):
        with pytest.raises(BadRate):
            rate_fraction(bad)
    with pytest.raises(BadRate):
        convert([1], 1, 0)


def test_largest_remainder():
    assert largest_remainder(100_00, [1, 1, 1]) == [33_34, 33_33, 33_33]
    assert largest_remainder(-100, [1, 1, 1]) == [-34, -33, -33]
    assert largest_remainder(0, [0, 0]) == [0, 0]
    for weights, reason in (([0, 0], "all-zero"), ([1, -1], "negative")):
        with pytest.raises(BadWeights) as error:
            largest_remainder(5, weights)
        assert error.value.reason == reason


@given(st.integers(-(10**16), 10**16), st.integers(0, 10_000))
def test_basis_points(amount, points):
    exact = (abs(amount) * points + 5_000) // 10_000
    assert share_bp(amount, points) == (exact if amount >= 0 else -exact)
