"""Own indicators: made once, renamed at will, hidden when nobody wants them any more."""

import re
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from quotamesh.base.trail.actions import Actor, differences, record
from quotamesh.do.catalog.models import Indicator
from quotamesh.do.catalog.own import FIRST_OWN, definitions, forget

Aggregation, Measure = Indicator.Aggregation, Indicator.Measure
CODE = re.compile(r"[a-z][a-z0-9_]{1,39}")
WAYS = (Aggregation.SUM, Aggregation.STOCK, Aggregation.RATIO)


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


class BadIndicator(Exception):
    """What was wanted does not fit: `field` names where, `code` why, `value` what."""

    def __init__(self, field: str, code: str, value: str = ""):
        super().__init__(field, code, value)
        self.field, self.code, self.value = field, code, value

    def words(self) -> str:
        sentences = {
            "code": _("“%(value)s” is not a code: small letters, digits and _, beginning with a letter."),
            "code_taken": _("There is an indicator with the code “%(value)s” already."),
            "name": _("Give it a name in at least one language."),
            "name_taken": _("Another indicator is called “%(value)s”: two of one name cannot be told apart."),
            "way": _("An own indicator is a sum, a state at the end, or a ratio of two others."),
            "share": _("A share is a ratio of two indicators: choose what is divided by what."),
            "part": _("“%(value)s” cannot be a part of a ratio: choose a sum, a number or a state."),
            "same": _("Numerator and denominator are the same."),
            "parts": _("Only a ratio has a numerator and a denominator."),
            "own": _("“%(value)s” came with the product: it is defined there."),
        }
        return sentences[self.code] % {"value": self.value}


@transaction.atomic
def define_indicator(actor: Actor, wanted: Wanted) -> Indicator:
    """A new indicator of the company. Its code and way of adding up are for ever; names may change.

    Raises:
        BadIndicator
    """
    known = definitions()
    _check(wanted, known)
    key = max(Indicator.objects.aggregate(last=Max("pk"))["last"] or 0, FIRST_OWN - 1) + 1
    parts = {
        name: known[code].key for name in ("numerator", "denominator") if (code := getattr(wanted, name))
    }
    row = Indicator(
        pk=key, code=wanted.code, name_zh=wanted.name_zh, name_en=wanted.name_en, meaning=wanted.meaning,
        aggregation=wanted.aggregation, measure=wanted.measure, order=key,
        **{f"{name}_id": part for name, part in parts.items()},
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise BadIndicator("code", "code_taken", wanted.code) from error
    forget()
    change = {name: [None, value] for name, value in vars(wanted).items() if value}
    _leave_trail(actor, row, "define", change)
    return row


def _check(wanted: Wanted, known: dict) -> None:
    if not CODE.fullmatch(wanted.code):
        raise BadIndicator("code", "code", wanted.code)
    if wanted.code in known:
        raise BadIndicator("code", "code_taken", wanted.code)
    _check_names(wanted.name_zh, wanted.name_en, wanted.code)
    if wanted.aggregation not in WAYS:
        raise BadIndicator("aggregation", "way")
    if wanted.aggregation != Aggregation.RATIO:
        if wanted.measure == Measure.SHARE:
            raise BadIndicator("measure", "share")
        if wanted.numerator or wanted.denominator:
            raise BadIndicator("numerator", "parts")
        return
    for field in ("numerator", "denominator"):
        part = known.get(code := getattr(wanted, field))
        if part is None or part.numerator:
            raise BadIndicator(field, "part", code)
    if wanted.numerator == wanted.denominator:
        raise BadIndicator("denominator", "same")


def _check_names(name_zh: str, name_en: str, code: str) -> None:
    if not name_zh.strip() and not name_en.strip():
        raise BadIndicator("name_zh", "name")
    taken = {str(each.name) for each in definitions().values() if each.code != code}
    for field, name in (("name_zh", name_zh), ("name_en", name_en)):
        if name.strip() and name in taken:
            raise BadIndicator(field, "name_taken", name)


@transaction.atomic
def describe_indicator(actor: Actor, code: str, **values: str | bool) -> Indicator:
    """Change name_zh, name_en, meaning or hidden of an own indicator; what is hidden can be shown again.

    Raises:
        BadIndicator
    """
    row = Indicator.objects.select_for_update().filter(code=code).first()
    if row is None or row.pk < FIRST_OWN:
        raise BadIndicator("code", "own", code)
    before = {name: getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    _check_names(row.name_zh, row.name_en, code)
    row.save(update_fields=list(values))
    forget()
    if change := differences(before, dict(values)):
        _leave_trail(actor, row, "describe", change)
    return row


def _leave_trail(actor: Actor, row: Indicator, verb: str, change: dict) -> None:
    label = row.name_zh or row.name_en
    record(actor, f"indicator.{verb}", subject="indicator", key=str(row.uid), label=label, change=change)
