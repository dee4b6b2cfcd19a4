"""Reading projects: how far each has come, when it will end, and what that does to the forecast."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Exists, OuterRef, Prefetch, Q

from quotamesh.base.people.viewer import Viewer
from quotamesh.do.pipeline.access import visible_opportunities
from quotamesh.do.pipeline.chances import Chances
from quotamesh.do.pipeline.models import Opportunity
from quotamesh.kernel import projects as kernel
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.kernel.money import share_bp
from quotamesh.plan.projects.access import visible_projects
from quotamesh.plan.projects.models import Project, Step


@dataclass(frozen=True)
class Standing:
    """A project on a day. Amounts in the smallest unit: `worth` is the opportunity's amount times the chance, `parts`
    what of it is recognised with each milestone. `before_bp`: the chance as long as no milestone is reached."""

    project: Project
    steps: list[Step]
    today: date
    before_bp: int = 0

    @cached_property
    def marks(self) -> list[kernel.Mark]:
        return [
            kernel.Mark(s.first_due, s.due, s.reached_on, s.close_bp, s.recognised_bp) for s in self.steps
        ]

    @cached_property
    def foreseen(self) -> list[date]:
        return kernel.foreseen(self.marks, self.today)

    @property
    def slip(self) -> int:
        return kernel.slip(self.marks, self.today)

    @property
    def chance_bp(self) -> int:
        """Before the first milestone never more than what the first one gives."""
        before = min(self.before_bp, self.steps[0].close_bp) if self.steps else self.before_bp
        return kernel.chance_bp(self.marks, before)

    @property
    def amount(self) -> int:
        return self.project.opportunity.amount or 0

    @cached_property
    def worth(self) -> int:
        return int(share_bp([self.amount], [self.chance_bp])[0])

    @cached_property
    def parts(self) -> list[int]:
        return kernel.revenue(self.worth, self.marks)

    @property
    def done(self) -> int:
        return sum(step.reached_on is not None for step in self.steps)

    @property
    def next(self) -> Step | None:
        return next((step for step in self.steps if step.reached_on is None), None)

    @property
    def late(self) -> bool:
        return bool(self.next and self.next.due < self.today)


def standings(viewer: Viewer, today: date, *, text: str = "", over: bool = False) -> list[Standing]:
    """Projects in sight, those that end latest against their plan first; `over`: those lost or all done instead."""
    lost = Q(opportunity__outcome=Opportunity.Outcome.LOST)
    goes_on = ~lost & Exists(Step.objects.filter(project=OuterRef("pk"), reached_on=None))
    rows = visible_projects(viewer).filter(~goes_on if over else goes_on)
    if text:
        rows = rows.filter(
            Q(opportunity__name__icontains=text) | Q(opportunity__customer__name__icontains=text)
        )
    chances = Chances.read()
    found = [
        Standing(each, list(each.steps.all()), today, before(each.opportunity, chances))
        for each in with_steps(rows)
    ]
    return sorted(found, key=lambda each: (-each.slip, each.project.pk))


def with_steps(rows):
    return rows.prefetch_related(Prefetch("steps", Step.objects.select_related("owner")))


def standing_of(project: Project, today: date) -> Standing:
    steps = list(project.steps.select_related("owner"))
    return Standing(project, steps, today, before(project.opportunity, Chances.read()))


def before(deal: Opportunity, chances: Chances) -> int:
    """The chance before the first milestone: from the company's own history, or else the owner's word."""
    known = chances.of(deal.product.path, deal.stage_id)
    if known is not None:
        return round(known.ppm / 100)
    return (deal.own_chance or 0) * 100


@dataclass(frozen=True)
class Quarter:
    """What is recognised in a quarter: by the days first planned, and by those foreseen now."""

    name: str
    start: date
    end: date
    planned: int
    now: int

    @property
    def moved(self) -> int:
        return self.now - self.planned


def by_quarter(found: Iterable[Standing], calendar: FiscalCalendar) -> list[Quarter]:
    """The same money laid over quarters twice; both columns add up to the same total."""
    planned: dict[date, int] = defaultdict(int)
    now: dict[date, int] = defaultdict(int)
    quarters = {}
    for each in found:
        for mark, day, part in zip(each.marks, each.foreseen, each.parts, strict=True):
            for sums, when in ((planned, mark.first), (now, day)):
                quarter = _quarter(calendar, when)
                quarters[quarter.start] = quarter
                sums[quarter.start] += part
    days = sorted({day for sums in (planned, now) for day, amount in sums.items() if amount})
    return [Quarter(quarters[day].label, day, quarters[day].end, planned[day], now[day]) for day in days]


def _quarter(calendar: FiscalCalendar, day: date):
    quarters = calendar.quarters(calendar.fiscal_year(day))
    return next(quarter for quarter in quarters if quarter.start <= day <= quarter.end)


def to_start(viewer: Viewer, text: str = "") -> list[Opportunity]:
    """Open opportunities in sight that are not run as projects yet, the largest first."""
    rows = visible_opportunities(viewer).filter(project=None, outcome=Opportunity.Outcome.OPEN)
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(customer__name__icontains=text))
    return list(rows.select_related("customer", "product", "owner").order_by("-amount", "-id")[:50])
