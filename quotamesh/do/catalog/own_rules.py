"""What an own indicator may be: its code, its names, and of which two others a ratio is made."""

import re
from dataclasses import dataclass

from django.utils import translation

from quotamesh.do.catalog.definition import Aggregation, Definition, Measure
from quotamesh.do.catalog.own import Definitions, definitions
from quotamesh.do.catalog.refusals import BadIndicator

CODE = re.compile(r"[a-z][a-z0-9_]{1,39}")
WAYS = (Aggregation.SUM, Aggregation.STOCK, Aggregation.RATIO)
PARTS = ("numerator", "denominator")


@dataclass(frozen=True)
class Wanted:
    """An own indicator to be: a sum, a state, or a ratio of two others (by code)."""

    code: str
    name_zh: str
    name_en: str
    meaning: str
    aggregation: str
    measure: str
    numerator: str = ""
    denominator: str = ""
    group: str = ""

    @property
    def is_ratio(self) -> bool:
        return self.aggregation == Aggregation.RATIO


def check_code(code: str, known: Definitions) -> None:
    """Raises: BadIndicator."""
    if not CODE.fullmatch(code):
        raise BadIndicator("code", "code", code)
    if code in known:
        raise BadIndicator("code", "code_taken", code)


def check_kind(wanted: Wanted, known: Definitions) -> None:
    """How it adds up, what it is measured in, and what a ratio is made of.

    Raises:
        BadIndicator
    """
    if wanted.aggregation not in WAYS:
        raise BadIndicator("aggregation", "way")
    if wanted.is_ratio:
        _check_parts(wanted, known)
    elif wanted.measure == Measure.SHARE:
        raise BadIndicator("measure", "share")
    elif wanted.numerator or wanted.denominator:
        raise BadIndicator("numerator", "parts")


def check_names(wanted: Wanted) -> None:
    """Raises: BadIndicator."""
    if not wanted.name_zh.strip() and not wanted.name_en.strip():
        raise BadIndicator("name_zh", "name")
    others = [each for each in definitions().values() if each.code != wanted.code]
    taken = set()
    for language in ("en", "zh-hans"):
        with translation.override(language):
            taken |= {str(each.name) for each in others}
    for field in ("name_zh", "name_en"):
        if (name := getattr(wanted, field)) in taken:
            raise BadIndicator(field, "name_taken", name)


def _check_parts(wanted: Wanted, known: Definitions) -> None:
    for field in PARTS:
        if (code := getattr(wanted, field)) == wanted.code:
            raise BadIndicator(field, "itself")
        part = known.get(code)
        if part is None:
            raise BadIndicator(field, "unknown_part", code)
        if part.numerator:
            raise BadIndicator(field, "ratio_part", str(part.name))
        if part.hidden:
            raise BadIndicator(field, "hidden_part", str(part.name))
    if wanted.numerator == wanted.denominator:
        raise BadIndicator("denominator", "same")
    _check_measures(wanted.measure, known[wanted.numerator], known[wanted.denominator])


def _check_measures(measure: str, numerator: Definition, denominator: Definition) -> None:
    """Whether the quotient can be read in this measure."""
    above, below = numerator.measure, denominator.measure
    if measure == Measure.SHARE and above != below:
        raise BadIndicator("measure", "unlike")
    if measure == Measure.MONEY and (above != Measure.MONEY or below == Measure.MONEY):
        raise BadIndicator("measure", "no_money")
    if measure == Measure.QUANTITY and (above, below) != (Measure.QUANTITY, Measure.COUNT):
        raise BadIndicator("measure", "no_quantity")
    if measure == Measure.COUNT and above != below:
        raise BadIndicator("measure", "no_number")
