"""Places of a content as a reader of the document knows them."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from quotamesh.plan.agreements.sheet import level_name

_STEP = re.compile(r"[^.\[\]]+")


def place_words(place: str) -> str:
    """`targets[0].levels.target[3]` as “Targets, 1 · Target · month 4”."""
    first, *steps = _STEP.findall(place)
    names = {
        "number": pgettext("document", "Number"),
        "version": _("Version"),
        "supersedes": _("Version it supersedes"),
        "made_at": _("Made at"),
        "company": _("Company"),
        "fiscal_year": _("Fiscal year"),
        "period": _("Period"),
        "effective_from": _("Valid from"),
        "plan": _("Plan"),
        "unit": _("Unit"),
        "owner": _("Owner of the target"),
        "leader": pgettext("document", "Leader"),
        "targets": _("Targets"),
        "terms": _("Standard of completion, reward and penalty"),
    }
    words = [names.get(first, first)]
    levels = "levels" in steps or "months" in steps
    for at, step in enumerate(steps):
        last = at == len(steps) - 1
        if step.isdecimal():
            number = int(step) + 1
            words.append(_("month %(number)d") % {"number": number} if last and levels else str(number))
        elif step not in ("levels", "months", "text"):
            words.append(_word(step))
    return " · ".join(words)


def _word(step: str) -> str:
    names = {
        "name": _("Name"),
        "code": _("Code"),
        "role": _("Role"),
        "start": _("From"),
        "end": _("Until"),
        "lines": _("Product lines"),
        "standard": _("Standard of completion"),
        "reward": _("Reward"),
        "penalty": _("Penalty"),
        "zh": "中文",
        "en": "English",
    }
    return level_name(step) if step in ("target", "stretch", "challenge") else names.get(step, step)
