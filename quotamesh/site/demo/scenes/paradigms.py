"""The sales paradigm and driver tree of each product line, and the process targets that follow from them."""

from dataclasses import dataclass
from datetime import date

from quotamesh.base.people.models import User
from quotamesh.base.trail.actions import Actor
from quotamesh.do.catalog.models import Product
from quotamesh.plan.paradigms.actions import (
    Step,
    change_node,
    choose_paradigm,
    place_process_targets,
    replace_tree,
    set_milestones,
)
from quotamesh.plan.paradigms.models import LineParadigm
from quotamesh.plan.paradigms.trees import read, written
from quotamesh.plan.targets.models import Plan
from quotamesh.site.demo import shape
from quotamesh.site.demo.store import acting

BEFORE_THE_YEAR = date(2025, 12, 22)
ROUND = date(2026, 11, 18)
NOTE = "2025 年销售日志抽样"
Values = dict[str, float]


@dataclass(frozen=True)
class Chosen:
    """`values`: what was typed, because no record tells it."""

    paradigm: str
    customers: int
    maturity: int
    standard: int
    reason: str
    values: Values


FUNNEL = {"calls_per_lead": 3, "visits_per_lead": 0.9, "proposals_per_lead": 0.42, "exam_pass": 0.86}
SERVICE = {
    "coverage": 0.95, "reach_step": 0.92, "penetration_step": 0.88, "signing_step": 0.8, "named_accounts": 240,
    "visits_per_account": 6, "reviews_per_account": 1.2, "first_pass": 0.8, "requests_per_account": 9,
    "response": 0.95, "exam_pass": 0.9,
}  # fmt: skip
PROJECTS = {
    "win_rate": 0.38, "qualified": 0.3, "recognised": 0.7, "milestones_per_project": 5, "on_time": 0.85,
    "proposals_per_project": 1.4, "reviews_per_project": 1.6, "first_pass": 0.7, "exam_pass": 0.74,
}  # fmt: skip
NE_REASON = "储能与光伏方案已成标准套餐，客户多；央企客户另按名单经营"
LINES = {
    "NE": Chosen("probability", 900, 80, 65, NE_REASON, FUNNEL | {"conversion": 0.14}),
    "IA": Chosen(
        "probability", 3_000, 90, 80, "需求明确、产品目录化，靠线索量和转化率", FUNNEL | {"conversion": 0.17}
    ),
    "SW": Chosen("behaviour", 120, 35, 25, "沿用去年的名单打法", SERVICE | {"named_accounts": 300}),
    "FW": Chosen("behaviour", 240, 85, 50, "老客户逐家经营，维保到期前拜访", SERVICE),
}
SW_NEXT = Chosen("project", 120, 35, 25, "集成方案逐单设计，按里程碑推进", PROJECTS)
MILESTONES = (
    Step("立项与可研", "pmo", 20, ("客户立项文件", "预算来源与周期已确认"), 1_500, 0),
    Step("方案评审通过", "solution", 30, ("一次评审结论", "投资回报测算表"), 3_500, 0),
    Step("商务谈判完成", "commercial", 25, ("合同条款双方确认", "付款节点写入合同"), 7_000, 0),
    Step("到货与安装", "solution", 75, ("到货验收单", "安装自检记录"), 10_000, 6_000),
    Step("试运行与终验", "pmo", 60, ("试运行 30 天记录", "终验报告签署"), 10_000, 4_000),
)


def before_the_year(plan: Plan) -> None:
    """While the running year's plan is still talked about: what each line has to do goes into it."""
    actor = _operations(BEFORE_THE_YEAR)
    for code, chosen in LINES.items():
        line = _choose(actor, code, plan.fiscal_year, BEFORE_THE_YEAR, chosen)
        place_process_targets(actor, line, plan)


def play() -> None:
    """Next year: storage technology learned from its misfit; the steady draft gets its process targets."""
    year, actor = shape.YEARS[-1] + 1, _operations(ROUND)
    plan = Plan.objects.get(fiscal_year=year, state=Plan.State.DRAFT)
    set_milestones(actor, Product.objects.get(code="SW"), MILESTONES)
    for code, chosen in (LINES | {"SW": SW_NEXT}).items():
        line = _choose(actor, code, year, ROUND, chosen)
        place_process_targets(actor, line, plan)


def _operations(day: date) -> Actor:
    user = User.objects.select_related("person").get(username="operations")
    return acting(user.person.name, day, 11, user.pk)


def _choose(actor: Actor, code: str, year: int, day: date, chosen: Chosen) -> LineParadigm:
    line = choose_paradigm(
        actor, Product.objects.get(code=code), year, day,
        paradigm=chosen.paradigm, customers=chosen.customers, reason=chosen.reason,
        maturity_bp=chosen.maturity * 100, standard_bp=chosen.standard * 100,
    )  # fmt: skip
    if code == "NE":
        line = _with_named_accounts(actor, line)
    for key, value in chosen.values.items():
        if read(line.nodes)[key].value is None:
            line = change_node(actor, line, key, value=float(value), note=NOTE)
    if chosen.paradigm == "project":
        line = replace_tree(actor, line, line.nodes, driver="leads")
    return line


def _with_named_accounts(actor: Actor, line: LineParadigm) -> LineParadigm:
    """New energy sells two ways: the many by leads, the central state-owned by a list of names."""
    document = written(read(line.nodes))
    by_key = {node["key"]: node for node in document}
    by_key["revenue"] |= {"kind": "sum", "drivers": ["from_leads", "from_named"]}
    typed = {"from": "typed", "by": actor.name, "note": NOTE}

    def node(key: str, kind: str, unit: str, drivers: tuple[str, ...] = (), **more) -> dict:
        return {"key": key, "kind": kind, "unit": unit, "drivers": list(drivers), **more}

    document += [
        node("from_leads", "product", "money", ("customers", "order_value"), name="线索成交收入"),
        node("from_named", "product", "money", ("signed", "account_value"), name="央企名单收入"),
        node("signed", "product", "count", ("named_accounts", "signing_rate"),
             indicator="accounts_signed", bearer="bd"),
        node("named_accounts", "leaf", "count", value=48.0, origin=typed, indicator="named_accounts", bearer="sdr"),
        node("signing_rate", "leaf", "share", name="签约率", value=0.5, origin=typed),
        node("account_value", "leaf", "money", value=130_000_000.0, origin=typed),
    ]  # fmt: skip
    return replace_tree(actor, line, document)
