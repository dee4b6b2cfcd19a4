"""What each source brings: leads of a period, what became of them, and what that cost."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.expressions import BaseExpression

from quotamesh.base.people.models import Company
from quotamesh.base.people.viewer import Viewer
from quotamesh.do.leads.access import sees_costs, visible_leads
from quotamesh.do.leads.clock import moment_of
from quotamesh.do.leads.counting import UNCOUNTED
from quotamesh.do.leads.models import Lead, Source, SourceCost
from quotamesh.do.pipeline.models import Opportunity
from quotamesh.kernel.acquisition import cost_between, each_of

COUNTS = ("leads", "due", "in_time", "converted", "won", "won_amount")


@dataclass(frozen=True)
class SourceYield:
    """Of the leads that came in the period: how many answers were due by now and given in time, how many became
    customers, the deals won of them and their amounts. `cost` is None for those who do not see the whole company.
    """

    source: Source | None
    leads: int
    due: int
    in_time: int
    converted: int
    won: int
    won_amount: int
    cost: int | None

    @property
    def per_lead(self) -> int | None:
        return None if self.cost is None else each_of(self.cost, self.leads)

    @property
    def per_customer(self) -> int | None:
        return None if self.cost is None else each_of(self.cost, self.converted)

    @property
    def answered_in_time(self) -> Fraction | None:
        return Fraction(self.in_time, self.due) if self.due else None

    @property
    def conversion(self) -> Fraction | None:
        return Fraction(self.converted, self.leads) if self.leads else None

    @property
    def returned(self) -> Fraction | None:
        """Won amount for each unit of money spent."""
        return Fraction(self.won_amount, self.cost) if self.cost else None


@dataclass(frozen=True)
class Yields:
    """A row for each source with leads or costs, by what it won; the total is their sum."""

    rows: list[SourceYield]
    total: SourceYield

    @property
    def best(self) -> SourceYield | None:
        return self._ends()[1]

    @property
    def worst(self) -> SourceYield | None:
        return self._ends()[0]

    def _ends(self) -> tuple[SourceYield | None, SourceYield | None]:
        """The least and the most it gave back for what was spent; by conversion where costs are not seen."""

        def value(row: SourceYield) -> Fraction | None:
            return row.conversion if self.total.cost is None else row.returned

        ranked = sorted((row for row in self.rows if value(row) is not None), key=value)
        return (ranked[0], ranked[-1]) if len(ranked) > 1 else (None, None)


def yields(viewer: Viewer, company: Company, at: datetime, start: date, end: date) -> Yields:
    """What the leads in sight that came from `start` to `end` brought, source by source."""
    rows = visible_leads(viewer).filter(date__range=(start, end)).exclude(UNCOUNTED).order_by()
    found = {each.pop("source_id"): each for each in rows.values("source_id").annotate(**_sums(company, at))}
    costs = _costs(start, end) if sees_costs(viewer) else None
    sources = Source.objects.filter(pk__in={*found, *(costs or {})})
    made = [_row(source, found.get(source.pk), costs) for source in sources]
    made.sort(key=lambda row: (-row.won_amount, -row.converted, -row.leads, row.source.code))
    return Yields(made, total_of(made, seen=costs is not None))


def _sums(company: Company, at: datetime) -> dict:
    asked = Q(answer_due__lte=moment_of(company, at))
    won = Q(opportunity__outcome=Opportunity.Outcome.WON)
    return {
        "leads": Count("pk"),
        "due": Count("pk", filter=asked),
        "in_time": Count("pk", filter=asked & Q(answered_at__lte=F("answer_due"))),
        "converted": Count("pk", filter=Q(state=Lead.State.CONVERTED)),
        "won": Count("pk", filter=won),
        "won_amount": Sum("opportunity__amount", filter=won, default=0),
        "own_cost": Sum("cost", default=0),
    }


def _costs(start: date, end: date) -> dict[int, int]:
    """{source: what of its costs falls on the period}"""
    found: dict[int, int] = {}
    rows = SourceCost.objects.filter(start__lte=end, end__gte=start)
    for source, first, last, amount in rows.values_list("source_id", "start", "end", "amount"):
        found[source] = found.get(source, 0) + cost_between(amount, first, last, start, end)
    return found


def _row(source: Source, sums: dict | None, costs: dict[int, int] | None) -> SourceYield:
    sums = sums or dict.fromkeys((*COUNTS, "own_cost"), 0)
    cost = None if costs is None else costs.get(source.pk, 0) + sums["own_cost"]
    return SourceYield(source, *(sums[name] for name in COUNTS), cost)


def total_of(rows: Iterable[SourceYield], *, seen: bool) -> SourceYield:
    listed = list(rows)
    cost = sum(row.cost or 0 for row in listed) if seen else None
    return SourceYield(None, *(sum(getattr(row, name) for row in listed) for name in COUNTS), cost)


def source_of() -> BaseExpression:
    """For the pipeline's report: the source of the lead that a deal came of."""
    of_deal = Lead.objects.filter(opportunity=OuterRef("pk")).values("source_id")[:1]
    return Subquery(of_deal)


def source_names() -> dict[object, tuple[str, str]]:
    return {pk: (code, name) for pk, code, name in Source.objects.values_list("pk", "code", "name")}
