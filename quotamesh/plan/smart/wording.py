"""What each letter has to say, and what would mend it."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quotamesh.base.shell.formats import percent
from quotamesh.base.shell.versions import both_versions, fields_of
from quotamesh.kernel.smart import Grade, Limits, Reason
from quotamesh.plan.calibration.errors import StaleLimits
from quotamesh.plan.calibration.limits import NAMES

STATES = {Grade.PASS: "good", Grade.WARN: "watch", Grade.FAIL: "bad"}


def letter_names() -> list[str]:
    return [_("Specific"), _("Measurable"), _("Achievable"), _("Relevant"), _("Time-bound")]


def grade_word(grade: int) -> str:
    return {Grade.PASS: _("passes"), Grade.WARN: _("warning"), Grade.FAIL: _("fails")}[Grade(grade)]


def what(reason: Reason, limits: Limits) -> str:
    """The finding, as a sentence."""
    limit = {name: percent(getattr(limits, name), 0) for name in NAMES}
    return {
        Reason.FINE: _("Nothing to find fault with."),
        Reason.NO_OWNER: _("Nobody holds the seat that bears the target."),
        Reason.NO_LEADER: _("Nobody leads the unit that bears the target."),
        Reason.NOT_DEFINED: _("The indicator has no definition."),
        Reason.NEVER_MEASURED: _("Nothing of the indicator has ever been recorded."),
        Reason.NOT_CALIBRATED: _("Nobody has calibrated how likely it is."),
        Reason.OUT_OF_REACH: _("Out of reach: less likely than %(out_of_reach)s.") % limit,
        Reason.HARD: _("Hard: less likely than %(hard)s.") % limit,
        Reason.EASY: _("Easy: more likely than %(easy)s.") % limit,
        Reason.NO_CHALLENGE: _("No challenge: more likely than %(no_challenge)s.") % limit,
        Reason.NO_OBJECTIVES: _("No objective is named for the year."),
        Reason.SERVES_NONE: _("It serves none of the year's objectives."),
        Reason.NO_PERIOD: _("It has no beginning or no end."),
        Reason.RARE_CHECKPOINTS: _("It is looked at less than once a month."),
    }[reason]


def repair(reason: Reason) -> str:
    """One thing to do about it."""
    return {
        Reason.FINE: "",
        Reason.NO_OWNER: _("Name a holder in the organisation, or move the amount to somebody else."),
        Reason.NO_LEADER: _("Name a leader in the organisation."),
        Reason.NOT_DEFINED: _("Choose an indicator that is defined."),
        Reason.NEVER_MEASURED: _("Import or record what it measures."),
        Reason.NOT_CALIBRATED: _("Calibrate the year: market, team and resources."),
        Reason.OUT_OF_REACH: _("Lower it towards the 50 % value, or pull a lever of the calibration."),
        Reason.HARD: _("Agree on what will be done to make it likely."),
        Reason.EASY: _("Consider the stretch level."),
        Reason.NO_CHALLENGE: _("Raise it towards the 50 % value."),
        Reason.NO_OBJECTIVES: _("Name what the year is for, and link the targets to it."),
        Reason.SERVES_NONE: _("Link it to an objective."),
        Reason.NO_PERIOD: _("Give it a fiscal year."),
        Reason.RARE_CHECKPOINTS: _("Look at it every month."),
    }[reason]


def headline(found) -> str:
    n = len(found.asked)
    if not n:
        return _("There is nothing to check: the plan asks nothing of anybody yet.")
    if found.failing and not found.plan.editable:
        return ngettext(
            "%(failing)d of %(count)d targets fails a letter.",
            "%(failing)d of %(count)d targets fail a letter.",
            found.failing,
        ) % {"failing": found.failing, "count": n}
    if found.failing:
        return ngettext(
            "%(failing)d of %(count)d targets fails a letter: the plan cannot come into force yet.",
            "%(failing)d of %(count)d targets fail a letter: the plan cannot come into force yet.",
            found.failing,
        ) % {"failing": found.failing, "count": n}
    if found.doubts:
        return ngettext(
            "No target fails. %(doubts)d warning waits for a reason.",
            "No target fails. %(doubts)d warnings wait for a reason.",
            len(found.doubts),
        ) % {"doubts": len(found.doubts)}
    return ngettext("The target is SMART.", "All %(count)d targets are SMART.", n) % {"count": n}


def passing(limits: Limits) -> str:
    """Which probabilities pass, warn and fail, in one sentence."""
    limit = {name: percent(getattr(limits, name), 0) for name in NAMES}
    return (
        _(
            "A probability from %(hard)s to %(easy)s passes; "
            "below %(out_of_reach)s and above %(no_challenge)s fails."
        )
        % limit
    )


def rising() -> str:
    return _("The limits rise from the first to the last.")


def stale(error: StaleLimits, form: type[forms.Form]) -> str:
    both = both_versions(error.differing, fields_of(form), most=None)
    told = _("Somebody else changed the limits meanwhile. Save again to set yours.")
    return f"{told} {both}" if both else told


def told(error) -> str:
    """Why the plan did not come into force, or the objective was not made."""
    return {
        "NotSmart": _("Some targets fail a letter. Mend what is listed, then put the plan in force."),
        "DoubtsOpen": _("Say why the warnings are accepted."),
        "ObjectiveTwice": _("The year has an objective of this name already."),
    }[type(error).__name__]
