"""What the workbench says, in the user's language: its scripts hold no words of their own."""

from django.utils.translation import gettext as _

from quotamesh.base.shell.formats import is_chinese


def texts() -> dict[str, str]:
    return {
        "unit": _("Unit"),
        "year": _("Whole year"),
        "all": _("All products"),
        "sum": _("Placed"),
        "reserve": _("Reserve"),
        "open": _("Left to place"),
        "festival": _("Spring Festival"),
        "festivalShort": _("SF"),
        "expand": _("Show what is below %(unit)s"),
        "collapse": _("Hide what is below %(unit)s"),
        "rowMenu": _("Lock and limits of %(unit)s"),
        "locked": _("locked"),
        "floor": _("floor %(amount)s"),
        "cap": _("cap %(amount)s"),
        "vacant": _("vacant"),
        "weight": _("weight %(amount)s"),
        "saving": _("Saving …"),
        "saved": _("Saved"),
        "undone": _("Taken back"),
        "redone": _("Made again"),
        "nothingToUndo": _("There is nothing of yours to take back."),
        "nothingToRedo": _("There is nothing to make again."),
        "pasted": _("%(count)s cells changed in one step"),
        "copied": _("%(count)s cells copied"),
        "selection": _("%(count)s cells · sum %(sum)s"),
        "readOnly": _("This amount is only read here."),
        "otherBalance": _("Not with this way to balance: choose another one above."),
        "isLocked": _("%(unit)s is locked. Unlock it first."),
        "conserved": _("equals total − reserve"),
        "conservedAll": _("equals total"),
        "leftOver": _("%(amount)s left to place"),
        "refreshed": _("%(who)s changed this plan; the amounts are fresh."),
        "offline": _("The server does not answer. What you typed is kept; try again."),
        "again": _("Try again"),
        "drop": _("Leave it as it is"),
        "keepTheirs": _("Keep %(amount)s"),
        "takeMine": _("Enter mine"),
        "close": _("Close"),
        "changedMeanwhile": _("Changed meanwhile: you saw %(seen)s, it is now %(now)s."),
        "units": _("The siblings give or take what the cell changes by; the unit above stays."),
        "periods": _("The other months give or take; the year of the unit stays."),
        "parent": _("Everything above changes with the cell."),
        "shortUnits": "zh" if is_chinese() else "en",
        "editing": _("%(unit)s, %(column)s: %(amount)s"),
    }
