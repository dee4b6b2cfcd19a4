"""What stands in the way of a sales plan, in the user's language."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from quotamesh.base.approvals.errors import ApprovalError
from quotamesh.base.approvals.wording import sentence as approval_sentence
from quotamesh.base.approvals.wording import status_of as approval_status
from quotamesh.base.shell.periods import period_name
from quotamesh.do.catalog.indicators import DEFINITIONS
from quotamesh.plan.salesplans import errors
from quotamesh.plan.salesplans.models import SalesPlan

WORDED = (errors.SalesPlanError, ApprovalError)
FORBIDDEN = (errors.NotOwnPlan, errors.NotTheDesk)
CONFLICTS = (errors.StalePlan, errors.NotADraft, errors.PlanThere, errors.Answered, errors.NotFiled)


def sentence(error: Exception, currency: str) -> str:
    """What is wrong, and what would be right."""
    if isinstance(error, ApprovalError):
        return approval_sentence(error, currency)
    return SENTENCES[type(error)](error)


def status_of(error: Exception) -> int:
    if isinstance(error, ApprovalError):
        return approval_status(error)
    if isinstance(error, FORBIDDEN):
        return 403
    return 409 if isinstance(error, CONFLICTS) else 422


def _past(error: errors.PastPeriod) -> str:
    values = {"month": period_name(f"{error.month:%Y-%m}")}
    if error.far:
        return _("%(month)s is more than a year ahead. Choose a nearer month.") % values
    return (
        _("%(month)s is over: it is planned and changed no more. Choose this month or a later one.") % values
    )


def _stale(error: errors.StalePlan) -> str:
    text = _("%(by)s changed this plan meanwhile.") % {"by": error.by}
    for name, typed, now in error.differences:
        values = {"name": name, "typed": typed, "now": now}
        text += " " + _("%(name)s: you typed %(typed)s, there stands %(now)s.") % values
    return text + " " + _("Nothing you typed is lost: look, then save again.")


SENTENCES: dict[type[Exception], Callable] = {
    errors.PastPeriod: _past,
    errors.NotOwnPlan: lambda e: _("A plan is written by the person it is for."),
    errors.NoSeat: lambda e: _("You hold no seat in this month, so there is nothing to plan."),
    errors.PlanThere: lambda e: _("This month has a plan already. Open it and go on there."),
    errors.NotADraft: lambda e: (
        _("This plan is %(state)s and is not edited. Withdraw it, or make a new version of a filed one.")
        % {"state": SalesPlan.State(e.state).label}
    ),
    errors.NotFiled: lambda e: _("Only a filed plan gets a new version."),
    errors.StalePlan: _stale,
    errors.BadCount: lambda e: (
        _("“%(text)s” is not a number of actions: enter a whole number from 0 to 9,999.") % {"text": e.text}
    ),
    errors.WeeksAboveAccounts: lambda e: (
        _(
            "%(activity)s: every week is set and they add up to %(weeks)d, but the key accounts alone need "
            "%(accounts)d. Raise a week, or lower the number of an account."
        )
        % {"activity": DEFINITIONS[e.activity].name, "weeks": e.weeks, "accounts": e.accounts}
    ),
    errors.NothingPlanned: lambda e: _(
        "Nothing is planned yet: add a key account or a number of actions first."
    ),
    errors.NotTheDesk: lambda e: _("Others answer for this function."),
    errors.Answered: lambda e: _("%(by)s has answered this request already.") % {"by": e.by},
    errors.BadGrant: lambda e: _("Partly means more than nothing and less than all that is wanted."),
}
