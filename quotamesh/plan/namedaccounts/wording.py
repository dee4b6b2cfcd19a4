"""What stands in the way, in the user's language."""

from django.utils.translation import gettext as _

from quotamesh.base.shell.versions import both_versions, fields_of
from quotamesh.base.store.months import MONTHS
from quotamesh.plan.namedaccounts import errors
from quotamesh.plan.namedaccounts.forms import AccountForm


def sentence(error: errors.AccountError) -> str:
    if isinstance(error, errors.StaleAccount):
        pairs = both_versions(error.fields, fields_of(AccountForm), labels=_months())
        values = {"customer": error.customer, "pairs": pairs}
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
        errors.OffTheList: _("%(customer)s was taken off the list meanwhile: put it back first."),
        errors.DecidedAlready: _("This hand-over was answered by %(who)s already."),
        errors.ItemsMissing: _("Tell the next team all that is asked for."),
        errors.WrongOrder: _("An account is penetrated only after it was reached: check the two dates."),
    }[type(error)] % vars(error)


def _months() -> dict[str, str]:
    label = _("Contacts in month %(month)d of the fiscal year")
    return {name: label % {"month": month} for month, name in enumerate(MONTHS, start=1)}
