"""What stands in the way, in the user's language."""

from django.utils.translation import gettext as _

from quotamesh.plan.namedaccounts import errors

SHOWN = 3


def sentence(error: errors.AccountError) -> str:
    if isinstance(error, errors.StaleAccount):
        pairs = [_("%(mine)s ↔ %(theirs)s") % {"mine": a, "theirs": b} for a, b in error.fields.values()]
        values = {"customer": error.customer, "pairs": _("; ").join(pairs[:SHOWN])}
        if not pairs:
            return _("%(customer)s was changed meanwhile. Look again, then enter your change.") % values
        return (
            _(
                "%(customer)s was changed meanwhile, yours ↔ now: %(pairs)s. Look again, then enter your change."
            )
            % values
        )
    return {
        errors.NotAllowed: _("You may look at this list, but not change it."),
        errors.NamedAlready: _("%(customer)s is on the list of %(holder)s already."),
        errors.NoReason: _("Say why."),
        errors.SameSeat: _("The account is on this list already: choose somebody else."),
        errors.WaitingAlready: _("A hand-over of %(customer)s waits for an answer already."),
        errors.DecidedAlready: _("This hand-over was answered by %(who)s already."),
        errors.ItemsMissing: _("Tell the next team all that is asked for."),
        errors.WrongOrder: _("An account is penetrated only after it was reached: check the two dates."),
    }[type(error)] % vars(error)
