"""Columns of amounts and quantities: whole numbers of the smallest unit, never floats.

Plain cells (1234.5, 1,234.50) are read in bulk as decimals; whatever looks otherwise (12.5万, (3.00), ￥8) is
read one different text at a time by the kernel.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from django.utils.translation import gettext_noop as _

from quotamesh.base.tables.coded import Coded, Numbers, encode
from quotamesh.base.tables.parsing import Context, Parsed, Parser, each
from quotamesh.base.tables.problems import Message, Refused
from quotamesh.kernel.money import NotAnAmount, UnknownCurrency, minor_units, parse_amount

if TYPE_CHECKING:
    from quotamesh.base.tables.rows import Rows

FIGURES = 15
_SIGN = re.compile("[¥￥$＄€£₩元]|[A-Za-z]{2,}|人民币")

_REASONS = {
    "not-a-number": (_("is not a number."), _("Write it like 1234.50, 1,234.50 or 12.5万.")),
    "ambiguous": (
        _("can be read in more than one way."),
        _("Write it with a point and without separators: 1234.50."),
    ),
    "too-many-decimals": (_("has too many decimals."), _("At most %(digits)s decimals.")),
    "too-large": (_("is too large."), _("At most 15 figures can be stored.")),
}


def refusal(reason: str, digits: int) -> Refused:
    message, hint = _REASONS[reason]
    return Refused("not_an_amount", Message(message), Message(hint, digits=digits))


def decimals(digits: int) -> Parser:
    """Numbers with so many decimals at most."""
    return lambda cells, _rows: read_decimals(cells, digits)


def varying_decimals(digits_of: Callable[["Rows"], np.ndarray]) -> Parser:
    """Numbers whose decimals differ from row to row."""
    return lambda cells, rows: read_each(cells, digits_of(rows))


def money(column: str = "currency") -> Parser:
    """Amounts in each row's currency, the company's where that cell is empty or unknown."""

    def parse(cells: pl.Series, rows: "Rows") -> Parsed:
        currencies, own = rows.coded(column), rows.context.currency
        if not currencies.filled.any():
            return read_decimals(cells, rows.context.digits, currencies, own)
        digits = currencies.array(minor_units, rows.context.digits, np.int64)
        return read_each(cells, digits, currencies, own)

    return parse


def read_each(cells: pl.Series, wanted: np.ndarray, currencies: Coded | None = None, own: str = "") -> Parsed:
    """A column in parts, one for each number of decimals."""
    values, filled = np.zeros(len(cells), dtype=np.int64), np.zeros(len(cells), dtype=bool)
    refused: list[tuple[np.ndarray, Refused]] = []
    for number in np.unique(wanted).tolist():
        places = np.flatnonzero(wanted == number)
        of_part = Coded(currencies.codes[places], currencies.values) if currencies else None
        part = read_decimals(cells.gather(places), number, of_part, own)
        values[places], filled[places] = part.column.values, part.column.filled
        refused += [(places[rows], why) for rows, why in part.refused]
    return Parsed(Numbers(values, filled), tuple(refused))


def read_decimals(cells: pl.Series, digits: int, currencies: Coded | None = None, own: str = "") -> Parsed:
    """A column whose cells all have `digits` decimals at most; signs must be those of the currency, if any."""
    whole = rf"-?[0-9]{{1,{FIGURES - digits}}}"
    part = rf"(?:\.[0-9]{{1,{digits}}}0*)?" if digits else r"(?:\.0+)?"
    exact, filled = _in_bulk(cells, f"^{whole}{part}$", digits)
    odd = np.flatnonzero(cells.is_not_null().to_numpy() & ~filled)
    if not len(odd):
        return Parsed(Numbers(exact, filled))
    exact, filled = exact.copy(), filled.copy()
    grouped = rf"^-?[1-9][0-9]{{0,2}}(?:,[0-9]{{3}}){{1,{(FIGURES - digits) // 3 - 1}}}{part}$"
    texts = cells.gather(odd)
    fitting = texts.str.contains(grouped)
    without = pl.select(pl.when(fitting).then(texts.str.replace_all(",", "", literal=True))).to_series()
    bare, read = _in_bulk(without, f"^{whole}{part}$", digits)
    exact[odd[read]], filled[odd[read]] = bare[read], True
    refused = tuple(_one_by_one(cells, exact, filled, odd[~read], digits))
    refused += tuple(_foreign_signs(cells, filled, odd[~read], currencies, own)) if currencies else ()
    return Parsed(Numbers(exact, filled), refused)


def _in_bulk(cells: pl.Series, shape: str, digits: int) -> tuple[np.ndarray, np.ndarray]:
    plain = pl.when(pl.col("c").str.contains(shape)).then(pl.col("c"))
    amounts = plain.cast(pl.Decimal(38, digits), strict=False).to_physical().cast(pl.Int64)
    read = pl.DataFrame({"c": cells}).lazy().select(amounts).collect().to_series()
    return read.fill_null(0).to_numpy(), read.is_not_null().to_numpy()


def _one_by_one(cells: pl.Series, exact: np.ndarray, filled: np.ndarray, odd: np.ndarray, digits: int):
    coded = encode(cells.gather(odd))
    for code, text in enumerate(coded.values):
        places = odd[coded.codes == code]
        try:
            exact[places], filled[places] = parse_amount(text, digits), True
        except NotAnAmount as error:
            if error.reason != "empty":
                yield places, refusal(error.reason, digits)


def _foreign_signs(cells: pl.Series, filled: np.ndarray, odd: np.ndarray, currencies: Coded, own: str):
    """Amounts with the sign of another currency than the row's: $100 in a row of yuan is no 100 yuan."""
    for place, text in zip(odd.tolist(), cells.gather(odd).to_list(), strict=True):
        currency = currencies[place] or own
        if filled[place] and _SIGN.search(text) and not _bears(text, currency):
            message = Message(_("bears the sign of another currency than %(currency)s."), currency=currency)
            hint = Message(_("Put the currency into its own column, or leave the sign out."))
            yield np.array([place]), Refused("currency_sign", message, hint)


def _bears(text: str, currency: str) -> bool:
    """The kernel reads two signs around a number only if they mean the same currency."""
    for both in (text + currency, currency + text):
        try:
            parse_amount(both, 4)
        except NotAnAmount as error:
            if error.reason in ("too-large", "too-many-decimals"):
                return True
        else:
            return True
    return False


def read_currency(text: str, _context: Context) -> str:
    wanted = text.upper()
    try:
        minor_units(wanted)
    except UnknownCurrency as error:
        raise Refused(
            "unknown_currency", Message(_("is not a currency.")),
            Message(_("Write its three letters, such as CNY or USD.")),
        ) from error  # fmt: skip
    return wanted


currency = each(read_currency)
amount = money()
quantity = decimals(3)
