"""What stands in the way of a change, and what a split should tell, in the user's language."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quotamesh.base.shell.formats import money
from quotamesh.do.catalog.queries import UnknownIndicator
from quotamesh.kernel.calendar import NotAPeriod
from quotamesh.kernel.money import NotAnAmount
from quotamesh.plan.targets import errors
from quotamesh.plan.targets.splitting import LimitsBreak, NobodyToCarry
from quotamesh.plan.targets.weights import NoHistory, Notice, WeightsMissing

WORDED = (
    errors.PlanError,
    LimitsBreak,
    NobodyToCarry,
    NoHistory,
    WeightsMissing,
    NotAPeriod,
    NotAnAmount,
    UnknownIndicator,
)
SHOWN_NAMES = 5
Money = Callable[[int], str]


def sentence(error: Exception, currency: str) -> str:
    """One sentence: what is wrong, and what would be right. Amounts are shown as money of this currency."""
    return SENTENCES[type(error)](error, lambda amount: str(money(amount, currency)))


def names(listed: list[str]) -> str:
    """The first few names, and how many more there are."""
    shown = _(", ").join(listed[:SHOWN_NAMES])
    more = len(listed) - SHOWN_NAMES
    return shown if more <= 0 else _("%(names)s and %(more)d more") % {"names": shown, "more": more}


def _limits_break(error: LimitsBreak, show: Money) -> str:
    values = {
        "unit": error.unit,
        "total": show(error.total),
        "limit": show(error.limit),
        "names": names(error.binding),
    }
    if error.kind == "floors":
        return (
            _(
                "%(unit)s has %(total)s to give, but the floors below add up to %(limit)s: %(names)s. "
                "Lower a floor or raise the total."
            )
            % values
        )
    return (
        _(
            "%(unit)s has %(total)s to give, but the caps below allow only %(limit)s: %(names)s. "
            "Raise a cap or lower the total."
        )
        % values
    )


def _limit_broken(error: errors.LimitBroken, show: Money) -> str:
    values = {"unit": error.unit, "amount": show(error.amount), "limit": show(error.limit)}
    if error.kind == "floor":
        return _("%(unit)s would come to %(amount)s, below its floor of %(limit)s.") % values
    return _("%(unit)s would come to %(amount)s, above its cap of %(limit)s.") % values


def _margins_apart(error: errors.MarginsApart, show: Money) -> str:
    values = {
        "rows": show(error.rows),
        "rest": show(error.rest),
        "columns": show(error.columns),
        "difference": show(abs(error.difference)),
    }
    lines = error.by == "lines"
    told = (
        _("The units add up to %(rows)s, the product lines to %(columns)s")
        if lines
        else _("The units add up to %(rows)s, the months to %(columns)s")
    )
    if error.rest:
        told += _(", and %(rest)s of the units stands on no product line")
    if error.difference > 0:
        way = _("the product lines lack %(difference)s.") if lines else _("the months lack %(difference)s.")
    else:
        way = (
            _("the product lines have %(difference)s too much.")
            if lines
            else _("the months have %(difference)s too much.")
        )
    return f"{told % values}{_(': ')}{way % values}"


def _cannot_meet(error: errors.CannotMeet, show: Money) -> str:
    values = {"rows": names(error.rows), "columns": names(error.columns)}
    if not error.columns:
        return _("%(rows)s has nothing to go by here: nothing stands there that could grow.") % values
    if not error.rows:
        return _("%(columns)s: nobody has anything there that could grow.") % values
    return (
        _(
            "%(rows)s and %(columns)s cannot be met together: where nothing stands nothing is put, and what is "
            "left does not suffice. Change one of them, or take last year's pattern."
        )
        % values
    )


SENTENCES: dict[type[Exception], Callable] = {
    errors.NotEditable: lambda e, show: _(
        "This plan is in force or superseded and is not edited. Make a copy and put that in force."
    ),
    errors.StillNeeded: lambda e, show: _(
        "An adjustment or an agreement was made from this plan, so it stays. Rename it if it is in the way."
    ),
    errors.NotAllowed: lambda e, show: _("You may not make this change: it reaches beyond what you lead."),
    errors.NameTaken: lambda e, show: _("A plan of this fiscal year has this name already. Choose another."),
    errors.StaleCell: lambda e, show: (
        _(
            "Somebody changed this cell meanwhile: you saw %(seen)s, it is now %(now)s. "
            "Look again, then enter your amount."
        )
        % {"seen": show(e.seen), "now": show(e.now)}
    ),
    errors.NothingToShare: lambda e, show: (
        _(
            "The others have only %(available)s to give or to go by. "
            "Unlock some, choose another way to balance, or change the total."
        )
        % {"available": show(e.available)}
    ),
    errors.LockedCell: lambda e, show: _("%(unit)s is locked. Unlock it first.") % {"unit": e.unit},
    errors.LimitBroken: _limit_broken,
    errors.Negative: lambda e, show: _("An amount here is not below zero."),
    errors.PartsAboveWhole: lambda e, show: (
        _(
            "What stands below adds up to %(parts)s, more than %(amount)s. "
            "Raise the amount or lower the parts."
        )
        % {"parts": show(e.parts), "amount": show(e.amount)}
    ),
    errors.LimitsCross: lambda e, show: (
        _("The floor %(floor)s is above the cap %(cap)s.") % {"floor": show(e.floor), "cap": show(e.cap)}
    ),
    errors.BadShare: lambda e, show: _("“%(text)s” is not a share: enter 12 % or 0.12, below 100 %.").replace(
        "%(text)s", e.text
    ),
    errors.BadStep: lambda e, show: _(
        "“%(text)s” is not a growth: enter 5 % or 0.05, from -90 % to 500 %."
    ).replace("%(text)s", e.text),
    errors.NoSuchPlan: lambda e, show: _("There is no plan with the name “%(name)s”.") % {"name": e.name},
    errors.BadLevels: lambda e, show: _(
        "Stretch and challenge are shares on top of the target, and challenge is not below stretch: 10 %, 20 %."
    ),
    errors.BadRate: lambda e, show: _(
        "“%(text)s” is not a rate: write 32 % or 0.32 for a share, else a number above nought."
    ).replace("%(text)s", e.text),
    errors.NothingGiven: lambda e, show: (
        _("%(name)s has no target here that the other part could follow: set that first, or let it follow.")
        % {"name": e.name}
    ),
    errors.PlanMoved: lambda e, show: _(
        "This plan was changed since you looked at it. What you typed is kept; what stands now is beside it: "
        "look again."
    ),
    errors.NotAdditive: lambda e, show: _(
        "A state does not add up over months: choose an indicator that does, or set it in the grid."
    ),
    errors.MarginsApart: _margins_apart,
    errors.HeldAbove: lambda e, show: (
        _(
            "%(name)s is to get %(wanted)s, but what is locked, held back or left to place there is %(held)s "
            "already. Unlock it, or give it at least that."
        )
        % {"name": e.name, "wanted": show(e.wanted), "held": show(e.held)}
    ),
    errors.CannotMeet: _cannot_meet,
    LimitsBreak: _limits_break,
    NobodyToCarry: lambda e, show: _("Nobody holds a seat in this fiscal year: bring in people first."),
    NoHistory: lambda e, show: _(
        "There is nothing recorded to take weights from: choose equal weights, or import orders."
    ),
    WeightsMissing: lambda e, show: (
        _("These have no weight of their own: %(names)s.") % {"names": names(e.names)}
    ),
    NotAPeriod: lambda e, show: (
        _("“%(text)s” is not a fiscal year: write it like FY2026.") % {"text": e.text}
    ),
    NotAnAmount: lambda e, show: _("“%(text)s” is not an amount.") % {"text": e.value},
    UnknownIndicator: lambda e, show: _("There is no indicator “%(code)s”.") % {"code": e.code},
}


def notice(told: Notice) -> str:
    """A notice of a split as a sentence."""
    values = told.values
    if told.code == "weights_from":
        return _("Weights come from the actuals of FY%(year)d.") % values
    if told.code == "without_history":
        listed = values["names"]
        return ngettext(
            "%(names)s has no history and got nothing: give a floor or an own weight.",
            "%(names)s have no history and got nothing: give floors or own weights.",
            len(listed),
        ) % {"names": names(listed)}
    return _("Nobody has any weight, so everybody got the same.")
