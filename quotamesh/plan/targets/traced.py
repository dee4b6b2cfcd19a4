"""What this feature's entries of the trail say."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.queries import company
from quotamesh.base.trail.words import Line

MONTHS_OF_YEAR = 12
VERBS = {
    "plan.create": _("made the plan"),
    "plan.rename": _("renamed the plan"),
    "plan.propose": _("proposed the plan"),
    "plan.put_in_force": _("put in force the plan"),
    "plan.discard": _("discarded the plan"),
    "plan.split": _("split the targets of"),
    "plan.edit": _("changed targets of"),
    "plan.undo": _("took back a change of"),
    "plan.redo": _("did again a change of"),
    "plan.rule": _("set a limit in"),
    "plan.levels": _("set stretch and challenge of"),
    "plan.place": _("placed process targets in"),
    "plan.rate": _("set rates of"),
    "plan.margins": _("set margins of"),
    "targets.rebuild": _("rebuilt the"),
    "targets.book": _("booked the targets of"),
    "import.targets": _("took in targets"),
}
SUBJECTS = {
    "plan": _("Target plan"),
}
FIELDS = {
    "split": _("Split"),
    "plan.total": (_("Total"), "money"),
    "weights": (_("Weights"), "word"),
    "reserve_bp": (_("Reserve"), "points"),
    "stretch_bp": (_("Stretch"), "points"),
    "challenge_bp": (_("Challenge"), "points"),
    "floor": (_("At least"), "money"),
    "ceiling": (_("At most"), "money"),
    "locked": _("Locked"),
    "copy_of": ("", "hidden"),
    "supersedes": ("", "hidden"),
    "wanted": (_("Target amount"), "money"),
    "placed": (_("Placed"), "indicator"),
}


def edited(change: dict) -> list[Line]:
    """One line a cell: of which unit, product line and months, from what to what."""
    indicator = change.get("indicator")
    return [_cell(indicator, each) for each in change.get("changes", []) if isinstance(each, dict)]


def _cell(indicator: Any, cell: dict) -> Line:
    before, after = cell["amount"]
    of = (("unit", cell["unit"]), ("product", cell["product"]), ("indicator", indicator))
    return Line(_months(*cell["months"]), before, after, f"of:{indicator}", of)


def _months(first: int, count: int) -> str:
    """The calendar's months of a stretch of the fiscal year, counted from its first."""
    if count == MONTHS_OF_YEAR:
        return _("the year")
    found = company()
    begins = (found.fiscal_start if found else 1) - 1
    named = [str((begins + first + n) % MONTHS_OF_YEAR + 1) for n in range(count)]
    span = named[0] if count == 1 else f"{named[0]}–{named[-1]}"
    return _("month %(months)s") % {"months": span}


LINES = {"plan.edit": edited, "plan.undo": edited, "plan.redo": edited}
