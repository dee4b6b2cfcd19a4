"""Where talks and agreements of a year stand: one case for each unit and owner."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from quotamesh.base.people.models import Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.months import MONTHS
from quotamesh.do.catalog.queries import indicator
from quotamesh.plan.agreements.access import in_sight, visible_agreements, visible_talks
from quotamesh.plan.agreements.content import read
from quotamesh.plan.agreements.models import Agreement, Reminder, Side, Signature, Talk
from quotamesh.plan.targets.models import Level, Plan, TargetRow
from quotamesh.plan.targets.rows import TOTAL

SIGNED, HALF, TO_SIGN = "signed", "half", "to_sign"
LIVE = (Agreement.State.OPEN, Agreement.State.SIGNED)
Rows = dict[tuple[int, int], list[int]]


@dataclass
class Case:
    """A unit with its owner: the talk, the agreement that counts, and the one that is to be signed."""

    unit: Unit
    owner_id: int
    owner: str
    leader_id: int
    leader: str
    talk: Talk | None = None
    counts: Agreement | None = None
    to_sign: Agreement | None = None
    signatures: dict[str, Signature] | None = None
    differs: bool = False
    reminded: datetime | None = None

    @property
    def agreement(self) -> Agreement | None:
        return self.to_sign or self.counts

    @property
    def state(self) -> str:
        """Of talks their own states; of agreements to_sign, half (one side has signed) or signed."""
        if self.to_sign:
            return HALF if self.signatures else TO_SIGN
        if self.counts:
            return SIGNED
        return self.talk.state if self.talk else TO_SIGN

    def signed_at(self, side: str) -> datetime | None:
        made = (self.signatures or {}).get(side)
        return made.at if made else None

    def awaited(self) -> list[int]:
        """The people whose word is awaited."""
        if self.to_sign:
            done = set(self.signatures or {})
            sides = {Side.OWNER.value: self.owner_id, Side.LEADER.value: self.leader_id}
            return [person for side, person in sides.items() if side not in done]
        if self.counts or self.talk is None or self.talk.state == Talk.State.AGREED:
            return []
        if self.talk.state == Talk.State.DISPUTED:
            return [self.owner_id, self.leader_id]
        return [self.leader_id if self.talk.offered_by == Side.OWNER else self.owner_id]


def board(viewer: Viewer, year: int) -> list[Case]:
    """Every case in sight in the order of the organisation: five queries."""
    agreements = _live(viewer, year).prefetch_related("signatures")
    found = _cases(viewer, year, agreements)
    for case in found:
        if case.agreement:
            case.signatures = {made.side: made for made in case.agreement.signatures.all()}
    _mark_differing(found, _rows_in_force(year, {case.unit.pk for case in found}))
    _mark_reminded(found, year)
    return found


def bare_board(viewer: Viewer, year: int) -> list[Case]:
    """The cases for who asks only what is signed and what is disputed: two queries, without what is agreed."""
    return _cases(viewer, year, _live(viewer, year).defer("content"))


def _live(viewer: Viewer, year: int) -> QuerySet[Agreement]:
    return visible_agreements(viewer).filter(fiscal_year=year, state__in=LIVE)


def _cases(viewer: Viewer, year: int, agreements: QuerySet[Agreement]) -> list[Case]:
    cases: dict[tuple[int, int], Case] = {}
    for agreement in agreements.order_by("version"):
        _enter(_case(cases, agreement), agreement)
    talks = visible_talks(viewer).filter(plan__fiscal_year=year, plan__state__in=_drafted())
    for talk in talks.order_by("id"):
        _case(cases, talk).talk = talk
    return sorted(cases.values(), key=lambda case: (case.unit.path, case.owner))


def _drafted() -> tuple[str, str]:
    return (Plan.State.SCENARIO.value, Plan.State.DRAFT.value)


def _case(cases: dict[tuple[int, int], Case], of: Agreement | Talk) -> Case:
    key = (of.unit_id, of.owner_id)
    if key not in cases:
        cases[key] = Case(of.unit, of.owner_id, of.owner.name, of.leader_id, of.leader.name)
    return cases[key]


def _enter(case: Case, agreement: Agreement) -> None:
    if agreement.state == Agreement.State.SIGNED:
        case.counts = agreement
    else:
        case.to_sign = agreement
    case.leader_id, case.leader = agreement.leader_id, agreement.leader.name


def _rows_in_force(year: int, units: set[int]) -> Rows:
    """{(unit, indicator): twelve months} of the plan in force, over all products."""
    rows = TargetRow.objects.filter(
        plan__fiscal_year=year,
        plan__state=Plan.State.IN_FORCE,
        plan__level=Level.TARGET,
        unit_id__in=units,
        product__parent=None,
        line=TOTAL,
    ).values_list("unit_id", "indicator_id", *MONTHS)
    return {row[:2]: list(row[2:]) for row in rows}


def _mark_differing(cases: Iterable[Case], rows: Rows) -> None:
    for case in cases:
        if rows and case.agreement:
            case.differs = differs(case.agreement, rows)


def differs(agreement: Agreement, rows: Rows) -> bool:
    """Whether the plan asks for something else than the agreement says."""
    return any(
        target["levels"]["target"]
        != rows.get((agreement.unit_id, indicator(target["indicator"])[0]), [0] * 12)
        for target in read(agreement.content)["targets"]
    )


def affected_by(plan: Plan, units: Collection[str]) -> list[Agreement]:
    """The agreements of these units (by code) that count or are to be signed and say something else than a plan."""
    live = Agreement.objects.filter(fiscal_year=plan.fiscal_year, state__in=LIVE, unit__code__in=units)
    live = list(live.select_related("unit", "owner", "leader").order_by("unit__path", "version"))
    found = TargetRow.objects.filter(
        plan=plan, unit_id__in={each.unit_id for each in live}, product__parent=None, line=TOTAL
    ).values_list("unit_id", "indicator_id", *MONTHS)
    rows = {row[:2]: list(row[2:]) for row in found}
    return [each for each in live if differs(each, rows)]


def differs_from_plan(agreement: Agreement) -> bool:
    rows = _rows_in_force(agreement.fiscal_year, {agreement.unit_id})
    return bool(rows) and differs(agreement, rows)


def _mark_reminded(cases: Iterable[Case], year: int) -> None:
    by_unit: dict[int, list[Case]] = {}
    for case in cases:
        by_unit.setdefault(case.unit.pk, []).append(case)
    notes = Reminder.objects.filter(fiscal_year=year, unit_id__in=by_unit).order_by("at")
    for unit, person, at in notes.values_list("unit_id", "person_id", "at"):
        for case in by_unit[unit]:
            if person in case.awaited():
                case.reminded = at


def counts(cases: Iterable[Case]) -> Counter[str]:
    """Cases by state; `differs` counts those that no longer say what the plan says."""
    cases = list(cases)
    found = Counter(case.state for case in cases)
    found["differs"] = sum(case.differs for case in cases)
    found["all"] = len(cases)
    return found


def years(viewer: Viewer) -> list[int]:
    """Fiscal years with something on the board, latest first; two queries."""
    signed = Agreement.objects.filter(in_sight(viewer)).values_list("fiscal_year", flat=True)
    talked = Talk.objects.filter(in_sight(viewer)).values_list("plan__fiscal_year", flat=True)
    return sorted(set(signed.order_by().distinct()) | set(talked.order_by().distinct()), reverse=True)


def waiting_for(viewer: Viewer, cases: Iterable[Case]) -> list[Case]:
    return [case for case in cases if viewer.person_id and viewer.person_id in case.awaited()]
