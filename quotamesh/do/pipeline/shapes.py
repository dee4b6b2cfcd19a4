"""The shapes in which opportunities come and go through the interface."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from ninja import Field, Schema

from quotamesh.base.shell.api import NO_NUL
from quotamesh.do.pipeline.chances import Chances
from quotamesh.do.pipeline.flows import FlowBook
from quotamesh.do.pipeline.forms import MOST_TEXT
from quotamesh.do.pipeline.gates import answers_of, contacts_of, gate_of
from quotamesh.do.pipeline.models import GateItem, Opportunity, Stage

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2049, 12, 31)
Text = Annotated[str, Field(max_length=200), NO_NUL]
Code = Annotated[str, Field(max_length=64), NO_NUL]
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
Amount = Annotated[int, Field(ge=0, le=10**14)]
Seen = Annotated[int | None, Field(ge=1, le=2**31)]
Why = Annotated[str, Field(max_length=20), NO_NUL]
Name = Annotated[str, Field(max_length=60), NO_NUL]


class LineIO(Schema):
    """`amount` in the smallest unit of the company's currency."""

    product: Code
    amount: Amount


class OpportunityOut(Schema):
    """`chance`: the company's own history, a share of one; `own_chance`: the owner's word in percent."""

    uid: UUID
    code: str
    name: str
    customer: str | None
    owner: str
    seat: str
    product: str
    stage: str
    outcome: str
    amount: int | None
    opened: date | None
    entered: date | None
    expected: date | None
    closed: date | None
    why: str
    reason: str
    own_chance: int | None
    chance: float | None
    revision: int


class ItemOut(Schema):
    """`text` is what was answered; `file` names the file kept."""

    stage: str
    item: str
    name: str
    what: str
    demanded: bool
    points: int
    met: bool
    text: str
    file: str


class MoveOut(Schema):
    day: date
    who: str
    from_stage: str | None
    to_stage: str
    days: int | None
    lacking: list[str]
    override: str


class OpportunityDetail(OpportunityOut):
    lines: list[LineIO]
    gate: list[ItemOut]
    moves: list[MoveOut]


class OpportunityIn(Schema):
    """`owner`: empty for oneself. `lines` add up to `amount`, which may be left out then."""

    name: Annotated[str, Field(min_length=1, max_length=200), NO_NUL]
    product: Code
    code: Code = ""
    customer: Code = ""
    owner: Code = ""
    amount: Amount | None = None
    expected: Day | None = None
    own_chance: Annotated[int | None, Field(ge=0, le=100)] = None
    lines: Annotated[list[LineIO], Field(max_length=50)] = []


class OpportunityChangeIn(Schema):
    """Only what is named is changed. `seen`: the revision that was looked at; an older one is refused."""

    seen: Seen = None
    name: Annotated[str, Field(min_length=1, max_length=200), NO_NUL] = "-"
    product: Code = ""
    customer: Code = ""
    owner: Code = ""
    amount: Amount | None = None
    expected: Day | None = None
    own_chance: Annotated[int | None, Field(ge=0, le=100)] = None
    lines: Annotated[list[LineIO], Field(max_length=50)] = []


class MoveIn(Schema):
    """`override`: a leader's reason to pass gates that are not met. A loss names `why`, the code of a reason that is
    offered, or tells `reason` in own words."""

    stage: Code
    seen: Seen = None
    override: Annotated[str, Field(max_length=300), NO_NUL] = ""
    why: Why = ""
    reason: Text = ""
    closed: Day | None = None


class DealHandOverIn(Schema):
    """`seen`: the revision that was looked at; an older one is refused."""

    uid: UUID
    seen: Seen = None


class DealsHandOverIn(Schema):
    """`to`: the code of somebody in sight who holds a seat. `day`: from when on, today by default."""

    deals: Annotated[list[DealHandOverIn], Field(min_length=1, max_length=500)]
    to: Code
    reason: Annotated[str, Field(min_length=1, max_length=200), NO_NUL]
    day: Day | None = None


class DealHandedOut(Schema):
    """The deals that went over, with their new revisions."""

    uid: UUID
    code: str
    revision: int


class LossReasonIn(Schema):
    """A name in one language at least."""

    name_zh: Name = ""
    name_en: Name = ""


