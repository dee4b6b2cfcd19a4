"""The target plans of the demo company: past years, the running year with its mid-year revision, and the next."""

from datetime import date

import numpy as np

from quotamesh.base.people.models import Tenure, Unit
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.catalog.models import Product
from quotamesh.plan.targets.actions import (
    Change,
    create_plan,
    edit_plan,
    import_targets,
    propose_plan,
    put_in_force,
    set_levels,
    set_rule,
    split_plan,
)
from quotamesh.plan.targets.models import Plan
from quotamesh.plan.targets.rows import RESERVE
from quotamesh.plan.targets.wishes import Wish
from quotamesh.site.demo import shape
from quotamesh.site.demo.credits import Keys
from quotamesh.site.demo.sales import YUAN, Lines, Market
from quotamesh.site.demo.scenes import adjustments, agreements, paradigms
from quotamesh.site.demo.staff import TOP
from quotamesh.site.demo.store import acting

ROUND = 1_000_000  # fen: targets stand in steps of 10,000 yuan
LEVEL = 2
GOALS = {"NE": 150, "IA": 192, "SW": 112, "FW": 47.6}  # the running year's, in millions
HELD_BACK = 68.4
YEAR = tuple(range(12))
M = shape.MILLION


def first_targets(operations, market: Market, keys: Keys, lines: Lines, year: int) -> None:
    """The first year's targets came in as a table: seat, main line and quarter."""
    revenue = KEYS["revenue"]
    families = [Product.objects.get(code=family.code).pk for family in shape.FAMILIES]
    family = np.array(shape.FAMILY_OF)[lines.leaf]
    quarter = (lines.day.astype("datetime64[M]").astype(int) % 12) // 3
    sums = np.zeros((len(market.posts), len(families), 4), dtype=np.int64)
    np.add.at(sums, (lines.post, family, quarter), lines.amount * YUAN)
    wanted = np.rint(sums * market.rng.uniform(0.88, 1.22, sums.shape[:1])[:, None, None] / ROUND).astype(int)
    wishes = [
        Wish(revenue, int(keys.seat[p]), families[f], year, int(q) * 3, 3, int(wanted[p, f, q]) * ROUND)
        for p, f, q in zip(*np.nonzero(wanted > 0), strict=True)
    ]
    import_targets(acting(*operations(date(year, 1, 6))), wishes)


