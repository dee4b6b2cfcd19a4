"""What the leaves of a tree were in the past, each value with where it comes from."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from quotamesh.base.people.models import Company, Tenure
from quotamesh.base.people.queries import root_unit
from quotamesh.base.store.validity import latest_first, overlaps, valid_on
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.catalog.models import Product
from quotamesh.do.catalog.queries import working_days
from quotamesh.do.customers.models import Customer
from quotamesh.do.facts.models import Fact
from quotamesh.do.facts.queries import wide_facts
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.namedaccounts.queries import company_counts
from quotamesh.plan.paradigms.patterns import PATTERNS
from quotamesh.plan.paradigms.trees import Nodes, TreeNode

YEAR = 16  # the last of a fact's 17 amounts
DAYS_OF_A_YEAR = 365.25
SELLER = "representative"
Found = tuple[float, dict]


@dataclass(frozen=True)
class Past:
    """The figures of the company as a whole in the year and the one before it, for a line and for all lines.

    Only what is known by `today` counts: of the running year the part gone by.
    """

    company: Company
    product: Product
    root: Product
    fiscal_year: int
    today: date
    facts: dict[tuple[int, int, int], int]

    def amount(self, code: str, year: int, product: Product) -> int:
        return self.facts.get((KEYS[code], year, product.pk), 0)

    def ratio(self, over: str, under: str) -> Found | None:
        """The latest year with a denominator; the line's own, or that of all lines where the line has none."""
        for year in (self.fiscal_year, self.fiscal_year - 1):
            for product in (self.product, self.root):
                below = self.amount(under, year, product)
                if below > 0 and self.amount(over, year, product) >= 0:
                    value = self.amount(over, year, product) / below
                    return value, self._origin(year, product, over=over, under=under)
        return None

    def count(self, code: str) -> Found | None:
        for year in (self.fiscal_year, self.fiscal_year - 1):
            if amount := self.amount(code, year, self.product):
                return float(amount), self._origin(year, self.product, over=code)
        return None

    def per_day(self, code: str) -> Found | None:
        """What each person did a working day, of the line alone."""
        for year in (self.fiscal_year, self.fiscal_year - 1):
            days = worked_days(self.company, year, self.today)
            people = len(bearers(self.company, year, SELLER))
            amount = self.amount(code, year, self.product)
            if amount and days and people:
                return amount / days / people, self._origin(year, self.product, over=code, under="days")
        return None

    @staticmethod
    def _origin(year: int, product: Product, **codes: str) -> dict:
        return {"from": "facts", "year": year, "product": product.code, **codes}


def past_of(company: Company, product: Product, fiscal_year: int, today: date) -> Past:
    root, years = root_product(), (fiscal_year, fiscal_year - 1)
    found = wide_facts(
        indicators=KEYS.values(), years=years, units=[root_unit().pk], products=[product.pk, root.pk]
    )
    facts = {(key, year, line): amounts[YEAR] for (key, year, _, line), amounts in found.items()}
    return Past(company, product, root, fiscal_year, today, facts)


def worked_days(company: Company, fiscal_year: int, until: date | None = None) -> int:
    """Working days of a fiscal year, up to a day."""
    year = FiscalCalendar(company.fiscal_start).year(fiscal_year)
    end = min(year.end, until) if until else year.end
    return int(working_days(company, year.start, end).sum()) if end >= year.start else 0


def bearers(company: Company, fiscal_year: int, role: str) -> set[int]:
    """Seats held in a fiscal year by somebody of a role."""
    year = FiscalCalendar(company.fiscal_start).year(fiscal_year)
    tenures = Tenure.objects.filter(overlaps(year.start, year.end), role=role)
    return set(tenures.values_list("seat_id", flat=True))


