"""Typed amounts: what people write in forms and spreadsheets, read exactly or refused."""

import re

from quotamesh.kernel.errors import KernelError

MAX_AMOUNT = (2**63 - 1) // 1000
_LONGEST = 100

_FULL_WIDTH = str.maketrans(
    "０１２３４５６７８９，．－−﹣＋（）￥＄’＇\u3000\u00a0\u202f\u2009ＫＭｋｍ",
    "0123456789,.---+()¥$''    KMKM",
)
_CODES = (
    "CNY",
    "USD",
    "EUR",
    "GBP",
    "JPY",
    "KRW",
    "HKD",
    "TWD",
    "SGD",
    "AUD",
    "CAD",
    "CHF",
    "NZD",
    "INR",
    "BHD",
)
_FAMILIES = {
    "¥": {"CNY", "JPY"},
    "$": {"USD", "HKD", "TWD", "CAD", "AUD", "SGD", "NZD"},
    "€": {"EUR"},
    "£": {"GBP"},
    "₩": {"KRW"},
    "元": {"CNY", "TWD", "HKD", "JPY"},
    "元整": {"CNY", "TWD", "HKD"},
    "人民币": {"CNY"},
    "RMB": {"CNY"},
    "美元": {"USD"},
    "US$": {"USD"},
    "HK$": {"HKD"},
    "NT$": {"TWD"},
    **{code: {code} for code in _CODES},
}
_POWERS = {"千": 3, "K": 3, "万": 4, "萬": 4, "百万": 6, "M": 6, "千万": 7, "亿": 8, "億": 8, "万亿": 12}


def _either(words: dict[str, object]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_CURRENCY, _POWER = _either({**_FAMILIES}), _either({**_POWERS})
_SHAPE = re.compile(
    rf"(?P<sign1>[+-])?\s*(?P<front>{_CURRENCY})?\s*(?P<sign2>[+-])?\s*"
    rf"(?P<number>[0-9.][0-9.,' ]*?)\s*(?P<power>{_POWER})?\s*(?P<behind>{_CURRENCY})?\s*(?P<sign3>-)?",
    re.IGNORECASE,
)
_GROUPED = re.compile(
    r"[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,2}(?:'[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+"
)


class NotAnAmount(KernelError):
    """`value` cannot be read as money.

    `reason` is 'empty', 'not-a-number', 'too-many-decimals', 'ambiguous' or 'too-large'.
    """

    def __init__(self, value: str, reason: str) -> None:
        super().__init__(f"{value!r}: {reason}")
        self.value = value
        self.reason = reason


def parse_amount(text: str, digits: int = 2) -> int:
    """Read a typed amount as an integer of the smallest unit, exactly.

    digits: decimal places of the currency. Reads thousands separators (comma, apostrophe, space) in groups of
    three, full-width characters, a currency sign or word in front or behind, 千 万 亿 K M, a sign in front,
    a minus behind, parentheses for negative amounts. '12.5万' -> 12500000 at two digits.
    Raises NotAnAmount; nothing is ever guessed: '1,5', '1.234,56' and '1,23,4' are 'ambiguous'.
    """
    plain = text.translate(_FULL_WIDTH).strip()
    if not plain:
        raise NotAnAmount(text, "empty")
    if len(plain) > _LONGEST:
        raise NotAnAmount(text, "not-a-number")
    inside = plain[1:-1].strip() if plain[0] == "(" and plain[-1] == ")" else plain
    shape = _SHAPE.fullmatch(inside)
    if shape is None:
        raise NotAnAmount(text, "not-a-number")
    signs = [sign for sign in shape.group("sign1", "sign2", "sign3") if sign]
    if len(signs) + (inside is not plain) > 1:
        raise NotAnAmount(text, "ambiguous")
    if not _same_currency(shape["front"], shape["behind"]):
        raise NotAnAmount(text, "ambiguous")
    shift = digits + _POWERS[shape["power"].upper()] if shape["power"] else digits
    size = _size(text, shape["number"], shift)
    return -size if inside is not plain or signs == ["-"] else size


def _same_currency(front: str | None, behind: str | None) -> bool:
    if not front or not behind:
        return True
    return bool(_FAMILIES[front.upper()] & _FAMILIES[behind.upper()])


def _size(text: str, number: str, shift: int) -> int:
    whole, point, part = number.partition(".")
    if any(mark in whole for mark in ",' "):
        if not _GROUPED.fullmatch(whole):
            raise NotAnAmount(text, "ambiguous")
        whole = re.sub("[,' ]", "", whole)
    if re.search("[.,' ]", part):
        raise NotAnAmount(text, "ambiguous")
    if not whole + part or (point and not part):
        raise NotAnAmount(text, "not-a-number")
    part = part.rstrip("0")
    if len(part) > shift:
        raise NotAnAmount(text, "too-many-decimals")
    figures = (whole + part.ljust(shift, "0")).lstrip("0")
    if len(figures) > len(str(MAX_AMOUNT)) or int(figures or "0") > MAX_AMOUNT:
        raise NotAnAmount(text, "too-large")
    return int(figures or "0")
