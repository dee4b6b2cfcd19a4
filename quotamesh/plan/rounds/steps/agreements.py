"""Talks and agreements: who has signed, who has not, who disputes."""

from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.plan.agreements.board import SIGNED, bare_board, counts
from quotamesh.plan.agreements.models import Talk
from quotamesh.plan.rounds.step import ATTENTION, DONE, OPEN, UNDER_WAY, Ground, Step


def step(ground: Ground) -> Step:
    state, told = _standing(ground)
    return Step(
        code="agreements",
        name=_("Agreements"),
        icon="handshake",
        url=f"{reverse('agreements:board')}?year={ground.fiscal_year}",
        state=state,
        told=told,
        act=_("Open the board"),
        purpose=_("Talked over, agreed and signed by both sides, bound to what was signed."),
    )


def _standing(ground: Ground) -> tuple[str, str]:
    cases = bare_board(ground.viewer, ground.fiscal_year)
    if not cases:
        return OPEN, _("No talk has been opened for this year yet.")
    found = counts(cases)
    values = {"signed": found[SIGNED], "count": len(cases), "disputed": found[Talk.State.DISPUTED]}
    told = _("%(signed)d of %(count)d agreements are signed.") % values
    if values["disputed"]:
        return ATTENTION, _(
            "%(signed)d of %(count)d agreements are signed, %(disputed)d are disputed."
        ) % values
    return (DONE if values["signed"] == len(cases) else UNDER_WAY), told
