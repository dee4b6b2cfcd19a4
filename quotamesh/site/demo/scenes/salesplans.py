"""Monthly and weekly plans, and the requests that came of them: November is filed, December is being written."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import override

from quotamesh.base.approvals.actions import decide
from quotamesh.base.approvals.models import Approver, Request
from quotamesh.base.people.models import Company, Role, Tenure, Unit, User
from quotamesh.base.store.validity import valid_on
from quotamesh.base.trail.actions import Actor
from quotamesh.plan.salesplans import actions
from quotamesh.plan.salesplans.actions.submit import DISCOUNT, PROPOSAL
from quotamesh.plan.salesplans.models import Function, Resource, SalesPlan
from quotamesh.plan.salesplans.queries import sheet
from quotamesh.site.demo import shape
from quotamesh.site.demo.store import acting

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
WAN = 1_000_000  # fen
USUAL = {"leads": 9, "calls": 29, "visits": 17, "proposals": 5}
ZEAL = (1.05, 1.0, 0.85, 1.1, 0.95)
APPROACHES = (
    "以储能与风电改造项目为抓手，先拜访设备处，再约总工做技术交流。",
    "跟进年底预算执行，锁定明年一季度招标计划，提前提交方案。",
    "集中回访已报价客户，逐一明确决策人与付款条件。",
    "以老客户增购带动新线，安排两场小型技术沙龙。",
)
STEPS = ("约设备处长面谈", "提交技术方案初稿", "确认年度框架协议条款", "安排现场试机", "回访运维情况")
WISHES = (
    (Function.MARKETING, "储能样机展示物料", Resource.Measure.MONEY, 3 * WAN, 9),
    (Function.PRODUCT, "售前工程师现场交流", Resource.Measure.DAYS, 4, 6),
    (Function.FINANCE, "延长账期至 90 天的测算", Resource.Measure.PIECES, 1, 5),
    (Function.MARKETING, "客户技术沙龙场地与资料", Resource.Measure.MONEY, 2 * WAN, 12),
    (Function.PRODUCT, "风电变流设备选型支持", Resource.Measure.DAYS, 3, 8),
)


@dataclass(frozen=True)
class Writer:
    """Somebody who plans: the seat they hold, and their place in the row."""

    tenure: Tenure
    number: int

    def on(self, day: date) -> Actor:
        user = User.objects.filter(person=self.tenure.person_id).first()
        return acting(self.tenure.person.name, day, 9, user and user.pk)


def play() -> None:
    company = Company.objects.get()
    with override("zh-hans"):
        _desks()
        writers = _writers()
        for writer in writers:
            _november(company, writer)
        # Some have not begun yet; who signs in as the representative finds something to go on with.
        seller = User.objects.get(username="representative").person_id
        for writer in writers:
            if writer.number % 4 != 3 or writer.tenure.person_id == seller:
                _december(company, writer)


def _writers() -> list[Writer]:
    held = Tenure.objects.filter(valid_on(shape.DEMO_DAY), role=Role.REPRESENTATIVE)
    found = held.select_related("person", "seat__parent").order_by("seat__path")
    return [Writer(tenure, number) for number, tenure in enumerate(found)]


def _desks() -> None:
    user = User.objects.select_related("person").get(username="operations")
    operations = acting(user.person.name, date(2026, 1, 8), user_id=user.pk)
    actions.set_desk(operations, Function.MARKETING, unit=Unit.objects.get(code=shape.MARKET[0]))
    actions.set_desk(operations, Function.PRODUCT, role=Role.PRESALES)
    actions.set_desk(operations, Function.FINANCE, role=Role.FINANCE)


def _november(company: Company, writer: Writer) -> None:
    """Written in October, approved by the leader, filed."""
    day = date(2026, 10, 27)
    plan = _written(company, writer, NOVEMBER, day)
    if writer.number % 3 == 0:
        _wish(writer, plan, day, WISHES[writer.number % len(WISHES)], answered=True)
    if writer.number % 7 == 2:
        customer = plan.accounts.first()
        if customer:
            request = actions.ask_special(
                writer.on(day),
                plan,
                PROPOSAL,
                customer.customer,
                day=day,
                amount=None,
                reason="客户要求整线交付，需要定制方案。",
            )
            _approve(request, day)
    actions.submit_plan(writer.on(day), company, plan, day=day)
    _approve(Request.objects.get(subject_key=str(plan.uid), kind="salesplan.plan"), date(2026, 10, 29))


def _december(company: Company, writer: Writer) -> None:
    """Some handed in, some still drafts, with what they need and the favours they ask for."""
    day = date(2026, 11, 18)
    plan = _written(company, writer, DECEMBER, day)
    if writer.number % 4 in (0, 2):
        _wish(writer, plan, day, WISHES[(writer.number + 1) % len(WISHES)], answered=writer.number % 8 == 2)
    first = plan.accounts.first()
    if first and writer.number % 4 == 1:
        amount = (3 + 4 * (writer.number % 5)) * WAN
        reason = "年底签约窗口，客户以竞品报价要求让利，签约后付款 50%。"
        actions.ask_special(
            writer.on(day), plan, DISCOUNT, first.customer, day=day, amount=amount, reason=reason
        )
    if writer.number % 4 == 1 or writer.number % 8 == 2:
        actions.submit_plan(writer.on(day), company, plan, day=day)


def _written(company: Company, writer: Writer, month: date, day: date) -> SalesPlan:
    """A plan made, filled in, and put into words."""
    actor, number = writer.on(day), writer.number
    plan = actions.create_plan(actor, company, writer.tenure, month, day)
    accounts = {
        row.uid: {
            "visits": 2 if at < 2 else 1,
            "calls": 3 if at < 3 else 2,
            "proposals": int(at == number % 3),
            "approach": "高层拜访与技术交流并行" if at < 2 else "",
            "next_step": STEPS[(number + at) % len(STEPS)],
        }
        for at, row in enumerate(plan.accounts.all())
    }
    own = sheet(company, plan)
    of_accounts = {
        code: sum(values.get(code, 0) for values in accounts.values()) for code in USUAL if code != "leads"
    }
    zeal = ZEAL[(number + month.month) % len(ZEAL)]
    general = {
        code: max(round(own.wanted.get(code, usual) * zeal) - of_accounts.get(code, 0), 0)
        for code, usual in USUAL.items()
    }
    texts = {"approach": APPROACHES[(number + month.month) % len(APPROACHES)]}
    return actions.save_plan(actor, plan, actions.Wanted(general, texts, accounts), day=day)


def _wish(writer: Writer, plan: SalesPlan, day: date, wish: tuple, *, answered: bool) -> None:
    function, what, measure, quantity, days = wish
    account = plan.accounts.first()
    row = actions.want(
        writer.on(day),
        plan,
        day=day,
        function=function,
        what=what,
        measure=measure,
        quantity=quantity,
        by_when=plan.month + timedelta(days),
        customer=account.customer if account else None,
    )
    if not answered:
        return
    state = (Resource.State.YES, Resource.State.PARTLY, Resource.State.NO)[writer.number % 3]
    partly = state == Resource.State.PARTLY and quantity > 1
    actions.answer(
        acting("市场发展部" if function == Function.MARKETING else "总部职能", day + timedelta(1), 15),
        row,
        state=state if partly or state != Resource.State.PARTLY else Resource.State.YES,
        granted=quantity // 2 if partly else None,
        ready_on=None if state == Resource.State.NO else row.by_when,
        note="当月额度已满，请改用线上交流。"
        if state == Resource.State.NO
        else "已安排，请提前两天确认时间。",
    )


def _approve(request: Request, day: date) -> None:
    """Every step's first approver says yes."""
    while request.open:
        step = request.steps.get(order=request.at_step)
        person = Approver.objects.filter(step=step).select_related("person").first().person
        actor = acting(person.name, day, 17)
        request = decide(actor, request, approve=True, day=day, person=person)