class LossReasonChangeIn(Schema):
    """Only what is named is changed. `by`: places ahead (-1) or back (1) among those offered."""

    seen: Seen = None
    name_zh: Name = ""
    name_en: Name = ""
    retired: bool = False
    by: Literal[-1, 0, 1] = 0


class LossReasonOut(Schema):
    """A retired reason is offered no more; deals lost for it keep its code."""

    code: str
    name_zh: str
    name_en: str
    retired: bool
    revision: int


class ReopenIn(Schema):
    reason: Annotated[str, Field(min_length=1, max_length=200), NO_NUL]
    seen: Seen = None


class AnswerIn(Schema):
    """An item of kind `file` is answered on the page."""

    text: Annotated[str, Field(max_length=MOST_TEXT), NO_NUL]


class StageOut(Schema):
    code: str
    kind: str
    name: str
    minimum: int
    usual_days: int | None
    items: list["StageItemOut"]


class StageItemOut(Schema):
    item: str
    name: str
    what: str
    field: str
    demanded: bool
    points: int


class FlowOut(Schema):
    """`product`: the line it serves; null: every line without a flow of its own."""

    uid: UUID
    name: str
    product: str | None
    revision: int
    stages: list[StageOut]


class PipelineLineOut(Schema):
    """`won_amount`, `weighted_amount` in the smallest unit of the company's currency."""

    code: str
    name: str
    won: int
    lost: int
    open: int
    win_rate: float | None
    won_amount: int
    cycle_days: float | None
    weighted_amount: int | None


def opportunity_out(deal: Opportunity, chances: Chances) -> dict:
    chance = chances.of(deal.product.path, deal.stage_id) if deal.is_open else None
    plain = (
        "uid",
        "code",
        "name",
        "outcome",
        "amount",
        "opened",
        "entered",
        "expected",
        "closed",
        "why",
        "reason",
    )
    return {name: getattr(deal, name) for name in (*plain, "own_chance", "revision")} | {
        "customer": deal.customer.code if deal.customer else None,
        "owner": deal.owner.code,
        "seat": deal.seat.code,
        "product": deal.product.code,
        "stage": deal.stage.code,
        "chance": chance.ppm / 1_000_000 if chance else None,
    }  # fmt: skip


def detail_out(deal: Opportunity, book: FlowBook) -> dict:
    answers, contacts = answers_of([deal.pk]).get(deal.pk, {}), contacts_of(deal)
    gates = [gate_of(book, stage, deal, answers, contacts) for stage in book.open_stages(deal.stage.flow_id)]
    moves = deal.moves.select_related("from_stage", "to_stage")
    return opportunity_out(deal, Chances.read()) | {
        "lines": [
            {"product": line.product.code, "amount": line.amount}
            for line in deal.lines.select_related("product")
        ],
        "gate": [
            _item_out(gate.stage, known.item)
            | {"met": known.met, "text": known.text, "file": _file_name(known.answer)}
            for gate in gates
            for known in gate.known
        ],
        "moves": [
            {
                "day": row.day, "who": row.who, "from_stage": row.from_stage.code if row.from_stage else None,
                "to_stage": row.to_stage.code, "days": row.stood, "lacking": row.lacking, "override": row.override,
            }
            for row in moves
        ],
    }  # fmt: skip


def _file_name(answer) -> str:
    return answer.file.name if answer and answer.file else ""


def _item_out(stage: Stage, item: GateItem) -> dict:
    return {
        "stage": stage.code, "item": item.code, "name": item.label, "what": item.what,
        "demanded": item.demanded, "points": item.points,
    }  # fmt: skip


def flow_out(book: FlowBook, key: int) -> dict:
    flow = book.flows[key]
    stages = [
        {
            "code": stage.code, "kind": stage.kind, "name": stage.label, "minimum": stage.minimum,
            "usual_days": stage.usual,
            "items": [_item_out(stage, item) | {"field": item.field} for item in book.items[stage.pk]],
        }
        for stage in book.of_flow[key]
    ]  # fmt: skip
    product = flow.product.code if flow.product else None
    return {
        "uid": flow.uid,
        "name": flow.name,
        "product": product,
        "revision": flow.revision,
        "stages": stages,
    }
