"""Attainment by person: seats change hands and people move, and each gets what is theirs."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quotamesh.base.people.models import Tenure
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.validity import earliest_first, overlaps
from quotamesh.check.attainment.figures import Figure, Line
from quotamesh.check.attainment.queries import NOTHING, grain_of
from quotamesh.check.attainment.spans import Span
from quotamesh.check.attainment.wants import want_of
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.definition import Definition
from quotamesh.do.catalog.queries import indicator, parts_of
from quotamesh.do.facts.queries import day_facts, wide_facts
from quotamesh.do.orders.queries import buying_customers
from quotamesh.plan.targets.queries import plan_in_force, target_rows
from quotamesh.plan.targets.rows import TOTAL


@dataclass(frozen=True)
class Held:
    """A seat in one person's hands: the days within the fiscal year, and the months whose target counts for them."""

    tenure: Tenure
    start: date
    end: date
    months: frozenset[int]
    alone: bool


def by_person(viewer: Viewer, span: Span, code: str) -> list[Line]:
    """Everybody in sight who holds a seat in the period, in the order of the organisation."""
    held = holdings(viewer, span)
    root = root_product().pk
    targets = _targets(span, held, parts_of(indicator(code)[1]), root)
    now, before = _actuals(span, code, held, root), _earlier_actuals(viewer, span, code, root)
    definition = indicator(code)[1]
    nothing = (0, 0 if definition.numerator else None)
    people: dict[int, list[Held]] = defaultdict(list)
    for each in held:
        people[each.tenure.person_id].append(each)
    return [
        _line(span, definition, person, seats, targets, now.get(person, nothing), before.get(person))
        for person, seats in people.items()
        if any(each.start <= span.period.end and each.end >= span.period.start for each in seats)
    ]


def holdings(viewer: Viewer, span: Span) -> list[Held]:
    """The tenures of the fiscal year in sight. A month's target goes to who holds the seat last in that month."""
    year = span.year
    tenures = (
        Tenure.objects.filter(viewer.units("seat__"), overlaps(year.start, year.end))
        .select_related("person", "seat")
        .order_by("seat__path", earliest_first())
    )
    by_seat: dict[int, list[Tenure]] = defaultdict(list)
    for tenure in tenures:
        by_seat[tenure.seat_id].append(tenure)
    return [held for seat in by_seat.values() for held in _share(span, seat)]


def _share(span: Span, tenures: Sequence[Tenure]) -> list[Held]:
    year = span.year
    spans = [
        (max(t.valid_from or year.start, year.start), min(t.valid_to or year.end, year.end)) for t in tenures
    ]
    months: list[set[int]] = [set() for _ in tenures]
    for number, month in enumerate(span.months):
        inside = [i for i, (start, end) in enumerate(spans) if start <= month.end and end >= month.start]
        if inside:
            months[max(inside, key=lambda i: spans[i][1])].add(number)
    _give_orphans_to_the_last(months)
    return [
        Held(tenure, *days, frozenset(numbers), alone=len(tenures) == 1)
        for tenure, days, numbers in zip(tenures, spans, months, strict=True)
    ]


def _give_orphans_to_the_last(months: list[set[int]]) -> None:
    """Targets of months in which nobody holds the seat stay with the holder before, or else the first after."""
    taken = set().union(*months)
    for number in set(range(12)) - taken:
        earlier = [i for i, numbers in enumerate(months) if numbers and min(numbers) < number]
        months[earlier[-1] if earlier else 0].add(number)


Targets = list[dict[int, Sequence[int]]]


def _targets(span: Span, held: list[Held], parts: list[int], root: int) -> Targets:
    """For the indicator, or each part of a ratio, {seat: twelve months} of the plan in force."""
    plan = plan_in_force(span.period.fiscal_year)
    if plan is None:
        return [{} for _ in parts]
    rows = target_rows(plan=plan, indicators=parts, units=[h.tenure.seat_id for h in held], products=[root])
    return [
        {seat: months for (key, seat, _, line), months in rows.items() if line == TOTAL and key == part}
        for part in parts
    ]


Parts = tuple[int, int | None]


