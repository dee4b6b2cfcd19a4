"""What stands in the way, and why somebody got a lead, in the user's language."""

from django.utils.translation import gettext as _

from quotamesh.base.shell.versions import both_versions, fields_of
from quotamesh.do.leads import errors


def sentence(error: errors.LeadError) -> str:
    if isinstance(error, errors.StaleLead):
        return _stale(error)
    return {
        errors.NotAllowed: _("You may look at this, but not change it."),
        errors.NoWayBack: _("Give a phone number or an e-mail address: nobody could be answered without."),
        errors.NotOpen: _("This lead is closed. Take it up again first."),
        errors.NoReason: _("Say why, in a few words where it is another reason."),
        errors.BadDay: _("This day cannot be: look at the date."),
        errors.NoSeat: _("%(person)s holds no seat on that day."),
        errors.SameLead: _("Choose another lead, one that was not merged itself."),
        errors.SourceClosed: _("“%(source)s” takes no new leads."),
        errors.CodeTaken: _("The code “%(code)s” is taken."),
        errors.BadTerms: _("A rebate is a share of 0 to 100 %%, with a cap or without, or a fixed amount."),
        errors.NotDue: _(
            "The rebate is not at this step: a deal is won, then it is approved, then it is paid."
        ),
        errors.AlreadyConverted: _("This opportunity came from another lead."),
        errors.Unnamed: _("Name the customer, or choose one that is there already."),
        errors.NobodyNamed: _("Name a unit or people: somebody must get the leads."),
        errors.BadOffice: _("The office opens before it closes, and the pause lies in between."),
    }[type(error)] % vars(error)


def _stale(error: errors.StaleLead) -> str:
    # Forms stand above the words of what they refuse.
    from quotamesh.do.leads.forms.basic import EditForm

    pairs = both_versions(error.fields, fields_of(EditForm))
    values = {"name": error.name, "pairs": pairs}
    if not pairs:
        return _("%(name)s was changed meanwhile. Look again, then enter your change.") % values
    return (
        _("%(name)s was changed meanwhile, yours ↔ now: %(pairs)s. Look again, then enter your change.")
        % values
    )


def because(why: str, rule: str = "") -> str:
    """Why somebody got the lead, or nobody."""
    told = {
        "turn": _("by rule “%(rule)s”, whose turn it is"),
        "load": _("by rule “%(rule)s”, who has fewest open leads"),
        "region": _("by rule “%(rule)s”, who serves the region"),
        "skill": _("by rule “%(rule)s”, who knows the product line"),
        "double": _("looks after an open lead with the same phone or e-mail"),
        "nobody": _("rule “%(rule)s” fits, but reaches nobody today"),
        "no_rule": _("no rule fits"),
        "hand": _("given by hand"),
    }
    return told[why] % {"rule": rule}
