"""今天 Today: what a person should do next, with what each brings; three things they set themselves come first."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from quotamesh.base.approvals.queries import waiting_count
from quotamesh.base.people.models import Company
from quotamesh.base.people.viewer import Viewer
from quotamesh.check.dailyreports.access import reporter
from quotamesh.check.dailyreports.models import DailyReport
from quotamesh.check.dailyreports.queries import things_for
from quotamesh.check.today.action import Action
from quotamesh.check.today.desk import Desk
from quotamesh.check.today.models import Answer
from quotamesh.check.today.rules import module_of, rules
from quotamesh.kernel.next_actions import Candidate, ranked

FIRST, MOST = 5, 60
REMEMBERED = timedelta(days=120)
THING = "things"


@dataclass(frozen=True)
class Standing:
    """The running month: what is asked for, what is done, what should be done by now, working days left."""

    target: int
    actual: int
    expected: int
    days_left: int
    probability: float | None = None

    @property
    def attainment(self) -> float | None:
        return self.actual / self.target if self.target else None

    @property
    def pace(self) -> float | None:
        return self.actual / self.expected if self.expected else None


@dataclass(frozen=True)
class Thing:
    """Something the person set themselves in yesterday's report."""

    key: str
    text: str
    day: date


@dataclass(frozen=True)
class Next:
    """An action in its place, with what it adds to the probability of the target."""

    action: Action
    gain: float


@dataclass(frozen=True)
class Day:
    standing: Standing
    things: list[Thing]
    approvals: int
    reported: bool = False
    actions: list[Next] = field(default_factory=list)


def desk_of(viewer: Viewer, company: Company, today: date, now: datetime) -> Desk | None:
    """Where somebody stands today; None for who holds no seat."""
    tenure = reporter(viewer, today)
    if tenure is None:
        return None
    moment = now if company.demo_day is None else _midday(company, today)
    return Desk(viewer, company, tenure.person_id, tenure.seat, today, moment, rules())


def _midday(company: Company, today: date) -> datetime:
    return datetime.combine(today, time(12), ZoneInfo(company.time_zone))


def day_of(desk: Desk) -> Day:
    answers = _answers(desk)
    found = _open(_found(desk), answers, desk.today)
    report, reported = things_for(desk.person, desk.today)
    return Day(
        standing=_standing(desk),
        things=_things(desk, report, answers),
        approvals=waiting_count(desk.viewer, desk.today),
        reported=reported,
        actions=_placed(desk, found),
    )


def _found(desk: Desk) -> list[Action]:
    return [
        action for kind, rule in desk.rules.items() if rule.on for action in module_of(kind).find(desk, rule)
    ]


def _answers(desk: Desk) -> dict[str, Answer]:
    rows = Answer.objects.filter(person_id=desk.person, at__gte=desk.now - REMEMBERED)
    return {f"{row.kind}:{row.key}": row for row in rows}


def is_settled(answer: Answer | None, today: date) -> bool:
    """Whether an action does not come up: it is done or dismissed, or put off until a day still to come."""
    if answer is None:
        return False
    return answer.state != Answer.State.LATER or (answer.until is not None and answer.until > today)


def _open(found: list[Action], answers: dict[str, Answer], today: date) -> list[Action]:
    return [action for action in found if not is_settled(answers.get(action.ident), today)]


def _placed(desk: Desk, found: list[Action]) -> list[Next]:
    """In order of what a minute brings; of several about the same deal or customer only the first stands."""
    known = {action.ident: action for action in found}
    candidates = (Candidate(a.ident, a.worth, a.minutes, a.share) for a in found)
    places: list[Next] = []
    seen: dict[str, int] = defaultdict(int)
    for one in ranked(candidates, desk.outlook):
        action = known[one.candidate.key]
        seen[action.about] += 1
        if seen[action.about] == 1:
            places.append(Next(action, one.gain))
    return places[:MOST]


def _things(desk: Desk, report: DailyReport | None, answers: dict[str, Answer]) -> list[Thing]:
    if report is None:
        return []
    things = [Thing(f"{report.uid}:{place}", text, report.day) for place, text in enumerate(report.things)]
    return [each for each in things if not is_settled(answers.get(f"{THING}:{each.key}"), desk.today)]


def _standing(desk: Desk) -> Standing:
    span, month = desk.span, desk.month
    left = span.worked[(desk.today - span.year.start).days + 1 : (span.period.end - span.year.start).days + 1]
    where = desk.outlook
    return Standing(
        target=desk.targets[month],
        actual=desk.actuals[month],
        expected=span.expected(desk.targets),
        days_left=int((left > 0).sum()),
        probability=where.chance() if where.known else None,
    )