def _earlier_actuals(viewer: Viewer, span: Span, code: str, root: int) -> dict[int, Parts]:
    """Last year's actuals of the whole period; of a running period up to the same day where days are kept."""
    earlier = span.previous()
    if not span.over and not indicator(code)[1].by_day:
        return {}
    return _actuals(earlier, code, holdings(viewer, earlier), root)


def _actuals(span: Span, code: str, held: list[Held], root: int) -> dict[int, Parts]:
    """{person: (amount or numerator, denominator)}."""
    definition = indicator(code)[1]
    parts = [definition.numerator, definition.denominator] if definition.numerator else [code]
    sums = [_sum_of(span, indicator(part)[1], held, root) for part in parts]
    return {
        person: (amount, sums[1].get(person, 0) if len(sums) > 1 else None)
        for person, amount in sums[0].items()
    }


def _sum_of(span: Span, definition: Definition, held: list[Held], root: int) -> dict[int, int]:
    key, by_day = definition.key, definition.by_day
    if definition.is_stock:
        return _stands_of(span, key, held, root)
    simple = span.period.kind != "week" and span.over
    whole = [h for h in held if h.alone and (simple or not by_day)]
    sums: dict[int, int] = defaultdict(int)
    seats = {h.tenure.seat_id: h.tenure.person_id for h in whole}
    year = span.period.fiscal_year
    facts = wide_facts(indicators=[key], years=[year], units=list(seats), products=[root]) if seats else {}
    for (_, _, seat, _), grains in facts.items():
        sums[seats[seat]] += grain_of(span, grains) or 0
    rest = [h for h in held if h.tenure.seat_id not in seats]
    if by_day:
        _add_days(span, key, rest, sums)
    else:
        _count_again(span, held, rest, sums)
    return sums


def _stands_of(span: Span, key: int, held: list[Held], root: int) -> dict[int, int]:
    """A seat's state belongs to who holds the seat in the last month of the period."""
    last = {h.tenure.seat_id: h.tenure.person_id for h in held if span.last_month in h.months}
    rows = wide_facts(indicators=[key], years=[span.period.fiscal_year], units=list(last), products=[root])
    sums: dict[int, int] = defaultdict(int)
    for (_, _, seat, _), grains in rows.items():
        sums[last[seat]] += span.stand_of(grains)
    return sums


def _add_days(span: Span, key: int, held: list[Held], sums: dict[int, int]) -> None:
    by_seat: dict[int, list[Held]] = defaultdict(list)
    for each in held:
        by_seat[each.tenure.seat_id].append(each)
    end = min(span.as_of, span.period.end)
    for seat, day, amount in day_facts(indicator=key, units=list(by_seat), start=span.period.start, end=end):
        for each in by_seat[seat]:
            if each.start <= day <= each.end:
                sums[each.tenure.person_id] += amount


def _count_again(span: Span, held: list[Held], rest: list[Held], sums: dict[int, int]) -> None:
    """Different customers do not add up over seats: who holds several is counted from the records."""
    seats: dict[int, int] = defaultdict(int)
    for each in held:
        seats[each.tenure.person_id] += 1
    people = {each.tenure.person_id for each in rest} | {person for person, n in seats.items() if n > 1}
    if people:
        sums.update(dict.fromkeys(people, 0))
        sums.update(buying_customers(people, span.period.start, span.period.end))


def _line(
    span: Span,
    definition: Definition,
    person: int,
    seats: list[Held],
    targets: Targets,
    now: Parts,
    before: Parts | None,
) -> Line:
    want = want_of(span, definition, [_months_of(seats, part) for part in targets])
    figure = Figure(
        definition=definition,
        target=want.target,
        actual=now[0],
        expected=want.expected,
        share=span.calendar_share,
        base=now[1],
        before=before[0] if before else None,
        before_base=before[1] if before else None,
        before_whole=before[0] if before and span.over else None,
        target_base=want.base,
    )
    who, seat = seats[-1].tenure.person, seats[-1].tenure.seat
    return Line(who.code, who.name, seat.uid, "person", seat.depth, figure)


def _months_of(seats: list[Held], targets: dict[int, Sequence[int]]) -> list[int]:
    """The months of a person's seats whose targets count for that person, added up."""
    months = [0] * 12
    for each in seats:
        given = targets.get(each.tenure.seat_id, NOTHING)
        months = [m + (given[i] if i in each.months else 0) for i, m in enumerate(months)]
    return months
