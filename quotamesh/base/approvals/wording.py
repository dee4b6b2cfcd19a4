"""What stands in the way of an approval, in the user's language."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from quotamesh.base.approvals import errors
from quotamesh.base.approvals.kinds import name_of
from quotamesh.base.approvals.models import Request, Who
from quotamesh.base.shell.formats import money

Money = Callable[[int], str]
CONFLICTS = (errors.NotOpen, errors.StepDecided, errors.StaleRule)


def sentence(error: errors.ApprovalError, currency: str) -> str:
    """What is wrong, and what would be right."""
    return SENTENCES[type(error)](error, lambda amount: str(money(amount, currency)))


def status_of(error: errors.ApprovalError) -> int:
    if isinstance(error, errors.NotYours):
        return 403
    return 409 if isinstance(error, CONFLICTS) else 422


def _bands(error: errors.BadBands, show: Money) -> str:
    values = {"band": error.band, "limit": show(error.limit or 0)}
    return {
        "empty": _("Enter at least one band with one step."),
        "many": _("Band %(band)d: too many bands or steps. Use fewer."),
        "no_steps": _("Band %(band)d names nobody who approves. Choose a first step."),
        "negative": _("Band %(band)d: a limit is not below zero."),
        "named": _("Band %(band)d: choose the person of the step “A named person”, or another step."),
        "gap": _("Above %(limit)s nobody would approve. Leave the limit of the last band empty."),
        "order": _(
            "Band %(band)d overlaps the one before: limits rise from band to band, "
            "and only the last is without a limit."
        ),
    }[error.reason] % values


def _nobody(error: errors.NobodyApproves, show: Money) -> str:
    values = {"who": str(Who(error.who).label), "unit": error.unit, "kind": name_of(error.kind)}
    if error.only_self:
        return (
            _(
                "Of %(unit)s only you yourself could approve “%(kind)s” as “%(who)s”, and nobody approves "
                "their own request. Ask sales operations to add another step under Approvals → Rules."
            )
            % values
        )
    if not error.unit:
        return (
            _(
                "Nobody in the company is “%(who)s”: such a request could never be approved. "
                "Choose another step, or enter who holds the role under Organisation."
            )
            % values
        )
    return (
        _(
            "%(unit)s has nobody who is “%(who)s”, as the rule for “%(kind)s” wants. "
            "Ask sales operations to enter who holds the role, or to change the rule under Approvals → Rules."
        )
        % values
    )


def _not_open(error: errors.NotOpen, show: Money) -> str:
    values = {"state": str(Request.State(error.state).label), "by": error.by}
    if error.by:
        return _("This request is closed already: %(state)s, last decided by %(by)s.") % values
    return _("This request is closed already: %(state)s.") % values


def _deputy(error: errors.BadDeputy, show: Money) -> str:
    return {
        "oneself": _("Nobody is their own deputy. Choose somebody else."),
        "upside_down": _("The last day is before the first. Choose a later last day."),
        "past": _("These days are over. Choose a last day from today on."),
        "twice": _("This deputy is named for some of these days already."),
        "circle": _("This would be a circle: %(names)s. Choose another deputy or other days."),
    }[error.reason] % {"names": " → ".join(error.names)}


SENTENCES: dict[type[Exception], Callable] = {
    errors.BadBands: _bands,
    errors.NobodyApproves: _nobody,
    errors.UnknownKind: lambda e, show: _("There is no kind of request “%(kind)s”.") % {"kind": e.kind},
    errors.NotYours: lambda e, show: _("Others decide this; nobody decides their own request."),
    errors.NotOpen: _not_open,
    errors.StepDecided: lambda e, show: (
        _("%(by)s has decided this step meanwhile. Look at the next step, then decide.") % {"by": e.by}
    ),
    errors.ReasonMissing: lambda e, show: _("Say why you refuse, so that the other side can do better."),
    errors.StaleRule: lambda e, show: (
        _("Somebody changed this rule meanwhile: you saw version %(seen)d, it is now %(now)d. Look again.")
        % {"seen": e.seen, "now": e.now}
    ),
    errors.BadDeputy: _deputy,
}
