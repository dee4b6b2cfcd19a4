"""What stands in the way, and where a customer stands, in the user's language."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quotamesh.base.shell.versions import both_versions, fields_of
from quotamesh.do.customers import errors
from quotamesh.do.customers.models import Customer, OwnField
from quotamesh.kernel.lifecycle import Stage, standing

SHOWN = 3
STAGES = {
    Stage.POTENTIAL: gettext_lazy("Potential"),
    Stage.NEW: gettext_lazy("New customer"),
    Stage.ACTIVE: gettext_lazy("Active"),
    Stage.LAPSED: gettext_lazy("Lapsed customer"),
}
STATES = {Stage.POTENTIAL: "none", Stage.NEW: "good", Stage.ACTIVE: "good", Stage.LAPSED: "bad"}
OWN_PROBLEMS = {
    "number": gettext_lazy("This is not a number. Write it like 12.5."),
    "date": gettext_lazy("This is not a day. Write it like 2026-11-20."),
    "choice": gettext_lazy("This is not among the choices."),
    "too_long": gettext_lazy("This is too long."),
    "unknown": gettext_lazy("There is no such field."),
}


def sentence(error: errors.CustomerError) -> str:
    if isinstance(error, errors.StaleCustomer):
        return _stale(error)
    if isinstance(error, errors.Clash):
        return _("Both have a record of which only one may stand: %(what)s. End one first, then merge.") % {
            "what": _("; ").join(error.what[:SHOWN])
        }
    if isinstance(error, errors.BadOwn):
        return _("; ").join(f"{code}: {OWN_PROBLEMS[why]}" for code, why in error.fields.items())
    return {
        errors.NotAllowed: _("You may look at this customer, but not do that."),
        errors.CodeTaken: _("The code “%(code)s” is taken already."),
        errors.IntoItself: _("A customer cannot be merged into itself."),
        errors.MergedAlready: _("%(name)s was merged into another customer meanwhile."),
        errors.CannotUndo: _(
            "This merge cannot be undone now: it is undone already, or %(name)s was merged on; undo that first."
        ),
        errors.NothingSent: _("Choose at least one file."),
        errors.TooManyFiles: _("At most %(most)s files in one go. Nothing was kept: send them in parts."),
        errors.TooManyDocuments: _(
            "A customer has at most %(most)s documents. Nothing was kept: take away what is out of date first."
        ),
        errors.FileTooLarge: _("%(file)s is larger than %(limit)s MB. Nothing was kept."),
        errors.FileEmpty: _("%(file)s is empty. Nothing was kept."),
        errors.NoReason: _("Say why the customer goes to somebody else."),
        errors.SameOwner: _("The customer is theirs already."),
        errors.NobodyToTake: _("Choose who takes the customers: somebody else than who gives them."),
    }[type(error)] % vars(error)


def _stale(error: errors.StaleCustomer) -> str:
    # Forms stand above the words of what they refuse.
    from quotamesh.do.customers.forms import ContactForm, CustomerForm

    differing, labels = _apart(error.fields)
    pairs = both_versions(differing, fields_of(ContactForm, CustomerForm), labels=labels)
    values = {"customer": error.name, "pairs": pairs}
    if not pairs:
        return _("%(customer)s was changed meanwhile. Look again, then enter your change.") % values
    return (
        _("%(customer)s was changed meanwhile, yours ↔ now: %(pairs)s. Look again, then enter your change.")
        % values
    )


def _apart(fields: dict[str, list]) -> tuple[dict[str, list], dict[str, str]]:
    """Own fields stand each for itself, under the company's name for it."""
    differing = {name: pair for name, pair in fields.items() if name != "own"}
    mine, theirs = (each or {} for each in fields.get("own", ({}, {})))
    codes = [code for code in dict.fromkeys([*mine, *theirs]) if mine.get(code) != theirs.get(code)]
    known = {each.code: str(each) for each in OwnField.objects.filter(code__in=codes)} if codes else {}
    return differing | {code: [mine.get(code), theirs.get(code)] for code in codes}, known


def stage_of(customer: Customer, today: date) -> tuple[Stage, str, str]:
    """The stage, its name, and why."""
    found = standing(customer.first_order, customer.last_order, customer.last_contact, today)
    return found.stage, str(STAGES[found.stage]), _why(found)


def _why(found) -> str:
    if found.stage == Stage.POTENTIAL:
        if found.quiet is None:
            return _("no order and no contact yet")
        return _("no order yet; last contact %(days)s") % {"days": ago(found.quiet)}
    if found.stage == Stage.NEW:
        return _("first order %(days)s") % {"days": ago(found.since)}
    if found.stage == Stage.LAPSED:
        return _("no order for a year; the last one %(days)s") % {"days": ago(found.since)}
    return _("last order %(days)s") % {"days": ago(found.since)}


def pairs_open(count: int) -> str:
    return ngettext("%(count)d pair may be one.", "%(count)d pairs may be one.", count) % {"count": count}


def ago(days: int) -> str:
    if days <= 0:
        return _("today")
    return ngettext("%(days)d day ago", "%(days)d days ago", days) % {"days": days}
