"""An adjustment is proposed, given numbers, asked for, withdrawn. Deciding is in `deciding.py`."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from quotamesh.base.approvals import actions as approvals
from quotamesh.base.approvals.queries import open_requests
from quotamesh.base.people.models import Company, Person, Unit
from quotamesh.base.people.viewer import everyone
from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.catalog.own import definitions
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.adjustments import errors
from quotamesh.plan.adjustments.deciding import KIND
from quotamesh.plan.adjustments.effects import by_unit, changed, refuse_earlier_months
from quotamesh.plan.adjustments.models import LONGEST_TEXT, Adjustment
from quotamesh.plan.agreements.monthly import by_month
from quotamesh.plan.targets.actions import Change, create_plan, edit_plan, undo
from quotamesh.plan.targets.models import Plan
from quotamesh.plan.targets.queries import plan_in_force

State = Adjustment.State


@transaction.atomic
def propose(
    actor: Actor,
    company: Company,
    *,
    fiscal_year: int,
    unit: Unit,
    category: str,
    reason: str,
    from_month: int,
    day: date,
    person: Person | None = None,
) -> Adjustment:
    """A proposal with a copy of the plan in force to work on.

    from_month: the first month that may differ, 0 to 11 of the fiscal year.

    Raises:
        NothingInForce, PastMonth, ReasonWanted, TextTooLong
    """
    reason = _text(reason)
    base = plan_in_force(fiscal_year)
    if base is None:
        raise errors.NothingInForce(fiscal_year)
    base = Plan.objects.select_for_update().get(pk=base.pk)
    _refuse_past(company, fiscal_year, from_month, day)
    last = Adjustment.objects.filter(fiscal_year=fiscal_year).aggregate(n=Max("number"))["n"] or 0
    name = _("FY%(year)d adjustment %(number)d") % {"year": fiscal_year, "number": last + 1}
    made = Adjustment.objects.create(
        fiscal_year=fiscal_year,
        number=last + 1,
        base=base,
        plan=create_plan(actor, name=name, fiscal_year=fiscal_year, copy_of=base),
        unit=unit,
        category=category,
        reason=reason,
        from_month=from_month,
        person=person,
        user_id=actor.user_id,
        proposed_by=person.name if person else actor.name,
        proposed_at=actor.at,
    )
    leave_trail(actor, made, "propose", {"reason": [None, reason], "unit": [None, unit.code]})
    return made


def leave_trail(actor: Actor, adjustment: Adjustment, verb: str, change: dict) -> None:
    record(
        actor,
        f"adjustment.{verb}",
        subject="adjustment",
        key=str(adjustment.uid),
        label=str(adjustment),
        change=change,
    )


def _text(text: str) -> str:
    text = text.replace("\x00", "").strip()
    if not text:
        raise errors.ReasonWanted
    if len(text) > LONGEST_TEXT:
        raise errors.TextTooLong(LONGEST_TEXT)
    return text


def _refuse_past(company: Company, year: int, from_month: int, day: date) -> None:
    period = FiscalCalendar(company.fiscal_start).year(year)
    first = month_start(period.start, from_month)
    if first < day.replace(day=1):
        raise errors.PastMonth(first.isoformat())


def month_start(start: date, index: int) -> date:
    years, month = divmod(start.month - 1 + index, 12)
    return date(start.year + years, month + 1, 1)


def _drafted(adjustment: Adjustment) -> Adjustment:
    """Locked, and still to be worked on. Raises NotDraft."""
    found = Adjustment.objects.select_for_update(of=("self",)).select_related("plan", "base", "unit")
    found = found.get(pk=adjustment.pk)
    if found.state != State.DRAFT:
        raise errors.NotDraft
    return found


@transaction.atomic
def change(actor: Actor, adjustment: Adjustment, indicator: int, changes: Sequence[Change]) -> None:
    """Give the proposal numbers, as one step that can be undone.

    Raises:
        NotDraft, OutsideBranch, OthersOutside, EarlierMonths, and what `edit_plan` raises.
    """
    adjustment = _drafted(adjustment)
    for each in changes:
        if not each.unit.path.startswith(adjustment.unit.path):
            raise errors.OutsideBranch(each.unit.name)
        if each.unit.pk == adjustment.unit_id and each.balance == "units":
            raise errors.OthersOutside(each.unit.name)
        if each.months[0] < adjustment.from_month:
            raise errors.EarlierMonths(each.unit.name, each.months[0])
    months = [month for each in changes for month in by_month(adjustment.plan, indicator, each)]
    edit_plan(actor, adjustment.plan, indicator, months)
    refuse_earlier_months(adjustment)


@transaction.atomic
def take_back(actor: Actor, adjustment: Adjustment) -> bool:
    """Undo one's own last change of the numbers; False where there is none."""
    return undo(actor, _drafted(adjustment).plan) is not None


