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
        return _("%(year)s: there is no agreement and no talk that is yours to see.") % {
            "year": year_name(year)
        }
    if not any(counts[state] for state in ("to_sign", "half", "signed")):
        return _sentence([_talks_only(year, counts), *_talks(counts)])
    values = {"year": year_name(year), "signed": counts["signed"], "all": counts["all"]}
    words = [_("%(year)s: %(signed)d of %(all)d are signed by both sides") % values]
    if waiting := counts["to_sign"] + counts["half"]:
        words.append(
            ngettext("%(n)d waits for a signature", "%(n)d wait for a signature", waiting) % {"n": waiting}
        )
    if n := counts["agreed"]:
        words.append(ngettext("%(n)d is agreed", "%(n)d are agreed", n) % {"n": n})
    words += _talks(counts)
    if n := counts["differs"]:
        words.append(ngettext("%(n)d differs from the plan", "%(n)d differ from the plan", n) % {"n": n})
    return _sentence(words)


def _talks_only(year: int, counts: Counter[str]) -> str:
    values = {"year": year_name(year), "agreed": counts["agreed"], "all": counts["all"]}
    return (
        ngettext(
            "%(year)s: %(agreed)d of %(all)d target talk has come to an agreement",
            "%(year)s: %(agreed)d of %(all)d target talks have come to an agreement",
            counts["all"],
        )
        % values
    )


def _talks(counts: Counter[str]) -> list[str]:
    words = []
    if talking := sum(counts[state] for state in TALKING):
        words.append(ngettext("%(n)d is talked about", "%(n)d are talked about", talking) % {"n": talking})
    if n := counts["disputed"]:
        words.append(ngettext("%(n)d is disputed", "%(n)d are disputed", n) % {"n": n})
    return words


def _sentence(words: list[str]) -> str:
    return _("; ").join(words) + _(".")


def state_choices(cases: Iterable[Case], chosen: str) -> list[tuple[str, str, bool]]:
    """The states that occur, for the filter."""
    cases = list(cases)
    there = {case.state for case in cases}
    found = [(state, state_words(state)[1], state == chosen) for state in STATES if state in there]
    if any(case.differs for case in cases):
        found.append(("differs", _("differs from plan"), chosen == "differs"))
    return found
