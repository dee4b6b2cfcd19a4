"""What kinds of action need to know about a person: read once, when the first of them asks."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from quotamesh.base.people.models import Company, Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.paths import ancestor_ids
from quotamesh.check.attainment.spans import Span
from quotamesh.check.today.rules import Rule
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.catalog.models import Product
from quotamesh.do.facts.queries import wide_facts
from quotamesh.do.pipeline.chances import Chances
from quotamesh.do.pipeline.models import Opportunity
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.kernel.next_actions import Outlook, outlook
from quotamesh.plan.targets.queries import NOTHING, rows_in_force

MOST_DEALS = 150
A_MONTH = 30.44
ENOUGH_DEALS = 5
UNKNOWN_CHANCE = 0.2  # of a deal as long as the company has closed none


@dataclass
class Desk:
    """Whose day it is: `seat` is the one they hold today, `now` the moment on that day."""

    viewer: Viewer
    company: Company
    person: int
    seat: Unit
    today: date
    now: datetime
    rules: dict[str, Rule]

    @cached_property
    def span(self) -> Span:
        """The running month."""
        return Span(self.company, FiscalCalendar(self.company.fiscal_start).month(self.today), self.today)

    @cached_property
    def month(self) -> int:
        return self.span.last_month

    @cached_property
    def targets(self) -> list[int]:
        """The twelve monthly targets of the seat's revenue."""
        key, unit = KEYS["revenue"], self.seat.pk
        rows = rows_in_force(self.span.period.fiscal_year, [key], [unit])
        return list(rows.get((key, unit), NOTHING))

    @cached_property
    def _facts(self) -> dict:
        """{(indicator, fiscal year, unit): its grains}, all products together."""
        year = self.span.period.fiscal_year
        found = wide_facts(
            indicators=[KEYS["revenue"], KEYS["leads"], KEYS["deals_won"]],
            years=[year, year - 1],
            units=[self.seat.pk, self.root],
            products=Product.objects.filter(parent=None).values("pk"),
        )
        return {key[:3]: grains for key, grains in found.items()}

    @property
    def root(self) -> int:
        return ancestor_ids(self.seat.path)[0]

    def months_of(self, code: str, unit: int, back: int = 0) -> list[int]:
        """Twelve monthly actuals of a unit, of this fiscal year or an earlier one."""
        year = self.span.period.fiscal_year - back
        return self._facts.get((KEYS[code], year, unit), [0] * 17)[:12]

    @cached_property
    def actuals(self) -> list[int]:
        return self.months_of("revenue", self.seat.pk)

    @cached_property
    def outlook(self) -> Outlook:
        """Where the seat stands in the fiscal year: the past are its last twelve whole months since its first sale."""
        months = [*self.months_of("revenue", self.seat.pk, 1), *self.actuals[: self.month]][-12:]
        while months and not months[0]:
            months = months[1:]
        left = (self.span.year.end - self.today).days / A_MONTH
        return outlook(sum(self.actuals[: self.month + 1]), sum(self.targets), months, left)

    @cached_property
    def usual(self) -> tuple[int, float]:
        """(a deal's usual amount, the chance that a lead becomes one): the seat's own of two years where it closed
        enough, else the company's; (0, 0) where there is nothing to judge by."""
        for unit in (self.seat.pk, self.root):
            revenue, leads, won = (
                sum(self.months_of(code, unit)) + sum(self.months_of(code, unit, 1))
                for code in ("revenue", "leads", "deals_won")
            )
            if won >= ENOUGH_DEALS:
                return max(0, revenue // won), min(1.0, won / leads) if leads else UNKNOWN_CHANCE
        return 0, 0.0

    @cached_property
    def deals(self) -> list[Opportunity]:
        """The person's open deals, the largest first."""
        rows = Opportunity.objects.filter(owner_id=self.person, outcome=Opportunity.Outcome.OPEN)
        return list(
            rows.select_related("customer", "product", "stage").order_by("-amount", "pk")[:MOST_DEALS]
        )

    @cached_property
    def chances(self) -> Chances:
        return Chances.read()

    def chance(self, deal: Opportunity, stage: int | None = None) -> float:
        """The chance of a deal in its stage, or in another, from the company's own history."""
        found = self.chances.of(deal.product.path, stage or deal.stage_id)
        return found.ppm / 1_000_000 if found else UNKNOWN_CHANCE

    def share(self, day: date | None) -> float:
        """1 for what falls due in the fiscal year, 0 for what falls due after it."""
        return 1.0 if (day or self.today) <= self.span.year.end else 0.0

    @property
    def share_of_year(self) -> float:
        """For what comes in over twelve months: the part of them that lies in the fiscal year."""
        return min(1.0, (self.span.year.end - self.today).days / 365)

    def waited(self, day: date | None) -> int:
        """Days gone by since a day."""
        return max(0, (self.today - day).days) if day else 0

    def ahead(self, days: int) -> date:
        return self.today + timedelta(days)
