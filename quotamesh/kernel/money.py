"""Amounts of money: integers of the smallest unit (fen, cent), never floats."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from quotamesh.kernel.amount_text import MAX_AMOUNT, NotAnAmount, parse_amount
from quotamesh.kernel.errors import KernelError

__all__ = [
    "MAX_AMOUNT",
    "BadRate",
    "BadWeights",
    "NotAnAmount",
    "UnknownCurrency",
    "convert",
    "format_plain",
    "largest_remainder",
    "minor_units",
    "parse_amount",
    "rate_fraction",
    "share_bp",
]

Ints = npt.NDArray[np.int64]

BASIS_POINTS = 10_000

_DIGITS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: """AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD
    CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL
    HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU
    MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG
    SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST
    XCD XCG YER ZAR ZMW ZWG""",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
_UNITS = {code: digits for digits, codes in _DIGITS.items() for code in codes.split()}


class UnknownCurrency(KernelError):
    """`currency` is not an ISO 4217 code with a smallest unit."""

    def __init__(self, currency: str) -> None:
        super().__init__(f"unknown currency {currency!r}")
        self.currency = currency


class BadRate(KernelError):
    """A rate must be a fraction of two positive integers, each below 2**31 if reduced."""

    def __init__(self, numerator: int, denominator: int) -> None:
        super().__init__(f"rate {numerator}/{denominator} is not a positive fraction")
        self.numerator = numerator
        self.denominator = denominator


class BadWeights(KernelError):
    """Weights that nothing can be divided by: `reason` is 'negative' or 'all-zero'."""

    def __init__(self, reason: str, total: int) -> None:
        super().__init__(f"{reason} weights for {total}")
        self.reason = reason
        self.total = total


def minor_units(currency: str) -> int:
    """Decimal places of a currency (ISO 4217): CNY 2, JPY 0, BHD 3. Raises UnknownCurrency."""
    try:
        return _UNITS[currency]
    except KeyError:
        raise UnknownCurrency(currency) from None


def format_plain(amount: int, digits: int = 2) -> str:
    """`amount` smallest units as plain decimals, no grouping: -5 -> '-0.05'."""
    whole, part = divmod(abs(amount), 10**digits)
    sign = "-" if amount < 0 else ""
    return f"{sign}{whole}.{part:0{digits}d}" if digits else f"{sign}{whole}"


def rate_fraction(rate: str, from_digits: int = 2, to_digits: int = 2) -> tuple[int, int]:
    """A typed rate ('7.1234' units of the second currency for one of the first) as an integer fraction
    between smallest units, ready for `convert`. Raises NotAnAmount, BadRate."""
    scaled = parse_amount(rate, 10)
    numerator, denominator = scaled * 10**to_digits, 10 ** (10 + from_digits)
    if scaled <= 0:
        raise BadRate(numerator, denominator)
    return numerator, denominator


def convert(amounts: npt.ArrayLike, rate_numerator: int, rate_denominator: int) -> Ints:
    """amounts × numerator ÷ denominator, exact, rounded half up in magnitude (2.5 -> 3, -2.5 -> -3).

    amounts: integers of any shape; result int64 of the same shape. Half up and not half even because that
    is what banks and invoices do, and because -x then converts to minus what x converts to.
    Raises BadRate; OverflowError where a result leaves int64.
    """
    if rate_numerator <= 0 or rate_denominator <= 0:
        raise BadRate(rate_numerator, rate_denominator)
    common = int(np.gcd(rate_numerator, rate_denominator)) if rate_numerator < 2**63 > rate_denominator else 1
    numerator, denominator = rate_numerator // common, rate_denominator // common
    values = np.asarray(amounts, dtype=np.int64)
    largest = int(np.abs(values).max(initial=0))
    if denominator * (2 * numerator + 1) < 2**62 and largest * numerator // denominator < 2**62:
        whole, part = np.divmod(np.abs(values), denominator)
        rounded = whole * numerator + (2 * part * numerator + denominator) // (2 * denominator)
        return np.asarray(np.sign(values) * rounded, dtype=np.int64)
    exact = [_convert_one(int(value), numerator, denominator) for value in values.ravel()]
    return np.array(exact, dtype=np.int64).reshape(values.shape)


def _convert_one(value: int, numerator: int, denominator: int) -> int:
    rounded = (2 * abs(value) * numerator + denominator) // (2 * denominator)
    return -rounded if value < 0 else rounded


def share_bp(amounts: npt.ArrayLike, basis_points: npt.ArrayLike) -> Ints:
    """amounts × basis points ÷ 10,000, exact, rounded half up in magnitude. Any shapes that broadcast.

    |amount| < 2**62 ÷ max(1, bp ÷ 10,000); whole and rest are multiplied apart, so nothing overflows.
    """
    values = np.asarray(amounts, dtype=np.int64)
    points = np.asarray(basis_points, dtype=np.int64)
    whole, part = np.divmod(np.abs(values), BASIS_POINTS)
    rounded = whole * points + (part * points + BASIS_POINTS // 2) // BASIS_POINTS
    return np.asarray(np.sign(values) * rounded, dtype=np.int64)


def largest_remainder(total: int, weights: Sequence[int]) -> list[int]:
    """Split `total` in proportion to integer `weights` so that the parts add up (Hamilton's method).

    Each part gets its quota rounded down, the units left over go to the largest remainders, ties by order.
    A negative total splits as minus the split of its magnitude. Plain Python integers, any size.
    Raises BadWeights.
    """
    whole = sum(weights)
    if any(weight < 0 for weight in weights):
        raise BadWeights("negative", total)
    if not whole:
        if total:
            raise BadWeights("all-zero", total)
        return [0] * len(weights)
    size = abs(total)
    parts = [size * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: -(size * weights[i] % whole))
    for i in order[: size - sum(parts)]:
        parts[i] += 1
    return parts if total >= 0 else [-part for part in parts]
