"""What the time line of a customer tells of deals: begun, won, lost, moved."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.base.people.viewer import Viewer
from quotamesh.do.customers.models import Customer
from quotamesh.do.customers.timeline import Event
from quotamesh.do.pipeline.access import visible_opportunities
from quotamesh.do.pipeline.models import Opportunity, StageMove


def events(viewer: Viewer, customer: Customer, most: int) -> list[Event]:
    mine = visible_opportunities(viewer).filter(customer=customer)
    closed = mine.exclude(outcome="").filter(closed__isnull=False).select_related("owner", "product")
    moves = StageMove.objects.filter(opportunity__in=mine, opportunity__isnull=False)
    moves = moves.exclude(Q(to_stage__kind="won") | Q(to_stage__kind="lost"))
    recent = moves.select_related("opportunity__owner", "to_stage").order_by("-day", "-id")[:most]
    found = [_closed(deal) for deal in closed.order_by("-closed", "-id")[:most]]
    return [*found, *(_moved(row) for row in recent)]


def _closed(deal: Opportunity) -> Event:
    won = deal.outcome == Opportunity.Outcome.WON
    text = (_("Won: %(deal)s") if won else _("Lost: %(deal)s")) % {"deal": deal.name}
    return Event(
        deal.closed, "won" if won else "lost", text, who=deal.owner.name, detail=deal.reason,
        amount=deal.amount, url=reverse("pipeline:deal", args=[deal.uid]),
    )  # fmt: skip


def _moved(row: StageMove) -> Event:
    deal = row.opportunity
    values = {"deal": deal.name, "stage": row.to_stage.label}
    text = (_("%(deal)s → %(stage)s") if row.from_stage_id else _("%(deal)s begins: %(stage)s")) % values
    return Event(
        row.day, "stage", text, who=row.who, detail=row.override, url=reverse("pipeline:deal", args=[deal.uid])
    )  # fmt: skip
