"""The weeks of a month: numbers one sets oneself; the others share the rest by working days."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import Sum

from quotamesh.base.people.models import Company
from quotamesh.base.trail.actions import Actor
from quotamesh.kernel.week_plan import weeks_of
from quotamesh.plan.salesplans.actions.common import MOST, leave_trail, opened, touched
from quotamesh.plan.salesplans.errors import BadCount, WeeksAboveAccounts
from quotamesh.plan.salesplans.models import ACTIVITIES, WITH_ACCOUNTS, FixedWeek, SalesPlan
from quotamesh.plan.salesplans.queries import sheet
from quotamesh.plan.salesplans.sheets import month_end

Fixed = Mapping[tuple[date, str], int | None]


@transaction.atomic
def set_weeks(
    actor: Actor, plan: SalesPlan, wanted: Fixed, *, day: date, seen: int | None = None
) -> SalesPlan:
    """Set or let go (None) the numbers of weeks. Where they add up to more than the month, the month's general
    number rises with them; where every week is set, the month is their sum.

    Raises:
        NotADraft, PastPeriod, StalePlan, BadCount, WeeksAboveAccounts
    """
    plan = opened(plan, day, seen)
    starts = {first for first, _last in weeks_of(plan.month, month_end(plan.month))}
    change = {}
    for (start, code), count in wanted.items():
        if start not in starts or code not in ACTIVITIES:
            continue
        if count is not None and not 0 <= count <= MOST:
            raise BadCount(str(count))
        change[f"{start} {code}"] = [None, count]
        key = {"plan": plan, "start": start, "activity": code}
        if count is None:
            FixedWeek.objects.filter(**key).delete()
        else:
            FixedWeek.objects.update_or_create(**key, defaults={"count": count})
    _follow(plan, len(starts))
    touched(actor, plan, *ACTIVITIES)
    leave_trail(actor, plan, "weeks", change)
    return plan


def _follow(plan: SalesPlan, weeks: int) -> None:
    """The month's general numbers after the weeks were set."""
    for code in ACTIVITIES:
        fixed = list(plan.weeks.filter(activity=code).values_list("count", flat=True))
        accounts = _of_accounts(plan, code)
        total = plan.general(code) + accounts
        if sum(fixed) > total or (fixed and len(fixed) == weeks):
            if sum(fixed) < accounts:
                raise WeeksAboveAccounts(code, sum(fixed), accounts)
            if sum(fixed) - accounts > MOST:
                raise BadCount(str(sum(fixed) - accounts))
            setattr(plan, code, sum(fixed) - accounts)


def loosen(plan: SalesPlan) -> None:
    """Let go the weeks of an activity whose month was changed so that they no longer fit."""
    weeks = len(weeks_of(plan.month, month_end(plan.month)))
    for code in ACTIVITIES:
        fixed = list(plan.weeks.filter(activity=code).values_list("count", flat=True))
        total = plan.general(code) + _of_accounts(plan, code)
        if sum(fixed) > total or (len(fixed) == weeks and sum(fixed) != total):
            plan.weeks.filter(activity=code).delete()


def _of_accounts(plan: SalesPlan, code: str) -> int:
    if code not in WITH_ACCOUNTS:
        return 0
    return plan.accounts.aggregate(all=Sum(code))["all"] or 0


@transaction.atomic
def copy_last_week(actor: Actor, company: Company, plan: SalesPlan, start: date, *, day: date) -> SalesPlan:
    """Set a week as the one before it; the first of a month takes the last of the month before, if that is planned.

    Raises:
        NotADraft, PastPeriod, WeeksAboveAccounts
    """
    own = sheet(company, opened(plan, day))
    starts = [first for first, _last in own.weeks]
    if start not in starts:
        return plan
    at = starts.index(start)
    source = own if at else _month_before(company, plan)
    if source is None:
        return plan
    column = source.by_week[:, at - 1].tolist()
    counts = {(start, code): count for code, count in zip(ACTIVITIES, column, strict=True)}
    return set_weeks(actor, plan, counts, day=day)


def _month_before(company: Company, plan: SalesPlan):
    before = SalesPlan.objects.filter(seat=plan.seat_id, month__lt=plan.month).exclude(
        state=SalesPlan.State.SUPERSEDED
    )
    last = before.order_by("-month", "-version").first()
    return sheet(company, last) if last else None