@transaction.atomic
def ask(
    actor: Actor, adjustment: Adjustment, *, day: date, url: str = "", person: Person | None = None
) -> Adjustment:
    """Ask for approval. What is asked is frozen: totals before and after of every unit that differs.

    Raises:
        NotDraft, BaseSuperseded, EarlierMonths, NothingChanged; NobodyApproves of the approvals.
    """
    adjustment = _drafted(adjustment)
    if adjustment.base.state != Plan.State.IN_FORCE:
        raise errors.BaseSuperseded(adjustment.base.name)
    refuse_earlier_months(adjustment)
    if not changed(adjustment):
        raise errors.NothingChanged
    adjustment.effect = frozen(adjustment)
    adjustment.state, adjustment.asked_at = State.ASKED, actor.at
    adjustment.asked_revision = Plan.objects.get(pk=adjustment.plan_id).revision
    adjustment.save(update_fields=["effect", "state", "asked_at", "asked_revision"])
    approvals.ask(
        actor,
        KIND,
        unit=adjustment.unit,
        day=day,
        label=adjustment.plan.name,
        subject="adjustment",
        key=str(adjustment.uid),
        payload=adjustment.effect,
        amount=moved(adjustment.effect),
        reason=adjustment.reason,
        url=url,
        person=person,
    )
    leave_trail(actor, adjustment, "ask", {"state": [State.DRAFT, State.ASKED]})
    return adjustment


def frozen(adjustment: Adjustment) -> dict:
    """{indicator: [[unit's code, name, depth, year before, year after], …]}"""
    codes = {definition.key: definition.code for definition in definitions().values()}
    found: dict[str, list] = {}
    for effect in by_unit(everyone(), adjustment):
        row = [effect.code, effect.name, effect.depth, effect.year_before, effect.year_after]
        found.setdefault(codes[effect.indicator], []).append(row)
    return {"from_month": adjustment.from_month, "units": found}


def moved(effect: dict) -> int:
    """The revenue that changes hands: what the units without changed units below gain or lose, the larger of both."""
    rows = effect["units"].get("revenue", [])
    deepest = [row for n, row in enumerate(rows) if n + 1 == len(rows) or rows[n + 1][2] <= row[2]]
    differences = [row[4] - row[3] for row in deepest]
    return max(sum(d for d in differences if d > 0), -sum(d for d in differences if d < 0))


@transaction.atomic
def withdraw(actor: Actor, adjustment: Adjustment, *, person: Person | None = None) -> None:
    """Take the proposal back while it is open; it stays readable.

    Raises:
        NotDraft: it is closed; NotYours of the approvals: somebody else asked.
    """
    # What was asked is withdrawn by its request, which is locked before the adjustment, as in deciding.
    if Adjustment.objects.filter(pk=adjustment.pk, state=State.ASKED).exists():
        request = open_requests("adjustment", [str(adjustment.uid)]).filter(state="open").first()
        if request is None:
            raise errors.NotDraft
        approvals.withdraw(actor, request, person=person)
        return
    adjustment = _drafted(adjustment)
    adjustment.state, adjustment.closed_at = State.WITHDRAWN, actor.at
    adjustment.save(update_fields=["state", "closed_at"])
    leave_trail(actor, adjustment, "withdraw", {"state": [State.DRAFT, State.WITHDRAWN]})
