"""Names of the calendar's periods, whose codes are FY2026, 2026-Q4 (of FY2026), 2026-03 and 2026-W12."""

import re

from .formats import is_chinese

QUARTERS = ("", "一", "二", "三", "四")
CODE = re.compile(
    r"FY(?P<fiscal>\d{4})|(?P<year>\d{4})-(?:Q(?P<quarter>[1-4])|W(?P<week>\d\d)|(?P<month>\d\d))"
)


def year_name(year: int) -> str:
    return f"{year}财年" if is_chinese() else f"FY{year}"


def quarter_name(quarter: int) -> str:
    return f"第{QUARTERS[quarter]}季度" if is_chinese() else f"Q{quarter}"


def month_name(year: int, month: int) -> str:
    return f"{year}年{month}月" if is_chinese() else f"{year}-{month:02d}"


def week_name(year: int, week: int) -> str:
    return f"{year}年第{week}周" if is_chinese() else f"{year}-W{week:02d}"


def period_name(code: str | None) -> str:
    """The local name of a period's code; a text that is no code stays as it is."""
    match = CODE.fullmatch(code or "")
    if not match:
        return code or ""
    if match["fiscal"]:
        return year_name(int(match["fiscal"]))
    year = int(match["year"])
    if match["quarter"]:
        gap = "" if is_chinese() else " "
        return year_name(year) + gap + quarter_name(int(match["quarter"]))
    return week_name(year, int(match["week"])) if match["week"] else month_name(year, int(match["month"]))
