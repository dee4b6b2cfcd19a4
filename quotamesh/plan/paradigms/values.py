"""Values of nodes as people read and type them."""

from quotamesh.base.people.models import Company
from quotamesh.base.shell.formats import MINUS, grouped, number, percent, scale, short_money, symbol
from quotamesh.kernel.amount_text import NotAnAmount
from quotamesh.kernel.drivers_solve import whole
from quotamesh.kernel.money import minor_units, parse_amount
from quotamesh.plan.paradigms.trees import TreeNode

DECIMALS = 4
NOTHING = "–"


def shown(node: TreeNode, value: float | None, currency: str) -> str:
    """For the eye: money short, shares in per cent, counts whole where they are large."""
    if value is None:
        return NOTHING
    if node.unit == "money":
        return symbol(currency) + short_money(round(value), currency)
    if node.unit == "share":
        return percent(value)
    return plain(value)


def needed_shown(node: TreeNode, value: float, currency: str) -> str:
    """Of counts the whole number that suffices."""
    return shown(node, float(whole(value)) if node.unit == "count" else value, currency)


def plain(value: float) -> str:
    """Three figures are enough to act on: 3.2, 16, 1,240."""
    digits = 0 if abs(value) >= 100 or value == int(value) else 1 if abs(value) >= 10 else 2
    text = number(value, digits)
    return text.rstrip("0").rstrip(".") if "." in text else text


def typed(node: TreeNode, value: float | None, company: Company) -> str:
    """As a person would type it again, exactly."""
    if value is None:
        return ""
    if node.unit == "money":
        digits = minor_units(company.currency)
        return _short(grouped(round(value), digits))
    if node.unit == "share":
        return _short(grouped(scale(value * 100, DECIMALS), DECIMALS)) + " %"
    return _short(grouped(scale(value, DECIMALS), DECIMALS))


def _short(text: str) -> str:
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(MINUS, "-")


def read_value(text: str, unit: str, company: Company) -> float:
    """Money becomes its smallest unit; 15 %, 15% and 0.15 are the same share.

    Raises:
        NotAnAmount
    """
    if unit == "money":
        return float(parse_amount(text, minor_units(company.currency)))
    text = text.strip()
    if unit == "share" and text[-1:] in ("%", "％"):
        return parse_amount(text[:-1].strip(), DECIMALS) / 10**DECIMALS / 100
    value = parse_amount(text, DECIMALS + 2) / 10 ** (DECIMALS + 2)
    if unit == "share" and value > 1:
        raise NotAnAmount(text, "share")
    return value
