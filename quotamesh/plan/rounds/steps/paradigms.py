"""From targets to behaviour: which product lines have a paradigm with its driver tree."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quotamesh.plan.paradigms.access import may_read
from quotamesh.plan.paradigms.queries import fit_of, line_paradigms, lines_of
from quotamesh.plan.rounds.step import ATTENTION, DONE, OPEN, UNDER_WAY, Ground, Step


def step(ground: Ground) -> Step | None:
    if not may_read(ground.viewer):
        return None
    state, told = _standing(ground)
    return Step(
        code="paradigms",
        name=_("Paradigms"),
        icon="git-branch",
        url=f"{reverse('paradigms:lines')}?year={ground.fiscal_year}",
        state=state,
        told=told,
        act=_("Open the paradigms"),
        purpose=_("A driver tree a product line: from the target to leads, calls and visits a day."),
    )


def _standing(ground: Ground) -> tuple[str, str]:
    chosen, lines = line_paradigms(ground.viewer, ground.fiscal_year), len(lines_of())
    if not chosen:
        return OPEN, _("No product line has a paradigm for this year yet.")
    values = {"done": len(chosen), "count": lines}
    told = _("%(done)d of %(count)d product lines have a paradigm and a driver tree.") % values
    misfits = sum(fit_of(line).misfit for line in chosen.values())
    if misfits:
        more = ngettext("%(count)d does not fit.", "%(count)d do not fit.", misfits) % {"count": misfits}
        return ATTENTION, _("%(first)s %(second)s") % {"first": told, "second": more}
    return (DONE if len(chosen) >= lines else UNDER_WAY), told
