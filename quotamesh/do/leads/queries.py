"""Reading leads: what waits for an answer, what lies in the queue, and one lead with what was said about it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Count, F, IntegerField, Min, Q, QuerySet, When

from quotamesh.base.people.models import Company
from quotamesh.base.people.viewer import Viewer
from quotamesh.do.leads.access import may_change, visible_leads
from quotamesh.do.leads.clock import Clock, Left, clock_of, moment_of
from quotamesh.do.leads.matching import same_person
from quotamesh.do.leads.models import Lead, LeadNote
from quotamesh.do.leads.models.lead import OPEN

MINE, QUEUE, TEAM, OVERDUE, ASLEEP, CLOSED = "mine", "queue", "team", "overdue", "asleep", "closed"
VIEWS = (MINE, QUEUE, TEAM, OVERDUE, ASLEEP, CLOSED)
OLDEST = 400


@dataclass(frozen=True)
class Standing:
    """What waits: not answered and overdue, not answered with time left, in work, without an owner."""

    overdue: int
    waiting: int
    working: int
    unassigned: int
    next_due: datetime | None


@dataclass(frozen=True)
class Ticking:
    """A lead with what is left on its clock; None where none runs or it was answered."""

    lead: Lead
    left: Left | None

    @property
    def doubles(self) -> int:
        return getattr(self.lead, "doubles", 0)


def of_view(viewer: Viewer, view: str, today: date, now: datetime) -> QuerySet[Lead]:
    """The leads of a view, in sight."""
    rows = visible_leads(viewer)
    woken = Q(state=Lead.State.RECYCLED, wake_on__lte=today)
    return {
        MINE: lambda: rows.filter(owner=viewer.person_id, state__in=OPEN),
        QUEUE: lambda: rows.filter(woken | Q(owner=None, state__in=OPEN)),
        TEAM: lambda: rows.filter(state__in=OPEN),
        OVERDUE: lambda: rows.filter(state=Lead.State.NEW, answer_due__lt=now),
        ASLEEP: lambda: rows.filter(state=Lead.State.RECYCLED, wake_on__gt=today),
        CLOSED: lambda: rows.exclude(state__in=[*OPEN, Lead.State.RECYCLED]),
    }[view]()


def leads(
    viewer: Viewer,
    company: Company,
    at: datetime,
    today: date,
    view: str,
    *,
    text: str = "",
    source: str = "",
) -> QuerySet[Lead]:
    """Leads of a view: those to be answered first, by when it is due; what is closed by when it came."""
    rows = of_view(viewer, view, today, moment_of(company, at))
    if text:
        rows = rows.filter(
            Q(company__icontains=text)
            | Q(contact__icontains=text)
            | Q(phone__contains=text)
            | Q(code__iexact=text)
        )
    if source:
        rows = rows.filter(source__code=source)
    rows = rows.select_related("source", "owner", "product", "unit", "customer")
    if view == CLOSED:
        return rows.order_by("-date", "-pk")
    if view == ASLEEP:
        return rows.order_by("wake_on", "pk")
    unanswered = Case(When(state=Lead.State.NEW, then=0), default=1, output_field=IntegerField())
    return rows.annotate(later=unanswered).order_by(
        "later", F("answer_due").asc(nulls_last=True), "-date", "pk"
    )


def standings(viewer: Viewer, company: Company, at: datetime) -> tuple[Standing, Standing]:
    """What waits for the viewer, and for all in sight; one query over open leads."""
    now = moment_of(company, at)
    mine = Q(owner=viewer.person_id) if viewer.person_id else Q(pk__in=[])
    counts = {**_counts("mine_", mine, now), **_counts("all_", Q(), now)}
    found = visible_leads(viewer).filter(state__in=OPEN).order_by().aggregate(**counts)
    return tuple(
        Standing(**{name.removeprefix(part): n for name, n in found.items() if name.startswith(part)})
        for part in ("mine_", "all_")
    )


def _counts(prefix: str, whose: Q, now: datetime) -> dict:
    new = whose & Q(state=Lead.State.NEW)
    late = new & Q(answer_due__lt=now)
    return {
        f"{prefix}overdue": Count("pk", filter=late),
        f"{prefix}waiting": Count("pk", filter=new & (Q(answer_due__gte=now) | Q(answer_due=None))),
        f"{prefix}working": Count("pk", filter=whose & Q(state=Lead.State.ANSWERED)),
        f"{prefix}unassigned": Count("pk", filter=whose & Q(owner=None)),
        f"{prefix}next_due": Min("answer_due", filter=new & Q(answer_due__gte=now)),
    }


def ticking(company: Company, at: datetime, rows: list[Lead]) -> list[Ticking]:
    """Leads with what is left of the time to answer them."""
    now = moment_of(company, at)
    running = [lead.answer_due for lead in rows if _runs(lead)]
    if not running:
        return [Ticking(lead, None) for lead in rows]
    oldest = max(min(*running, now).date(), date.fromordinal(now.date().toordinal() - OLDEST))
    clock = clock_of(company, oldest)
    return [Ticking(lead, _left(clock, now, lead)) for lead in rows]


def _runs(lead: Lead) -> bool:
    return lead.state == Lead.State.NEW and lead.answer_due is not None


def _left(clock: Clock, now: datetime, lead: Lead) -> Left | None:
    return clock.left(now, lead.answer_due, lead.source.kind) if _runs(lead) else None


def find(viewer: Viewer, uid) -> Lead | None:
    rows = visible_leads(viewer).select_related(
        "source",
        "owner",
        "product",
        "unit",
        "seat",
        "customer",
        "opportunity__seat",
        "rule",
        "merged_into",
        "referral",
    )
    return rows.filter(uid=uid).first()


def doubles(viewer: Viewer, lead: Lead) -> list[Lead]:
    """Other leads of the same person in sight, those still open first; those merged into this one are left out."""
    same = same_person(lead)
    if same is None:
        return []
    rows = visible_leads(viewer).filter(same).exclude(pk=lead.pk).exclude(merged_into=lead)
    rows = rows.select_related("source", "owner", "unit").order_by("-pk")[:10]
    return sorted((each for each in rows if may_change(viewer, each)), key=lambda each: not each.is_open)


def notes(lead: Lead) -> list[LeadNote]:
    """What was said about a lead and about those merged into it, latest first."""
    return list(
        LeadNote.objects.filter(Q(lead=lead) | Q(lead__merged_into=lead)).order_by("-at", "-id")[:100]
    )
