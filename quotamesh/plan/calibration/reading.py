"""Figures as people type them: one number, or low / likely / high; and as they are shown to be typed over."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from quotamesh.base.shell.formats import grouped, is_chinese
from quotamesh.kernel.amount_text import NotAnAmount
from quotamesh.kernel.money import parse_amount

MONEY, SHARE, COUNT = "money", "share", "count"
BETWEEN = re.compile(r"\s*[/／]\s*")
LIMIT = 10


class NotRead(ValueError):
    """What was typed is no figure; its text says what would be."""


def read_points(text: str, measure: str, digits: int) -> list[Any]:
    """'100' or '80 / 100 / 120' as three figures in order. Raises NotRead."""
    parts = BETWEEN.split(text.strip())
    if len(parts) not in (1, 3):
        raise NotRead(_("Enter one figure, or low / likely / high: 80 / 100 / 120."))
    figures = [read_one(part, measure, digits) for part in parts]
    points = figures * 3 if len(figures) == 1 else figures
    if points != sorted(points):
        raise NotRead(_("Low must not be above likely, nor likely above high: write them in this order."))
    return points


def read_one(text: str, measure: str, digits: int) -> Any:
    """An amount in smallest units, or a share as a fraction. Raises NotRead."""
    try:
        return parse_amount(text, digits) if measure == MONEY else read_share(text)
    except NotAnAmount as error:
        raise NotRead(
            _("“%(text)s” is not an amount: write 1,250,000 or 125万.").replace("%(text)s", text)
        ) from error


def read_share(text: str) -> float:
    """'12 %', '12' and '0.12' are the same: from 1 on a number can only be meant in per cent. Raises NotRead."""
    plain = text.translate(str.maketrans("％，−", "%,-")).strip()
    try:
        typed = Decimal(plain.rstrip("%").strip())
        share = typed / 100 if plain.endswith("%") or abs(typed) >= 1 else typed
    except InvalidOperation as error:
        raise NotRead(
            _("“%(text)s” is not a share: write 12 % or 0.12.").replace("%(text)s", text)
        ) from error
    if not share.is_finite() or abs(share) > LIMIT:
        raise NotRead(_("“%(text)s” is not a share: write 12 % or 0.12.").replace("%(text)s", text))
    return float(share)


def typed_points(points: list[Any] | None, measure: str, digits: int) -> str:
    if not points:
        return ""
    shown = [typed_one(point, measure, digits) for point in points]
    return shown[0] if len(set(shown)) == 1 else " / ".join(shown)


def typed_one(value: Any, measure: str, digits: int) -> str:
    if measure == SHARE:
        return f"{float(value) * 100:.6g} %"
    return _brief(int(value), digits) or _whole(int(value), digits)


def _whole(value: int, digits: int) -> str:
    text = grouped(value, digits)
    return text.removesuffix("." + "0" * digits) if digits else text


def _brief(value: int, digits: int) -> str:
    """In 万 or 亿, M, where that is exact with at most two decimals."""
    for size, name in ((10**8, "亿"), (10**4, "万")) if is_chinese() else ((10**6, " M"),):
        if abs(value) >= size * 10**digits and value * 100 % (size * 10**digits) == 0:
            whole, part = divmod(abs(value) * 100 // (size * 10**digits), 100)
            shown = f"{whole}.{part:02d}".rstrip("0").rstrip(".")
            return ("-" if value < 0 else "") + shown + name
    return ""
