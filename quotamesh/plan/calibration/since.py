"""What has changed since a calibration was computed: told on its page, so that nobody plans on an old answer."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from quotamesh.base.people.models import Company, Tenure
from quotamesh.do.facts.models import Fact
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.kernel.productivity import CYCLES
from quotamesh.plan.calibration.crew import SELLERS
from quotamesh.plan.calibration.models import Run
from quotamesh.plan.experts.models import Result
from quotamesh.plan.market.models import Version

MARKET, EXPERTS, PEOPLE, FACTS, MONTHS = "market", "experts", "people", "facts", "months"


@dataclass(frozen=True)
class News:
    """`count`: inputs, rounds, people, years or months; what it counts says `what`."""

    what: str
    count: int


def with_news(runs: QuerySet[Run], today: date) -> QuerySet[Run]:
    """The runs with what `news_of` needs, asked in the same query."""
    years = {f"recorded_{back}": _recorded(back) for back in range(1, CYCLES + 1)}
    return runs.annotate(
        market_news=_count(_versions(), "entry_id"),
        experts_news=_count(_results(), "pk"),
        people_news=_count(_tenures(today), "person_id"),
        **years,
    )


def _count(rows: QuerySet, field: str) -> Coalesce:
    one_group = rows.order_by().annotate(_=F("pk") * 0).values("_")
    return Coalesce(Subquery(one_group.annotate(n=Count(field, distinct=True)).values("n")), 0)


def _versions() -> QuerySet[Version]:
    return Version.objects.filter(
        entry__book__fiscal_year=OuterRef("calibration__fiscal_year"),
        entry__book__product=OuterRef("calibration__product"),
        at__gt=OuterRef("at"),
    )


def _results() -> QuerySet[Result]:
    return Result.objects.filter(
        question__fiscal_year=OuterRef("calibration__fiscal_year"),
        question__unit=OuterRef("calibration__unit"),
        question__product=OuterRef("calibration__product"),
        question__indicator=OuterRef("calibration__indicator"),
        closed_at__gt=OuterRef("at"),
    )


def _tenures(today: date) -> QuerySet[Tenure]:
    """Of those who sell in the branch: begun after the day of the run, or ended since."""
    begun = Q(valid_from__gt=OuterRef("as_of"), valid_from__lte=today)
    ended = Q(valid_to__gte=OuterRef("as_of"), valid_to__lt=today)
    return Tenure.objects.filter(
        begun | ended, seat__path__startswith=OuterRef("calibration__unit__path"), role__in=SELLERS
    )


def _recorded(back: int) -> Coalesce:
    """What stands in the summary for the fiscal year so many before."""
    rows = Fact.objects.filter(
        fiscal_year=OuterRef("calibration__fiscal_year") - back,
        unit=OuterRef("calibration__unit"),
        product=OuterRef("calibration__product"),
        indicator=OuterRef("calibration__indicator"),
    )
    return Coalesce(Subquery(rows.values("year")[:1]), 0)


def news_of(run: Run, company: Company, today: date) -> list[News]:
    """What changed since the run, nothing where its year is over. `run`: from `with_news`, with its basis."""
    calendar = FiscalCalendar(company.fiscal_start)
    if calendar.year(run.calibration.fiscal_year).end < today:
        return []
    counts = {
        MARKET: run.market_news,
        EXPERTS: run.experts_news,
        PEOPLE: run.people_news,
        FACTS: _years_changed(run, calendar),
        MONTHS: _months_over(run, calendar, today),
    }
    return [News(what, count) for what, count in counts.items() if count]


def _years_changed(run: Run, calendar: FiscalCalendar) -> int:
    """Years that were over on the day of the run, and of which something else is recorded now."""
    kept = run.basis.get("recorded")
    years = run.basis["years"]
    if kept is None or len(years) != CYCLES:
        return 0
    now = [getattr(run, f"recorded_{run.calibration.fiscal_year - year}") for year in years]
    over = [calendar.year(year).end <= run.as_of for year in years]
    return sum(was != found for was, found, known in zip(kept, now, over, strict=True) if known)


def _months_over(run: Run, calendar: FiscalCalendar, today: date) -> int:
    """Months of the years it rests on that were not over on the day of the run, and are now."""
    months = [month for year in run.basis["years"] for month in calendar.months(calendar.year(year))]
    return sum(run.as_of < month.end <= today for month in months)
