from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from quotamesh.base.shell import formats
from quotamesh.base.shell.periods import period_name

GAP = formats.GAP


@pytest.fixture(params=["en", "zh-hans"])
def language(request):
    with translation.override(request.param):
        yield request.param


def plain(text):
    return text.replace(GAP, " ")


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (123456789, "CNY", "¥1,234,567.89"),
        (-5, "CNY", "−¥0.05"),
        (0, "USD", "$0.00"),
        (1500, "JPY", "JP¥1,500"),
        (1234567, "BHD", "BHD 1,234.567"),
        (None, "CNY", "–"),
        (2**63 * 100 + 1, "CNY", "¥9,223,372,036,854,775,808.01"),
    ],
)
def test_money_in_full_is_exact(language, minor, currency, text):
    assert plain(formats.money(minor, currency)) == text


@pytest.mark.parametrize(
    ("yuan", "english", "chinese"),
    [
        (150_000_000, "150.0 M", "1.50 亿"),
        (1_500_000_000, "1.50 B", "15.00 亿"),
        (-6_200_000, "−6.2 M", "−620.0 万"),
        (41_000, "41.0 K", "4.1 万"),
        (9_999, "10.0 K", "9,999"),
        (999, "999", "999"),
        (0, "0", "0"),
        (99_600_000, "99.6 M", "9,960.0 万"),
        (99_999_999, "100.0 M", "1.00 亿"),
        (999_999_999, "1.00 B", "10.00 亿"),
    ],
)
def test_short_money(yuan, english, chinese):
    with translation.override("en"):
        assert plain(formats.short_money(yuan * 100)) == english
    with translation.override("zh-hans"):
        assert plain(formats.short_money(yuan * 100)) == chinese


def test_figure_and_unit_can_be_had_apart():
    with translation.override("zh-hans"):
        assert formats.short_money_parts(15_000_000_000) == ("1.50", "亿")
        assert formats.short_parts(None) == ("–", "")


def test_axes_drop_empty_decimals():
    with translation.override("en"):
        assert [plain(formats.brief(value)) for value in (0, 500, 120_000_000, 2_400_000)] == [
            "0",
            "500",
            "120 M",
            "2.4 M",
        ]


def test_percent_has_one_form_in_each_language():
    ratio = Fraction(10956, 10000)
    with translation.override("en"):
        assert plain(formats.percent(ratio, 2)) == "109.56 %"
    with translation.override("zh-hans"):
        assert formats.percent(ratio, 2) == "109.56%"
        assert formats.percent(None) == "–"


@pytest.mark.parametrize("value", [Fraction(1, 8), Decimal("0.125"), 0.125])
def test_halves_go_away_from_nought(language, value):
    assert formats.number(value, 2) == "0.13"
    assert formats.number(-value, 2) == "−0.13"


def test_differences_carry_their_sign(language):
    assert formats.signed(1234) == "+1,234"
    assert formats.signed(-1234) == "−1,234"
    assert formats.signed(0) == "0"
    assert formats.signed(Fraction(1, 1000), formats.number, 1) == "0.0"
    assert formats.signed(None) == "–"
    assert formats.signed(500, formats.money) == "+¥5.00"


def test_a_difference_of_ratios_is_in_points():
    with translation.override("en"):
        assert plain(formats.signed(Fraction(21, 1000), formats.points)) == "+2.1 pp"
    with translation.override("zh-hans"):
        assert plain(formats.points(Fraction(-21, 1000))) == "−2.1 个百分点"


def test_dates_and_times_are_local():
    moment = datetime(2026, 11, 22, 20, 5, tzinfo=UTC)
    with timezone.override("Asia/Shanghai"), translation.override("zh-hans"):
        assert plain(formats.local_datetime(moment)) == "2026年11月23日 04:05"
        assert formats.local_day(date(2026, 11, 22)) == "11月22日"
    with timezone.override("Asia/Shanghai"), translation.override("en"):
        assert plain(formats.local_date(moment)) == "23 Nov 2026"
        assert plain(formats.local_date(date(2026, 11, 22))) == "22 Nov 2026"
        assert formats.local_date(None) == "–"


@pytest.mark.parametrize(
    ("code", "english", "chinese"),
    [
        ("FY2026", "FY2026", "2026财年"),
        ("2026-Q4", "FY2026 Q4", "2026财年第四季度"),
        ("2026-03", "2026-03", "2026年3月"),
        ("2026-W07", "2026-W07", "2026年第7周"),
        ("whole life", "whole life", "whole life"),
    ],
)
def test_periods(code, english, chinese):
    with translation.override("en"):
        assert period_name(code) == english
    with translation.override("zh-hans"):
        assert period_name(code) == chinese


@given(st.integers(min_value=-(2**70), max_value=2**70))
def test_money_says_every_cent(minor):
    digits = formats.money(minor).replace("¥", "").replace(",", "").replace(".", "").replace("−", "-")
    assert int(digits) == minor


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_short_money_is_never_off_by_more_than_its_last_digit(minor):
    figure, unit = formats.short_money_parts(minor)
    size = {"": 1, "万": 10**4, "亿": 10**8, "K": 10**3, "M": 10**6, "B": 10**9}[unit]
    places = len(figure.partition(".")[2])
    shown = Fraction(figure.replace(",", "").replace("−", "-")) * size
    assert abs(shown - Fraction(minor, 100)) <= Fraction(size, 2 * 10**places)