class Planner:
    """Sales operations at work on the plan of one year."""

    def __init__(self, operations, year: int):
        self.operations, self.year = operations, year
        self.revenue = KEYS["revenue"]
        self.root = Unit.objects.get(parent=None)
        self.all = Product.objects.get(parent=None)

    def on(self, day: date):
        return acting(*self.operations(day))

    def split(self, name: str, day: date, total: int, reserve_bp: int) -> Plan:
        """A plan after the history, with a floor for who has none, and collections beside revenue."""
        plan = create_plan(self.on(day), name=name, fiscal_year=self.year, product_level=LEVEL)
        for seat, floor in self._newcomers().items():
            set_rule(self.on(day), plan, self.revenue, seat, floor=floor)
        split_plan(self.on(day), plan, self.revenue, total=total, reserve_bp=reserve_bp)
        split_plan(self.on(day), plan, KEYS["collections"], total=total * 95 // 100, reserve_bp=reserve_bp)
        return plan

    def set_levels(self, plan: Plan, day: date) -> None:
        """Stretch a tenth above the target, challenge a fifth."""
        for code in ("revenue", "collections"):
            set_levels(self.on(day), plan, KEYS[code], shares=(1_000, 2_000))

    def _newcomers(self) -> dict[Unit, int]:
        """Seats that sell and are held for the first time in the year, as far as it was known before."""
        starts = Tenure.objects.filter(
            role="representative", valid_from__year=self.year, seat__tenures__isnull=False
        )
        fresh = [t for t in starts.select_related("seat") if self._is_first(t)]
        return {t.seat: (13 - t.valid_from.month) * 40 * ROUND for t in fresh if t.valid_from.month < 7}

    def _is_first(self, tenure: Tenure) -> bool:
        return not Tenure.objects.filter(seat_id=tenure.seat_id).exclude(pk=tenure.pk).exists()

    def edit(self, plan: Plan, day: date, *changes: tuple) -> None:
        """(unit's code, product's code, amount in fen, balance, months, line) each, the last two may be missing."""
        made = [self._change(*each) for each in changes]
        edit_plan(self.on(day), plan, self.revenue, made)

    def _change(
        self, unit: str, product: str, amount: int, balance: str, months=YEAR, line: str = "total"
    ) -> Change:
        node = Product.objects.get(code=product) if product else self.all
        return Change(Unit.objects.get(code=unit), node, months, amount, balance, line)

    def amount(self, plan: Plan, unit: Unit, months=YEAR) -> int:
        row = plan.rows.get(unit=unit, product=self.all, indicator=self.revenue, line="total")
        return sum(row.months[month] for month in months)


def past_targets(operations, year: int) -> None:
    total, reserve_bp = {2024: (450 * M, 1000), 2025: (540 * M, 1200)}[year]
    planner = Planner(operations, year)
    day = date(year - 1, 12, 18)
    plan = planner.split(f"FY{year} 年度目标", day, total, reserve_bp)
    put_in_force(planner.on(date(year, 1, 4)), plan)


def running_targets(operations, year: int) -> None:
    """570 million: the new-energy line from 100 to 150, 12 % held back; signed in January, adjusted in July."""
    planner = Planner(operations, year)
    plan = planner.split(f"FY{year} 年度目标", date(year - 1, 12, 16), 520 * M, 1200)
    _round_teams(planner, plan, date(year - 1, 12, 17))
    _set_goals(planner, plan, date(year - 1, 12, 21))
    planner.edit(plan, date(year - 1, 12, 21), (TOP, "", round(HELD_BACK * M), "parent", YEAR, RESERVE))
    planner.set_levels(plan, date(year - 1, 12, 22))
    paradigms.before_the_year(plan)
    propose_plan(planner.on(date(year - 1, 12, 23)), plan)
    put_in_force(planner.on(date(year, 1, 5)), plan)
    agreements.of_the_year(plan)
    adjustments.mid_year(year)


def _set_goals(planner: Planner, plan: Plan, day: date) -> None:
    planner.edit(plan, day, *((TOP, code, round(goal * M), "parent") for code, goal in GOALS.items()))


def _round_teams(planner: Planner, plan: Plan, day: date) -> None:
    """Two teams take over what their regions had for the others."""
    wanted = {"HD1": 1.04, "HN2": 1.05}
    for code, factor in wanted.items():
        unit = Unit.objects.get(code=code)
        amount = round(planner.amount(plan, unit) * factor / ROUND) * ROUND
        planner.edit(plan, day, (code, "", amount, "units"))


def coming_targets(operations, year: int) -> None:
    """Next year as two ways to go: an ambitious scenario still at work, and a steady draft that is talked about."""
    planner = Planner(operations, year)
    bold = planner.split(f"FY{year} 进取", date(year - 1, 11, 9), 680 * M, 1200)
    planner.edit(bold, date(year - 1, 11, 10), (TOP, "NE", 230 * M, "parent"))
    planner.edit(bold, date(year - 1, 11, 16), (TOP, "FW", 70 * M, "parent"))
    steady = planner.split(f"FY{year} 稳健", date(year - 1, 11, 11), 610 * M, 1000)
    planner.edit(steady, date(year - 1, 11, 12), (TOP, "NE", 190 * M, "parent"))
    planner.set_levels(steady, date(year - 1, 11, 13))
    propose_plan(planner.on(date(year - 1, 11, 17)), steady)
