"""Reading rebates: what is owed for leads that others brought, once their deals are won."""

from dataclasses import dataclass

from django.db.models import QuerySet

from quotamesh.base.people.viewer import Viewer
from quotamesh.do.leads.models import Referral
from quotamesh.do.pipeline.models import Opportunity
from quotamesh.kernel.acquisition import share_rebate

WAITING, OWED, APPROVED, PAID, REFUSED = "waiting", "owed", "approved", "paid", "refused"


def won_of(referral: Referral) -> int | None:
    """The amount of the deal that came of the lead, if it was won; None while it was not."""
    deal = referral.lead.opportunity
    if deal is None or deal.outcome != Opportunity.Outcome.WON:
        return None
    return deal.amount or 0


def owed_for(referral: Referral, won: int) -> int:
    """What is owed for a deal of this amount, by the terms that were agreed."""
    if referral.fixed is not None:
        return referral.fixed
    return share_rebate(won, referral.rate_bp or 0, referral.cap)


@dataclass(frozen=True)
class Rebate:
    """A referral with its step, and what is owed: by the deal while it is open, fixed from the approval on."""

    referral: Referral
    step: str
    won: int | None
    owed: int | None


@dataclass(frozen=True)
class Sums:
    """What is to be approved, to be paid, and was paid."""

    owed: int
    approved: int
    paid: int


def rebate_of(referral: Referral) -> Rebate:
    state = referral.state
    if state in (Referral.State.APPROVED, Referral.State.PAID):
        return Rebate(
            referral, APPROVED if state == Referral.State.APPROVED else PAID, referral.won, referral.owed
        )
    won = won_of(referral)
    if state == Referral.State.REFUSED:
        return Rebate(referral, REFUSED, won, None)
    if won is None:
        return Rebate(referral, WAITING, None, None)
    return Rebate(referral, OWED, won, owed_for(referral, won))


def visible_referrals(viewer: Viewer) -> QuerySet[Referral]:
    """Referrals of the leads in sight, the latest first."""
    rows = Referral.objects.filter(viewer.units("lead__unit__"))
    return rows.select_related("lead__source", "lead__unit", "lead__opportunity", "customer", "contact")


def sums(rebates: list[Rebate]) -> Sums:
    def of(step: str) -> int:
        return sum(each.owed or 0 for each in rebates if each.step == step)

    return Sums(of(OWED), of(APPROVED), of(PAID))
