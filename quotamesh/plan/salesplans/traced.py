"""What this feature's entries of the trail say."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from quotamesh.base.trail.words import Line

VERBS = {
    "salesplan.create": _("began the sales plan"),
    "salesplan.edit": _("wrote the sales plan"),
    "salesplan.weeks": _("spread over the weeks"),
    "salesplan.submit": _("submitted the sales plan"),
    "salesplan.approve": _("approved the sales plan"),
    "salesplan.return": _("returned the sales plan"),
    "salesplan.file": _("filed the sales plan"),
    "salesplan.new_version": _("made a new version of the sales plan"),
    "salesplan.add_account": _("added an account to"),
    "salesplan.remove_account": _("removed an account from"),
    "salesplan.want": _("asked for support in"),
    "salesplan.withdraw_wish": _("took back a wish in"),
    "salesplan.answer": _("answered a wish in"),
    "salesplan.ask_special": _("asked for a special approval in"),
    "salesplan.desk": _("set who answers for"),
}
SUBJECTS = {
    "salesplan": _("Sales plan"),
    "desk": _("Desk"),
}
FIELDS = {
    "approach": _("Approach"),
    "accounts": _("Accounts"),
    "account": _("Account"),
    "what": _("Matter"),
    "salesplan.what": (_("Matter"), "word"),
    "of": (_("Wish goes to"), "word"),
}


def wished(change: dict) -> list[Line]:
    """What was wished for, of whom, how much, and what was granted; amounts read by what they are measured in."""
    measure = (change.get("measure") or [None, ""])[1]
    lines = [Line(_("Matter"), *change["what"], "word")] if "what" in change else []
    if "of" in change:
        lines.append(Line(_("Wish goes to"), *change["of"], "word"))
    for name, label in (("much", _("How much")), ("granted", _("Granted"))):
        if measure and name in change:
            lines.append(Line(label, *change[name], _kind(measure)))
    return lines


def _kind(measure: Any) -> str:
    return "money" if measure == "money" else "text"


LINES = {"salesplan.want": wished, "salesplan.answer": wished}
