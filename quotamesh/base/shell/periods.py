"""Names of fiscal periods. Codes: FY2026, FY2026-H1, FY2026-Q4, FY2026-M03, 2026-03, 2026-W12."""

import re

from .formats import is_chinese

QUARTERS = ("", "一", "二", "三", "四")
HALVES = ("", "上半年", "下半年")
CODE = re.compile(r"(?P<fiscal>FY)?(?P<year>\d{4})(?:-(?P<kind>[HQMW])?(?P<number>\d{1,2}))?")


def year_name(year: int) -> str:
    return f"{year}财年" if is_chinese() else f"FY{year}"


def half_name(half: int) -> str:
    return HALVES[half] if is_chinese() else f"H{half}"


def quarter_name(quarter: int) -> str:
    return f"第{QUARTERS[quarter]}季度" if is_chinese() else f"Q{quarter}"


def month_name(year: int, month: int) -> str:
    """The calendar month."""
    return f"{year}年{month}月" if is_chinese() else f"{year}-{month:02d}"


def fiscal_month_name(month: int) -> str:
    """The month's number within the fiscal year."""
    return f"第{month}期" if is_chinese() else f"P{month}"


def week_name(year: int, week: int) -> str:
    return f"{year}年第{week}周" if is_chinese() else f"{year}-W{week:02d}"


def period_name(code: str | None) -> str:
    """The local name of a period's code; a text that is no code stays as it is."""
    match = CODE.fullmatch(code or "")
    if not match:
        return code or ""
    year, kind, number = int(match["year"]), match["kind"], match["number"]
    if number is None:
        return year_name(year) if match["fiscal"] else f"{year}年" if is_chinese() else str(year)
    if kind is None:
        return month_name(year, int(number))
    if kind == "W":
        return week_name(year, int(number))
    part = {"H": half_name, "Q": quarter_name, "M": fiscal_month_name}[kind](int(number))
    return f"{year_name(year)}{'' if is_chinese() else ' '}{part}"
