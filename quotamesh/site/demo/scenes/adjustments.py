"""The mid-year adjustment of the running year: somebody joins a team and takes over a part of its second half."""

from datetime import date

from django.utils import translation

from quotamesh.base.approvals import actions as approvals
from quotamesh.base.approvals.models import Request
from quotamesh.base.people.models import Role, Tenure, Unit, User
from quotamesh.base.people.queries import company
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.catalog.models import Product
from quotamesh.plan.adjustments import actions
from quotamesh.plan.adjustments.models import Adjustment
from quotamesh.plan.agreements.models import Agreement
from quotamesh.plan.targets.actions import Change
from quotamesh.plan.targets.queries import target_rows
from quotamesh.plan.targets.rows import TOTAL
from quotamesh.site.demo.scenes.agreements import sign
from quotamesh.site.demo.store import acting

LANGUAGE = "zh-hans"  # the plans are named as the proposer reads
JULY, SECOND_HALF = 6, range(6, 12)
PROPOSED, DECIDED, SIGNED = date(2026, 7, 6), date(2026, 7, 8), date(2026, 7, 10)
REASON = (
    "{name} 7 月 1 日起调入{team}，接手团队约五分之一的客户名单。下半年目标由同事按产品线、按月转出五分之一，"
    "团队、大区与公司的合计不变。依据：6 月 24 日组织调整通知，上半年达成情况见当月报表。"
)
APPROVED = "同意，责任书本周内重新签署"
AUTUMN = date(2026, 11, 16)
ASKED_FOR = "山东两家重点客户的招标推迟到明年，申请把四季度部分目标在大区内调给北京团队；双方负责人已沟通。"


def _move(year: int) -> Tenure:
    """The tenure that begins in July, on the seat in the new team."""
    found = Tenure.objects.filter(valid_from=date(year, 7, 1), seat__kind=Unit.Kind.SEAT)
    return found.select_related("person", "seat__parent").order_by("seat__path")[0]


def mid_year(year: int) -> None:
    """The move, proposed by sales operations, decided by the director, signed anew by those it bears on."""
    moved = _move(year)
    team = moved.seat.parent
    adjustment = _proposed(year, team, REASON.format(name=moved.person.name, team=team.name))
    changes = _taken_over(adjustment, team, moved.seat)
    actions.change(_operations(PROPOSED, 11), adjustment, KEYS["revenue"], changes)
    actions.ask(_operations(PROPOSED, 14), adjustment, day=PROPOSED, url=f"/adjustments/{adjustment.uid}/")
    _decide(adjustment)
    fresh = Agreement.objects.filter(plan=adjustment.plan, state=Agreement.State.OPEN)
    for agreement in fresh.select_related("owner", "leader")[1:]:
        sign(agreement, SIGNED)


def _proposed(year: int, team: Unit, reason: str) -> Adjustment:
    user = User.objects.select_related("person").get(username="operations")
    with translation.override(LANGUAGE):
        return actions.propose(
            _operations(PROPOSED, 10),
            company(),
            fiscal_year=year,
            unit=team,
            category=Adjustment.Category.PEOPLE,
            reason=reason,
            from_month=JULY,
            day=PROPOSED,
            person=user.person,
        )


def _taken_over(adjustment: Adjustment, team: Unit, seat: Unit) -> list[Change]:
    """A fifth of the team's second half, line by line and month by month; the colleagues give it."""
    lines = {product.pk: product for product in Product.objects.filter(depth=1)}
    revenue = KEYS["revenue"]
    rows = target_rows(plan=adjustment.plan, indicators=[revenue], units=[team.pk], products=lines)
    return [
        Change(seat, product, (month,), rows[revenue, team.pk, pk, TOTAL][month] // 5, "units")
        for pk, product in lines.items()
        for month in SECOND_HALF
    ]


def _decide(adjustment: Adjustment) -> None:
    request = Request.objects.get(subject="adjustment", subject_key=str(adjustment.uid))
    director = (
        Tenure.objects.select_related("person").get(role=Role.DIRECTOR, seat__parent__parent=None).person
    )
    actor = acting(director.name, DECIDED, 17)
    approvals.decide(actor, request, approve=True, reason=APPROVED, day=DECIDED, person=director)


def play() -> None:
    """In autumn a region asks to move part of its last months between two teams; the director has not decided."""
    region, shandong, beijing = (Unit.objects.get(code=code) for code in ("HB", "HB2", "HB1"))
    head = Tenure.objects.select_related("person").get(role=Role.DIRECTOR, seat__parent=region).person
    actor = acting(head.name, AUTUMN, 16)
    with translation.override(LANGUAGE):
        adjustment = actions.propose(
            actor, company(), fiscal_year=AUTUMN.year, unit=region, category=Adjustment.Category.CUSTOMER,
            reason=ASKED_FOR, from_month=11, day=AUTUMN, person=head,
        )  # fmt: skip
    whole, revenue = Product.objects.get(parent=None), KEYS["revenue"]
    rows = target_rows(
        plan=adjustment.plan, indicators=[revenue], units=[shandong.pk, beijing.pk], products=[whole.pk]
    )
    december = {unit: rows[revenue, unit.pk, whole.pk, TOTAL][11] for unit in (shandong, beijing)}
    part = december[shandong] // 5 // 1_000_000 * 1_000_000
    changes = [
        Change(shandong, whole, (11,), december[shandong] - part, "parent"),
        Change(beijing, whole, (11,), december[beijing] + part, "parent"),
    ]
    actions.change(actor, adjustment, revenue, changes)
    actions.ask(actor, adjustment, day=AUTUMN, url=f"/adjustments/{adjustment.uid}/", person=head)


def _operations(day: date, hour: int):
    user = User.objects.select_related("person").get(username="operations")
    return acting(user.person.name, day, hour, user.pk)
