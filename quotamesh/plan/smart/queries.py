"""The five letters of every target of a plan, gathered in columns."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from quotamesh.base.people.models import Role, Tenure, Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.months import MONTHS
from quotamesh.base.store.validity import valid_on
from quotamesh.do.catalog.own import definitions
from quotamesh.do.catalog.queries import keys_by_code, parts_of
from quotamesh.do.facts.models import Fact
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.kernel.smart import Grade, Limits, Reason, Report, Targets, check, grade_of
from quotamesh.plan.calibration.limits import current
from quotamesh.plan.smart.models import Acceptance, Objective, Rhythm
from quotamesh.plan.smart.odds import odds_of
from quotamesh.plan.targets.models import Plan, TargetRow
from quotamesh.plan.targets.states import state_keys, year_of

DAYS = {Rhythm.Every.WEEK: 7, Rhythm.Every.MONTH: 31, Rhythm.Every.QUARTER: 92}
LEADING = (Role.LEADER, Role.DIRECTOR)
UNIT_FIELDS = [field.attname for field in Unit._meta.concrete_fields]
OF_UNIT = [f"unit__{name}" for name in UNIT_FIELDS]
# (objective, an indicator whose targets serve it, the branch): without links one row, without a unit all of it.
Served = tuple[int, int | None, str | None]


@dataclass(frozen=True)
class Asked:
    """A target that is asked: a unit's year of one indicator, all product lines together."""

    unit: Unit
    indicator: str
    year: int


@dataclass(frozen=True)
class Group:
    """All targets of a plan that have the same thing to be said of them."""

    reason: Reason
    count: int
    accepted: Acceptance | None

    @property
    def grade(self) -> Grade:
        return grade_of(self.reason)

    @property
    def open(self) -> bool:
        return self.grade == Grade.FAIL or (self.grade == Grade.WARN and self.accepted is None)


@dataclass(frozen=True)
class Findings:
    """A plan's targets with their letters, worst first."""

    plan: Plan
    asked: tuple[Asked, ...]
    report: Report
    probability: np.ndarray
    acceptances: dict[int, Acceptance]
    every: str
    limits: Limits

    @cached_property
    def groups(self) -> list[Group]:
        """What is to be said, failures first, then by how many it touches."""
        counts = Counter(self.report.reasons[self.report.reasons > 0].tolist())
        groups = [Group(Reason(code), n, self.acceptances.get(code)) for code, n in counts.items()]
        return sorted(groups, key=lambda group: (-group.grade, -group.count, group.reason))

    @property
    def failing(self) -> int:
        """Targets with a letter that fails."""
        return int((self.report.worst == Grade.FAIL).sum())

    @property
    def doubts(self) -> list[Group]:
        """Warnings nobody has accepted yet."""
        return [group for group in self.groups if group.open and group.grade == Grade.WARN]

    @property
    def ready(self) -> bool:
        return not self.failing and not self.doubts


def findings(viewer: Viewer, plan: Plan, today: date, fiscal_start: int) -> Findings:
    """Every target of the plan in sight: seven queries, whatever the number of targets."""
    asked = _asked(viewer, plan)
    objectives = list(
        Objective.objects.filter(fiscal_year=plan.fiscal_year)
        .order_by()
        .values_list("pk", "links__indicator", "links__unit__path")
    )
    every = Rhythm.objects.filter(plan=plan).values_list("every", flat=True).first() or Rhythm.Every.MONTH
    probability = odds_of(plan, asked, today)
    targets = _columns(plan, asked, probability, objectives, DAYS[every], _day(plan, today, fiscal_start))
    limits = current().limits
    report = check(targets, any_objectives=bool(objectives), limits=limits)
    order = np.lexsort((np.arange(len(asked)), -report.reasons.astype(bool).sum(axis=1), -report.worst))
    accepted = {each.reason: each for each in Acceptance.objects.filter(plan=plan)}
    ordered = tuple(asked[place] for place in order.tolist())
    return Findings(plan, ordered, Report(report.reasons[order]), probability[order], accepted, every, limits)


def _day(plan: Plan, today: date, fiscal_start: int) -> date:
    """The day on which owners are looked for: today, or the nearest day of the plan's year."""
    year = FiscalCalendar(fiscal_start).year(plan.fiscal_year)
    return min(max(today, year.start), year.end)


def _asked(viewer: Viewer, plan: Plan) -> list[Asked]:
    rows = TargetRow.objects.filter(
        viewer.units("unit__"), plan=plan, product__parent=None, line=TargetRow.Line.TOTAL
    )
    rows = rows.order_by("unit__path", "indicator_id")
    codes, states = {key: code for code, key in keys_by_code().items()}, state_keys()
    found, units = [], {}
    for indicator, unit, *months_and_unit in rows.values_list("indicator_id", "unit_id", *MONTHS, *OF_UNIT):
        year = year_of(months_and_unit[: len(MONTHS)], state=indicator in states)
        if unit not in units:  # made once, not for each of its targets
            units[unit] = Unit.from_db("default", UNIT_FIELDS, months_and_unit[len(MONTHS) :])
        found.append(Asked(units[unit], codes.get(indicator, ""), year))
    return [asked for asked in found if asked.year]


def _columns(
    plan, asked: list[Asked], probability: np.ndarray, objectives: list[Served], days: int, day: date
) -> Targets:
    owned, measured, linked = _owners(day), _measured(), _linked(objectives)
    known = definitions()
    n = len(asked)

    def flags(values) -> np.ndarray:
        return np.fromiter(values, dtype=bool, count=n)

    return Targets(
        seat=flags(each.unit.kind == Unit.Kind.SEAT for each in asked),
        owned=flags(each.unit.pk in owned for each in asked),
        defined=flags(each.indicator in known for each in asked),
        measured=flags(each.indicator in measured for each in asked),
        probability=probability,
        linked=flags(
            any(each.unit.path.startswith(p) for p in linked.get(each.indicator, ())) for each in asked
        ),
        period=np.ones(n, dtype=bool),
        checkpoint_days=np.full(n, days),
    )


def _owners(day: date) -> set[int]:
    """Seats that are held, and units that are led, on a day."""
    held = list(Tenure.objects.filter(valid_on(day)).values_list("seat", "seat__parent", "role"))
    led = {parent for _seat, parent, role in held if role in LEADING}
    return {seat for seat, _parent, _role in held} | {unit for unit in led if unit}


def _measured() -> set[str]:
    """Indicators of which anything stands in the summary; a rate when both of its parts do.

    What stands anywhere stands at the head of the company too: only there is looked, not through the whole summary.
    """
    head = Fact.objects.filter(unit__in=Unit.objects.filter(parent=None).values("pk"))
    there = set(head.values_list("indicator_id", flat=True).distinct().order_by())
    return {code for code, definition in definitions().items() if set(parts_of(definition)) <= there}


def _linked(objectives: list[Served]) -> dict[str, list[str]]:
    """By indicator, the branches whose targets serve an objective; the whole company is the empty branch."""
    codes = {key: code for code, key in keys_by_code().items()}
    found: dict[str, list[str]] = {}
    for _objective, indicator, branch in objectives:
        if indicator is not None:
            found.setdefault(codes.get(indicator, ""), []).append(branch or "")
    return found
