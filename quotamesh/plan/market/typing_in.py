"""Figures of the market as people type them, and as they are shown to be typed over."""

from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from quotamesh.base.shell.formats import grouped, number, percent, short_money, symbol
from quotamesh.kernel.money import NotAnAmount, minor_units, parse_amount
from quotamesh.plan.market.kinds import BASIS_POINTS

FULL_WIDTH = str.maketrans("％，−", "%,-")


class NotRead(ValueError):
    """What was typed is no figure of this measure; its text says what would be."""


def read_figure(text: str, measure: str, currency: str) -> int:
    """A count, an amount in smallest units, or a share or change in basis points.

    Raises:
        NotRead
    """
    if measure in ("share", "change"):
        return basis_points(text)
    try:
        return parse_amount(text, minor_units(currency) if measure == "money" else 0)
    except NotAnAmount as error:
        raise NotRead(
            _("“%(text)s” is not a figure. Write it as 1,250,000 or 125万.").replace("%(text)s", text)
        ) from error


def has_sign(text: str) -> bool:
    return text.translate(FULL_WIDTH).strip().endswith("%")


def basis_points(text: str) -> int:
    """'12 %' and '12' and '0.12' are the same: from 1 on a number can only be meant in per cent."""
    plain = text.translate(FULL_WIDTH).strip()
    try:
        typed = Decimal(plain.rstrip("%").strip())
        points = typed * (100 if plain.endswith("%") or abs(typed) >= 1 else BASIS_POINTS)
        whole = points.to_integral_value()
    except (InvalidOperation, ValueError) as error:
        raise NotRead(_bad_share(text)) from error
    if points != whole or abs(whole) > 10**9:
        raise NotRead(_bad_share(text))
    return int(whole)


def _bad_share(text: str) -> str:
    return _("“%(text)s” is not a share: write 12 % or 0.12, with two decimals at most.").replace(
        "%(text)s", text
    )


def typed(value: int, measure: str, currency: str) -> str:
    """As a person would type it, decimals only where there are any."""
    if measure in ("share", "change"):
        return f"{value / 100:g} %"
    text = grouped(value, minor_units(currency) if measure == "money" else 0)
    return text.removesuffix("." + "0" * minor_units(currency)) if "." in text else text


def shown(value: int, measure: str, currency: str) -> str:
    if measure in ("share", "change"):
        return percent(Decimal(value) / BASIS_POINTS)
    return symbol(currency) + short_money(value, currency) if measure == "money" else number(value)


def likely_and_ends(values: list[int] | None, measure: str, currency: str) -> tuple[str, str]:
    """The likely value, and from where to where unless it is sure."""
    if not values:
        return "", ""
    low, likely, high = (shown(value, measure, currency) for value in values)
    return likely, "" if values[0] == values[2] else f"{low} – {high}"


def span(values: list[int] | None, measure: str, currency: str) -> str:
    """Three points on one line."""
    likely, ends = likely_and_ends(values, measure, currency)
    return f"{likely} ({ends})" if ends else likely
