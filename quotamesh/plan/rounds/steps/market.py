"""The market: which product lines are described, and is what they rest on still fresh."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quotamesh.plan.market.access import may_read
from quotamesh.plan.market.models import Entry
from quotamesh.plan.rounds.step import ATTENTION, DONE, OPEN, Ground, Step


def step(ground: Ground) -> Step | None:
    if not may_read(ground.viewer):
        return None
    state, told = _standing(ground)
    return Step(
        code="market",
        name=_("Market"),
        icon="search",
        url=f"{reverse('market:show')}?year={ground.fiscal_year}",
        state=state,
        told=told,
        act=_("Open the market"),
        purpose=_("Segments, competitors, forces and scans: what can the market give."),
    )


def _standing(ground: Ground) -> tuple[str, str]:
    entries = Entry.objects.filter(book__fiscal_year=ground.fiscal_year, removed=False)
    known = list(entries.values_list("book__product_id", "book__stale_after", "noted_on"))
    if not known:
        return OPEN, _("No product line's market is described yet.")
    lines = len({product for product, _days, _day in known})
    stale = sum(day + timedelta(days) < ground.today for _product, days, day in known)
    told = ngettext(
        "The market of %(count)d product line is described.",
        "The markets of %(count)d product lines are described.",
        lines,
    ) % {"count": lines}
    if not stale:
        return DONE, told
    more = ngettext("%(count)d input is stale.", "%(count)d inputs are stale.", stale) % {"count": stale}
    return ATTENTION, _("%(first)s %(second)s") % {"first": told, "second": more}
