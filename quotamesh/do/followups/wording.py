"""What stands in the way, in the user's language."""

from django.utils.translation import gettext as _

from quotamesh.base.shell.versions import both_versions, fields_of
from quotamesh.do.followups import errors


def sentence(error: errors.FollowUpError) -> str:
    if isinstance(error, errors.BadFollowUp):
        return _bad(error)
    if isinstance(error, errors.BadPhoto):
        return _photo(error.code)
    if isinstance(error, errors.StaleFollowUp):
        return _stale(error)
    if isinstance(error, errors.NoSeat):
        return _("%(person)s holds no seat on %(day)s: a follow-up counts for the seat of its day.") % {
            "person": error.person,
            "day": error.day.isoformat(),
        }
    return {
        errors.NotAllowed: _("You may read this follow-up, but not change it."),
        errors.TakenUid: _("This uid belongs to another follow-up."),
        errors.TooLate: _(
            "Customer, day and way can be corrected for a day. Withdraw this follow-up and record it anew."
        ),
        errors.Withdrawn: _("This follow-up was withdrawn; it stays as it is."),
        errors.NoReason: _("Say why the follow-up is withdrawn."),
    }[type(error)]


def _bad(error: errors.BadFollowUp) -> str:
    sentences = {
        "future": _("%(value)s has not come yet: record what was done."),
        "too_early": _("%(value)s lies too far back."),
        "no_summary": _("Say in a sentence what was talked about."),
        "too_long": _("This is too long: at most %(value)s characters."),
        "no_due": _("By when? A next step has its date."),
        "no_step": _("What is to be done by then? Name the next step."),
        "due_before": _("The next step is due after the contact, not before."),
        "not_theirs": _("This does not belong to the customer."),
        "unknown_customer": _("There is no customer with the code “%(value)s”."),
        "unknown_person": _("There is no person with the code “%(value)s”."),
        "place": _("This is no place on the earth."),
        "nul": _("Holds a character that cannot be stored."),
    }
    return sentences[error.code] % {"value": error.value}


def _photo(code: str) -> str:
    return {
        "too_many": _("At most four pictures."),
        "too_large": _("A picture is larger than 5 MB: take a smaller one."),
        "not_a_picture": _("Pictures are JPEG, PNG or WebP."),
    }[code]


def _stale(error: errors.StaleFollowUp) -> str:
    # Forms stand above the words of what they refuse.
    from quotamesh.do.followups.forms import FollowUpForm

    pairs = both_versions(error.fields, fields_of(FollowUpForm), most=None)
    if not pairs:
        return _("This follow-up was changed meanwhile. Look again, then enter your change.")
    told = _("This follow-up was changed meanwhile, yours ↔ now: %(pairs)s. Save again to put in yours.")
    return told % {"pairs": pairs}
