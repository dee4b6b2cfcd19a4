"""Sentences of the board and of the pages."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quotamesh.base.shell.periods import year_name
from quotamesh.plan.agreements.board import Case
from quotamesh.plan.agreements.wording import state_words

STATES = ("open", "proposed", "countered", "disputed", "agreed", "to_sign", "half", "signed")
TALKING = ("open", "proposed", "countered")


def headline(year: int, counts: Counter[str]) -> str:
    """How many of all are signed, and what is in the way of the others."""
    if not counts["all"]:
        return _("%(year)s: nobody has an agreement or a talk yet.") % {"year": year_name(year)}
    values = {"year": year_name(year), "signed": counts["signed"], "all": counts["all"]}
    words = [_("%(year)s: %(signed)d of %(all)d are signed by both sides") % values]
    waiting = counts["to_sign"] + counts["half"]
    talking = sum(counts[state] for state in TALKING)
    if waiting:
        words.append(
            ngettext("%(n)d waits for a signature", "%(n)d wait for a signature", waiting) % {"n": waiting}
        )
    if talking:
        words.append(ngettext("%(n)d is talked about", "%(n)d are talked about", talking) % {"n": talking})
    if counts["agreed"]:
        words.append(
            ngettext("%(n)d is agreed", "%(n)d are agreed", counts["agreed"]) % {"n": counts["agreed"]}
        )
    if n := counts["disputed"]:
        words.append(ngettext("%(n)d is disputed", "%(n)d are disputed", n) % {"n": n})
    if n := counts["differs"]:
        words.append(ngettext("%(n)d differs from the plan", "%(n)d differ from the plan", n) % {"n": n})
    return _("; ").join(words) + _(".")


def state_choices(cases: Iterable[Case], chosen: str) -> list[tuple[str, str, bool]]:
    """The states that occur, for the filter."""
    cases = list(cases)
    there = {case.state for case in cases}
    found = [(state, state_words(state)[1], state == chosen) for state in STATES if state in there]
    if any(case.differs for case in cases):
        found.append(("differs", _("differs from plan"), chosen == "differs"))
    return found
