"""What somebody recorded on a day, listed: so that the report need not say it again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from quotamesh.base.people.viewer import Viewer
from quotamesh.do.followups.models import FollowUp
from quotamesh.do.leads.models import Lead
from quotamesh.do.pipeline.models import StageMove

MOST = 30


@dataclass(frozen=True)
class Record:
    """`kind` is what it is in a word, `about` whom it concerns, `text` what was noted."""

    kind: str
    about: str
    text: str


def records_of(viewer: Viewer, person: int, day: date) -> list[Record]:
    """Follow-ups, leads and moves of deals of a person's day, as far as they are in sight: three queries."""
    return [*_follow_ups(viewer, person, day), *_leads(viewer, person, day), *_deals(viewer, person, day)]


def _follow_ups(viewer: Viewer, person: int, day: date) -> Iterator[Record]:
    rows = FollowUp.objects.filter(viewer.units("seat__"), person_id=person, day=day, withdrawn_at=None)
    for row in rows.select_related("customer").order_by("id")[:MOST]:
        yield Record(row.get_way_display(), row.customer.name, row.summary[:200])


def _leads(viewer: Viewer, person: int, day: date) -> Iterator[Record]:
    rows = Lead.objects.filter(viewer.units("unit__"), owner_id=person, date=day)
    for row in rows.order_by("id")[:MOST]:
        yield Record(_("New lead"), str(row), row.need[:200])


def _deals(viewer: Viewer, person: int, day: date) -> Iterator[Record]:
    """Deals of the person that were opened or went from one stage to another on the day."""
    rows = StageMove.objects.filter(viewer.units("seat__"), opportunity__owner_id=person, day=day)
    rows = rows.select_related("opportunity__customer", "from_stage", "to_stage")
    for row in rows.order_by("id")[:MOST]:
        deal = row.opportunity
        way = f"{row.from_stage} → {row.to_stage}" if row.from_stage else _("New opportunity")
        about = deal.customer.name if deal.customer else deal.name
        yield Record(way, about, deal.name if about != deal.name else "")