@dataclass(frozen=True)
class SoFar:
    """What the company did of a line in a year up to a day; `amounts` by indicator."""

    amounts: dict[int, int]
    days: int
    days_of_year: int

    def day_of(self, code: str, people: int) -> float | None:
        """What each of so many people did a working day."""
        amount = self.amounts.get(KEYS[code], 0)
        return amount / self.days / people if amount and self.days and people else None


def so_far(company: Company, product: Product, fiscal_year: int, today: date) -> SoFar:
    year = FiscalCalendar(company.fiscal_start).year(fiscal_year)
    worked = working_days(company, year.start, year.end)
    gone = int(worked[: max((today - year.start).days + 1, 0)].sum())
    rows = Fact.objects.filter(fiscal_year=fiscal_year, unit__parent=None, product=product)
    return SoFar(dict(rows.values_list("indicator_id", "year")), gone, int(worked.sum()))


def known_customers() -> int:
    """How many customers are known: the proposal for the number of potential ones."""
    return Customer.objects.count()


def filled(nodes: Nodes, past: Past, keys: Iterable[str] | None = None) -> Nodes:
    """The tree with the past in its leaves; what somebody typed stays unless it is named in `keys`."""
    wanted = set(keys) if keys is not None else {
        key for key, node in nodes.items() if node.is_leaf and node.origin.get("from") != "typed"
    }  # fmt: skip
    return {key: _filled(node, past) if key in wanted else node for key, node in nodes.items()}


def _filled(node: TreeNode, past: Past) -> TreeNode:
    found = _past_value(node, past)
    if found is None:
        return node
    value, origin = found
    value = min(value, 1.0) if node.share else value
    return replace(node, value=round(value) if node.unit == "money" else value, origin=origin)


def _past_value(node: TreeNode, past: Past) -> Found | None:
    if (found := _from_lists(node.key, past)) is not None:
        return found
    special = {
        "people": lambda: _people(past),
        "working_days": lambda: _days(past),
        "calls_per_day": lambda: past.per_day("calls"),
        "tenure": lambda: _tenure(past),
    }
    if node.key in special:
        return special[node.key]()
    ratio = PATTERNS[node.key].ratio if node.key in PATTERNS else ("", "")
    if ratio[0]:
        return past.ratio(*ratio)
    return past.count(node.indicator) if node.indicator else None


STEPS = {
    "coverage": ("covered", "named"),
    "reach_step": ("reached", "covered"),
    "penetration_step": ("penetrated", "reached"),
    "signing_step": ("signed", "penetrated"),
}


def _from_lists(key: str, past: Past) -> Found | None:
    """Named accounts and the steps between their states, where there are lists of the year or the one before."""
    if key != "named_accounts" and key not in STEPS:
        return None
    for year in (past.fiscal_year, past.fiscal_year - 1):
        counts = company_counts(past.company, year)
        over, under = (getattr(counts, name) for name in STEPS.get(key, ("named", "named")))
        if under:
            value = float(over) if key == "named_accounts" else over / under
            return value, {"from": "lists", "year": year}
    return None


def _people(past: Past) -> Found | None:
    count = len(bearers(past.company, past.fiscal_year, SELLER))
    return (float(count), {"from": "seats", "year": past.fiscal_year}) if count else None


def _days(past: Past) -> Found:
    days = float(worked_days(past.company, past.fiscal_year))
    return days, {"from": "calendar", "year": past.fiscal_year}


def _tenure(past: Past) -> Found | None:
    """How long those who sell today have been with the company, in years; only where it is known of all."""
    held = Tenure.objects.filter(valid_on(past.today), role=SELLER).values_list("person_id", flat=True)
    rows = Tenure.objects.filter(person_id__in=list(held)).order_by(latest_first())
    firsts = dict(rows.values_list("person_id", "valid_from"))
    if not firsts or None in firsts.values():
        return None
    days = sum((past.today - start).days for start in firsts.values()) / len(firsts)
    return round(days / DAYS_OF_A_YEAR, 1), {"from": "tenure", "year": past.fiscal_year}
