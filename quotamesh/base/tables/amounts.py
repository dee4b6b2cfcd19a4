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

from quotamesh.base.tables.coded import Coded, Numbers, encode, number_texts, texts_of
from quotamesh.base.tables.parsing import Context, Parsed, Parser, each
from quotamesh.base.tables.problems import Message, Refused
from quotamesh.kernel.money import MAX_AMOUNT, NotAnAmount, UnknownCurrency, minor_units, parse_amount

if TYPE_CHECKING:
    from quotamesh.base.tables.rows import Rows

SAMPLE = 2_000
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
    return Parsed(Numbers(values, filled, wanted), tuple(refused))


def read_decimals(cells: pl.Series, digits: int, currencies: Coded | None = None, own: str = "") -> Parsed:
    """A column whose cells all have `digits` decimals at most; signs must be those of the currency, if any."""
    if _few_texts(cells):
        return _once_a_text(cells, digits, currencies, own)
    return _read_all(cells, digits, currencies, own)


def _read_all(cells: pl.Series, digits: int, currencies: Coded | None = None, own: str = "") -> Parsed:
    part = rf"(?:\.[0-9]{{1,{digits}}}0*)?" if digits else r"(?:\.0+)?"
    exact, filled = _in_bulk(cells, f"^-?[0-9]+{part}$", digits)
    odd = np.flatnonzero(cells.is_not_null().to_numpy() & ~filled)
    if not len(odd):
        return Parsed(Numbers(exact, filled, digits))
    exact, filled = exact.copy(), filled.copy()
    grouped = rf"^-?[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+{part}$"
    texts = cells.gather(odd)
    fitting = texts.str.contains(grouped)
    without = pl.select(pl.when(fitting).then(texts.str.replace_all(",", "", literal=True))).to_series()
    bare, read = _in_bulk(without, f"^-?[0-9]+{part}$", digits)
    exact[odd[read]], filled[odd[read]] = bare[read], True
    refused = tuple(_one_by_one(cells, exact, filled, odd[~read], digits))
    refused += tuple(_foreign_signs(cells, filled, odd[~read], currencies, own)) if currencies else ()
    return Parsed(Numbers(exact, filled, digits), refused)


def _few_texts(cells: pl.Series) -> bool:
    """Whether the first rows promise that reading every different text once is the shorter way."""
    start = cells.head(SAMPLE)
    return len(cells) > SAMPLE and start.n_unique() < SAMPLE // 4


def _once_a_text(cells: pl.Series, digits: int, currencies: Coded | None, own: str) -> Parsed:
    codes = number_texts(cells)
    texts = texts_of(cells, codes)
    if currencies and texts.str.contains(_SIGN.pattern).any():
        return _read_all(cells, digits, currencies, own)
    read = _read_all(texts, digits)
    values, filled = np.r_[read.column.values, 0][codes], np.r_[read.column.filled, False][codes]
    refused = tuple((np.flatnonzero(np.isin(codes, places)), why) for places, why in read.refused)
    return Parsed(Numbers(values, filled, digits), refused)


def _in_bulk(cells: pl.Series, shape: str, digits: int) -> tuple[np.ndarray, np.ndarray]:
    plain = pl.when(pl.col("c").str.contains(shape)).then(pl.col("c"))
    amounts = plain.cast(pl.Decimal(38, digits), strict=False).to_physical().cast(pl.Int64, strict=False)
    read = pl.DataFrame({"c": cells}).lazy().select(amounts).collect().to_series()
    values, filled = read.fill_null(0).to_numpy(), read.is_not_null().to_numpy()
    return values, filled & (np.abs(values) <= MAX_AMOUNT)


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
