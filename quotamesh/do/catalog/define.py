"""Own indicators: made once, renamed at will, hidden when nobody wants them any more."""

from dataclasses import asdict

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from quotamesh.base.store.held import forget
from quotamesh.base.trail.actions import Actor, differences, record
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.catalog.models import Indicator
from quotamesh.do.catalog.own import FIRST_OWN, definitions
from quotamesh.do.catalog.own_rules import PARTS, Wanted, check_code, check_kind, check_names
from quotamesh.do.catalog.refusals import BadIndicator, StaleIndicator
from quotamesh.do.catalog.standing import standing_on

KIND = ("aggregation", "measure", *PARTS)


@transaction.atomic
def define_indicator(actor: Actor, wanted: Wanted) -> Indicator:
    """A new indicator of the company. Its code is for ever; names may change.

    Raises:
        BadIndicator
    """
    _one_at_a_time()
    check_code(wanted.code, definitions())
    check_names(wanted)
    check_kind(wanted, definitions())
    key = max(Indicator.objects.aggregate(last=Max("pk"))["last"] or 0, FIRST_OWN - 1) + 1
    row = Indicator(pk=key, order=key, code=wanted.code)
    _fill(row, wanted)
    row.save(force_insert=True)
    forget()
    change = {name: [None, value] for name, value in asdict(wanted).items() if value}
    _leave_trail(actor, row, "define", change)
    return row


@transaction.atomic
def change_indicator(actor: Actor, code: str, *, seen: int | None = None, **values: str) -> Indicator:
    """Change what is named; its kind (way of adding up, measure, parts) only while nothing stands on it.

    `seen` is the revision that was looked at; None when the one who changes does not care.

    Raises:
        BadIndicator, StaleIndicator
    """
    row = _own_row(code)
    before = wanted_of(row)
    if seen is not None and seen != row.revision:
        raise StaleIndicator(seen, asdict(before))
    wanted = Wanted(**(asdict(before) | values))
    if wanted == before:
        return row
    check_names(wanted)
    if any(getattr(wanted, name) != getattr(before, name) for name in KIND):
        if standing := standing_on(row.pk):
            raise BadIndicator("aggregation", "stands", ", ".join(standing))
        check_kind(wanted, definitions())
    _fill(row, wanted)
    _stored(actor, row, "describe", differences(asdict(before), asdict(wanted)))
    return row


def hide_indicator(actor: Actor, code: str) -> Indicator:
    """Offer it no more; values and targets that stand on it stay, and are still shown where they are chosen.

    Raises:
        BadIndicator: it is not the company's own, or a ratio that is offered is made of it.
    """
    return _set_hidden(actor, code, hidden=True)


def show_indicator(actor: Actor, code: str) -> Indicator:
    """Offer it again.

    Raises:
        BadIndicator: it is not the company's own, or one of its parts is hidden.
    """
    return _set_hidden(actor, code, hidden=False)


@transaction.atomic
def _set_hidden(actor: Actor, code: str, *, hidden: bool) -> Indicator:
    row = _own_row(code)
    if row.hidden == hidden:
        return row
    if hidden:
        ratio = ratios_of(row).filter(hidden=False).first()
        if ratio:
            raise BadIndicator("hidden", "part_of", str(definitions()[ratio.code].name))
    else:
        for part in (row.numerator, row.denominator):
            if part and part.hidden:
                raise BadIndicator("hidden", "hidden_part", str(definitions()[part.code].name))
    row.hidden = hidden
    _stored(actor, row, "hide" if hidden else "show", {"hidden": [not hidden, hidden]})
    return row


def ratios_of(row: Indicator) -> QuerySet[Indicator]:
    """The ratios that are made of an indicator."""
    return Indicator.objects.filter(Q(numerator=row) | Q(denominator=row)).order_by("pk")


def wanted_of(row: Indicator) -> Wanted:
    """An own indicator as it stands."""
    return Wanted(
        row.code, row.name_zh, row.name_en, row.meaning, row.aggregation, row.measure,
        row.numerator.code if row.numerator else "", row.denominator.code if row.denominator else "",
        row.group,
    )  # fmt: skip


def _one_at_a_time() -> None:
    """Whoever defines waits for the other: keys are counted on, and no two make a circle of ratios."""
    list(Indicator.objects.select_for_update().filter(pk=KEYS["revenue"]))


def _own_row(code: str) -> Indicator:
    _one_at_a_time()
    row = Indicator.objects.select_related("numerator", "denominator").filter(code=code).first()
    if row is None or row.pk < FIRST_OWN:
        raise BadIndicator("code", "own", code)
    return row


def _fill(row: Indicator, wanted: Wanted) -> None:
    known = definitions()
    for name in ("name_zh", "name_en", "meaning", "aggregation", "measure", "group"):
        setattr(row, name, getattr(wanted, name))
    for name in PARTS:
        code = getattr(wanted, name)
        setattr(row, f"{name}_id", known[code].key if code else None)


def _stored(actor: Actor, row: Indicator, verb: str, change: dict) -> None:
    row.revision += 1
    row.save()
    forget()
    _leave_trail(actor, row, verb, change)


def _leave_trail(actor: Actor, row: Indicator, verb: str, change: dict) -> None:
    label = row.name_zh or row.name_en
    record(actor, f"indicator.{verb}", subject="indicator", key=str(row.uid), label=label, change=change)
