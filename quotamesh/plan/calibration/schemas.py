"""What the API takes and gives. Amounts are integers of the smallest unit, shares fractions of one."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Field, Schema
from pydantic import model_validator

from quotamesh.kernel.money import MAX_AMOUNT
from quotamesh.plan.calibration.inputs import METHODS

Text = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]
Name = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00]*$")]
Code = Annotated[str, Field(max_length=64, pattern=r"^[^\x00]*$")]
Amount = Annotated[int, Field(ge=0, le=MAX_AMOUNT)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Factor = Annotated[float, Field(ge=-1, le=10, allow_inf_nan=False)]
Part = Annotated[float, Field(ge=0, le=10, allow_inf_nan=False)]
Three = Annotated[list[Amount], Field(min_length=3, max_length=3)]
ThreeShares = Annotated[list[Share], Field(min_length=3, max_length=3)]


class Ordered(Schema):
    """Every list of three stands in the order low, likely, high."""

    @model_validator(mode="after")
    def in_order(self):
        for name, value in self:
            if isinstance(value, list) and len(value) == 3 and value != sorted(value):
                raise ValueError(f"{name}: low, likely, high must ascend")
        return self


class ChannelIn(Ordered):
    name: Name
    budget: Three
    cost_per_lead: Annotated[
        list[Annotated[int, Field(ge=1, le=MAX_AMOUNT)]], Field(min_length=3, max_length=3)
    ]
    conversion: ThreeShares
    order_value: Three
    tools: Annotated[list[Part], Field(min_length=3, max_length=3)] = [0, 0, 0]
    source: Text = ""


class UpliftIn(Ordered):
    name: Name
    who: Literal["all", "fresh"] = "all"
    amount: Annotated[list[Factor], Field(min_length=3, max_length=3)]
    share: Share = 1.0
    month: int = Field(1, ge=1, le=12)
    source: Text = ""


class RepeatIn(Ordered):
    amount: Three
    source: Text = ""


class BreakEvenIn(Schema):
    fixed_cost: Amount
    profit: Amount = 0
    margin: Annotated[str, Field(max_length=12, pattern=r"^(0\.\d{1,6}|1(\.0{1,6})?)$", description="0.30")]
    source: Text = ""


class SurenessIn(Schema):
    commit: Share = 0.7
    target: Share = 0.5
    stretch: Share = 0.2
    wanted: Share = 0.5


class InputsIn(Schema):
    stay: Share | None = None
    uplifts: list[UpliftIn] = Field(default=[], max_length=30)
    channels: list[ChannelIn] = Field(default=[], max_length=30)
    repeat: RepeatIn | None = None
    break_even: BreakEvenIn | None = None
    weights: dict[Literal[METHODS], Annotated[int, Field(ge=0, le=100)]] = {"calibration": 1}
    sureness: SurenessIn = SurenessIn()


class CalibrationIn(Schema):
    name: Name
    fiscal_year: int = Field(ge=1953, le=2099)
    unit: Code | None = Field(None, description="the highest in sight when left out")
    product: Code | None = Field(None, description="all products when left out")
    intent: Annotated[int, Field(ge=1, le=MAX_AMOUNT)]
    inputs: InputsIn = InputsIn()


class CalibrationChangeIn(Schema):
    """`seen`: the revision the change was made from; another one in between is refused."""

    intent: Annotated[int, Field(ge=1, le=MAX_AMOUNT)]
    inputs: InputsIn
    seen: int = Field(ge=1, le=10**9)


class CalibrationOut(Schema):
    uid: UUID
    name: str
    fiscal_year: int
    unit: str
    product: str
    indicator: str
    revision: int
    intent: int | None = None
    probability: float | None = None


class LeverOut(Schema):
    name: str
    amount: float | None
    best: float
    then_binds: str


class SwingOut(Schema):
    name: str
    place: int
    low: int
    high: int


class CalibrationRowOut(Schema):
    unit: str
    name: str
    p10: int
    p50: int
    p90: int
    target: int | None
    probability: float | None


class NewsOut(Schema):
    """What changed since the run: `what` is market, experts, people, facts or months."""

    what: str
    count: int


class ResultOut(Schema):
    """`levers.amount` is the place of a lever alone at which the wish is likely enough, null where it cannot."""

    calibration: UUID
    run: int
    as_of: date
    at: datetime
    by: str
    currency: str
    intent: int
    probability: float
    verdict: str
    commit: int
    target: int
    stretch: int
    binds: str
    binding: dict[str, float]
    ranges: dict[str, list[int]]
    feasible: list[int]
    heads: int
    curve: list[tuple[int, float]]
    levers: list[LeverOut]
    tornado: list[SwingOut]
    methods: dict[str, dict[str, int]]
    combined: dict[str, int] | None
    notices: list[Any]
    changed_since: list[NewsOut]
    units: list[CalibrationRowOut]


class CalibrationAnswerOut(Schema):
    intent: int
    probability: float
    verdict: str
    commit: int
    target: int
    stretch: int
    binds: str
    binding: dict[str, float]
    ranges: dict[str, list[int]]
    feasible: list[int]
