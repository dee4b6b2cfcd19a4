"""Numbers, money, dates and periods as people read them.

Money comes in as integer minor units and is rounded here for the eye only: half away from zero, by integer
arithmetic. Nothing that leaves this module is fit for adding up.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from django.utils import timezone
from django.utils.translation import get_language

from quotamesh.kernel.money import minor_units

MINUS = "\N{MINUS SIGN}"
GAP = "\N{NO-BREAK SPACE}"
NOTHING = "\N{EN DASH}"

SYMBOLS = {
    "CNY": "¥",
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "JP¥",
    "HKD": "HK$",
    "TWD": "NT$",
    "KRW": "₩",
}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Ratio = Fraction | Decimal | float | int


@dataclass(frozen=True)
class Step:
    """One unit of short notation: from `size` on, show `digits` decimals and `name`."""

    size: int
    digits: int
    name: str


STEPS_ZH = (Step(10**8, 2, "亿"), Step(10**4, 1, "万"), Step(1, 0, ""))
STEPS_EN = (Step(10**9, 2, "B"), Step(10**6, 1, "M"), Step(10**3, 1, "K"), Step(1, 0, ""))


def is_chinese() -> bool:
    return (get_language() or "en").startswith("zh")


def symbol(currency: str) -> str:
    return SYMBOLS.get(currency, currency + GAP)


def divide(amount: int, by: int) -> int:
    """Integer quotient, half away from zero."""
    quotient = (2 * abs(amount) + by) // (2 * by)
    return -quotient if amount < 0 else quotient


def grouped(scaled: int, digits: int) -> str:
    """`scaled` is the number times 10**digits: 123456, 2 → 1,234.56."""
    whole, part = divmod(abs(scaled), 10**digits)
    text = f"{whole:,}" + (f".{part:0{digits}d}" if digits else "")
    return (MINUS if scaled < 0 else "") + text


def scale(value: Ratio, digits: int) -> int:
    """The number times 10**digits, half away from zero."""
    exact = Fraction(value) * 10**digits
    return divide(exact.numerator, exact.denominator)


def number(value: Ratio | None, digits: int = 0) -> str:
    return NOTHING if value is None else grouped(scale(value, digits), digits)


def money(minor: int | None, currency: str = "CNY") -> str:
    if minor is None:
        return NOTHING
    text = grouped(minor, minor_units(currency))
    return text.replace(MINUS, MINUS + symbol(currency)) if minor < 0 else symbol(currency) + text


def short_parts(value: Ratio | None) -> tuple[str, str]:
    """Figure and unit apart, so that a page may set the unit smaller: ("1.50", "亿")."""
    if value is None:
        return NOTHING, ""
    steps = STEPS_ZH if is_chinese() else STEPS_EN
    for step, lower in pairwise(steps):
        # 99,999,999.99 rounds to 10,000.0 万 and is therefore written 1.00 亿; 99,600,000 stays 9,960.0 万.
        if (
            abs(scale(Fraction(value) / lower.size, lower.digits)) * lower.size
            >= step.size * 10**lower.digits
        ):
            return grouped(scale(Fraction(value) / step.size, step.digits), step.digits), step.name
    return grouped(scale(value, 0), 0), ""


def short(value: Ratio | None) -> str:
    return GAP.join(filter(None, short_parts(value)))


def brief(value: Ratio | None) -> str:
    """For axes: short, without decimals that say nothing."""
    figure, unit = short_parts(value)
    return GAP.join(filter(None, (figure.rstrip("0").rstrip(".") if "." in figure else figure, unit)))


def brief_money(minor: int | None, currency: str = "CNY") -> str:
    return brief(None if minor is None else Fraction(minor, 10 ** minor_units(currency)))


def short_money_parts(minor: int | None, currency: str = "CNY") -> tuple[str, str]:
    return short_parts(None if minor is None else Fraction(minor, 10 ** minor_units(currency)))


def short_money(minor: int | None, currency: str = "CNY") -> str:
    return GAP.join(filter(None, short_money_parts(minor, currency)))


def percent_parts(ratio: Ratio | None, digits: int = 1) -> tuple[str, str]:
    return (NOTHING, "") if ratio is None else (number(Fraction(ratio) * 100, digits), "%")


def percent(ratio: Ratio | None, digits: int = 1) -> str:
    """109.6 % in English, 109.6% in Chinese, where the standard sets it close."""
    return ("" if is_chinese() else GAP).join(filter(None, percent_parts(ratio, digits)))


def points(ratio: Ratio | None, digits: int = 1) -> str:
    """A difference of two ratios."""
    if ratio is None:
        return NOTHING
    return number(Fraction(ratio) * 100, digits) + GAP + ("个百分点" if is_chinese() else "pp")


def signed(value: Ratio | None, show: Callable[..., str] = number, *args) -> str:
    """Any of the formats above with its sign written out; nought has none."""
    text = show(value, *args)
    return "+" + text if value is not None and value > 0 and any("1" <= c <= "9" for c in text) else text


def local_date(day: date | None) -> str:
    if day is None:
        return NOTHING
    day = _local(day)
    if is_chinese():
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day}{GAP}{MONTHS[day.month - 1]}{GAP}{day.year}"


def local_day(day: date | None) -> str:
    """Without the year, where the year is plain."""
    if day is None:
        return NOTHING
    day = _local(day)
    return f"{day.month}月{day.day}日" if is_chinese() else f"{day.day}{GAP}{MONTHS[day.month - 1]}"


def month_word(day: date) -> str:
    """The month alone, with the year where one begins."""
    if is_chinese():
        return f"{day.year}年1月" if day.month == 1 else f"{day.month}月"
    return f"{MONTHS[day.month - 1]}{GAP}{day.year}" if day.month == 1 else MONTHS[day.month - 1]


def local_time(moment: datetime | None) -> str:
    return NOTHING if moment is None else f"{_local(moment):%H:%M}"


def local_datetime(moment: datetime | None) -> str:
    return NOTHING if moment is None else f"{local_date(moment)}{GAP}{local_time(moment)}"


def _local(day):
    return timezone.localtime(day) if isinstance(day, datetime) and timezone.is_aware(day) else day
