"""The flows of the company with their stages and gates, read once; the first one is made on first use."""

from dataclasses import dataclass, field

from django.db import transaction

from quotamesh.base.store.paths import ancestor_ids
from quotamesh.do.pipeline.models import Flow, GateItem, Stage

Kind, What, Field = Stage.Kind, GateItem.What, GateItem.Field
OF_ALL = "Standard"
# code, kind, Chinese, English, and the gate: (code, what, field, demanded, points, Chinese, English)
STAGES = (
    ("discovery", Kind.DISCOVERY, "需求挖掘", "Discovery", (
        ("pain-points", What.ANSWER, "", True, 0, "痛点", "Pain points"),
        ("decision-weights", What.ANSWER, "", True, 0, "决策权重", "Decision weights"),
        ("budget-cycle", What.ANSWER, "", True, 0, "预算周期", "Budget cycle"),
    )),
    ("proposal", Kind.PROPOSAL, "方案呈现", "Proposal", (
        ("customer-case", What.ANSWER, "", True, 0, "客户案例", "Customer case"),
        ("return-estimate", What.FILE, "", True, 0, "投入产出测算", "Return-on-investment estimate"),
    )),
    ("objection", Kind.OBJECTION, "异议处理", "Objections", (
        ("objections", What.ANSWER, "", False, 2, "异议与答复", "Objections and answers"),
        ("decider", What.FIELD, Field.DECIDER, False, 1, "认识决策人", "Who decides is known"),
    )),
    ("close", Kind.CLOSE, "成交", "Closing", (
        ("customer", What.FIELD, Field.CUSTOMER, True, 0, "客户", "Customer"),
        ("amount", What.FIELD, Field.AMOUNT, True, 0, "金额", "Amount"),
    )),
)  # fmt: skip
ENDS = (("won", Kind.WON, "赢单", "Won"), ("lost", Kind.LOST, "输单", "Lost"))


@dataclass(frozen=True)
class FlowBook:
    """All flows: stages in order, the items of each stage's gate, and which flow serves which product."""

    flows: dict[int, Flow]
    stages: dict[int, Stage]
    of_flow: dict[int, list[Stage]]
    items: dict[int, list[GateItem]]
    by_product: dict[int, int] = field(default_factory=dict)
    standard: int = 0

    def flow_for(self, product_path: str) -> Flow:
        """The flow of the nearest line above a product that has its own, else the one for all."""
        own = (self.by_product.get(pk) for pk in reversed(ancestor_ids(product_path)))
        return self.flows[next(filter(None, own), self.standard)]

    def open_stages(self, flow: Flow | int) -> list[Stage]:
        key = flow if isinstance(flow, int) else flow.pk
        return [stage for stage in self.of_flow[key] if not stage.is_end]

    def end(self, flow_id: int, kind: str) -> Stage:
        return next(stage for stage in self.of_flow[flow_id] if stage.kind == kind)

    def passed(self, left: Stage, to: Stage) -> list[Stage]:
        """The stages whose gates stand between one stage and another ahead of it; none backwards or to lost."""
        if to.kind == Kind.LOST or left.is_end:
            return []
        open_stages = self.open_stages(left.flow_id)
        upto = len(open_stages) if to.kind == Kind.WON else open_stages.index(to)
        return open_stages[open_stages.index(left) : upto]

    @property
    def open_ids(self) -> list[int]:
        return [pk for pk, stage in self.stages.items() if not stage.is_end]


def flow_book() -> FlowBook:
    """Two queries; the standard flow is made where there is none."""
    stages = list(Stage.objects.select_related("flow__product").order_by("flow_id", "order", "id"))
    if not any(stage.flow.product_id is None for stage in stages):
        make_standard_flow()
        return flow_book()
    of_flow: dict[int, list[Stage]] = {}
    for stage in stages:
        of_flow.setdefault(stage.flow_id, []).extend([] if stage.retired else [stage])
    items: dict[int, list[GateItem]] = {stage.pk: [] for stage in stages}
    for item in GateItem.objects.filter(retired=False):
        items[item.stage_id].append(item)
    flows = {stage.flow_id: stage.flow for stage in stages}
    own = {flow.product_id: flow.pk for flow in flows.values() if flow.product_id}
    standard = next(pk for pk, flow in flows.items() if flow.product_id is None)
    return FlowBook(flows, {stage.pk: stage for stage in stages}, of_flow, items, own, standard)


@transaction.atomic
def make_standard_flow() -> Flow:
    return plant_flow(Flow.objects.create(name=OF_ALL))


def plant_flow(flow: Flow) -> Flow:
    """Give a new flow the usual stages and gates."""
    for order, (code, kind, name_zh, name_en, gate) in enumerate(STAGES, start=1):
        names = {"name_zh": name_zh, "name_en": name_en}
        stage = Stage.objects.create(flow=flow, kind=kind, order=order, code=code, **names)
        for place, (item, what, of_deal, demanded, points, item_zh, item_en) in enumerate(gate, start=1):
            GateItem.objects.create(
                stage=stage, order=place, code=item, what=what, field=of_deal, demanded=demanded,
                points=points, name_zh=item_zh, name_en=item_en,
            )  # fmt: skip
    for place, (code, kind, name_zh, name_en) in enumerate(ENDS, start=1000):
        Stage.objects.create(flow=flow, kind=kind, order=place, code=code, name_zh=name_zh, name_en=name_en)
    return flow
