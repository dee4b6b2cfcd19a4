"""What the API takes and gives. Amounts are integers of the smallest unit; `digits`: its decimals."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Field, Schema

from quotamesh.kernel.money import MAX_AMOUNT

Amount = Annotated[int, Field(ge=-MAX_AMOUNT, le=MAX_AMOUNT)]
Code = Annotated[str, Field(max_length=64, pattern=r"^[^\x00]*$")]
Balance = Literal["units", "periods", "parent"]
Line = Literal["total", "reserve", "open"]
LevelName = Literal["target", "stretch", "challenge"]


class PlanOut(Schema):
    uid: UUID
    name: str
    fiscal_year: int
    state: Literal["scenario", "draft", "in_force", "superseded"]
    version: int
    revision: int
    product_level: int
    supersedes: UUID | None
    created_at: datetime
    created_by: str
    in_force_at: datetime | None

    @staticmethod
    def resolve_supersedes(plan: Any) -> UUID | None:
        # Asked of the plan itself, and again of what was made of it.
        return getattr(plan.supersedes, "uid", plan.supersedes)


class PlanIn(Schema):
    name: str = Field(min_length=1, max_length=100, pattern=r"^[^\x00]*$")
    fiscal_year: int = Field(ge=1950, le=2099)
    copy_of: UUID | None = None
    product_level: int = Field(default=1, ge=1, le=9)


class SplitIn(Schema):
    indicator: str = "revenue"
    total: Annotated[int, Field(ge=0, le=MAX_AMOUNT)]
    weights: str = Field("history", description="history, equal, own, or plan:<uid>", max_length=60)
    reserve_bp: int = Field(0, ge=0, lt=10_000, description="share held back, in basis points")
    step_bp: int = Field(
        0,
        ge=-9_000,
        le=50_000,
        description="growth of each quarter over the one before, on top of the season",
    )


class LevelsIn(Schema):
    """Shares on top of the target, in basis points; null takes the unit's own away."""

    indicator: str = "revenue"
    unit: Code | None = Field(None, description="whose branch; the whole company when left out")
    stretch_bp: int | None = Field(ge=0, le=100_000)
    challenge_bp: int | None = Field(ge=0, le=100_000)


class ShareOut(Schema):
    unit: str
    name: str
    stretch_bp: int
    challenge_bp: int


class LevelsOut(Schema):
    """Shares that are set, and what the year of a unit comes to at each level."""

    indicator: str
    unit: str
    currency: str | None
    digits: int
    shares: list[ShareOut]
    years: dict[str, int]


class NoticesOut(Schema):
    plan: PlanOut
    notices: list[str]


class ColumnOut(Schema):
    """An amount across: a product node and a run of months of the fiscal year, the first being 0."""

    product: str
    product_name: str
    first_month: int
    month_count: int
    period: str
    spring_festival: bool = False


class RuleOut(Schema):
    unit: str
    floor: int | None
    cap: int | None
    weight: int | None
    locked: bool


class RowOut(Schema):
    unit: str
    name: str
    kind: str
    parent: str
    line: Line
    holder: str
    expandable: bool
    amounts: list[int]
    balances: list[Balance]
    rule: RuleOut | None
    locked: bool


class SheetOut(Schema):
    plan: PlanOut
    indicator: str
    currency: str | None
    digits: int
    columns: list[ColumnOut]
    rows: list[RowOut]


class ChangeIn(Schema):
    """One edit. Give `amount`, or `text` as a person types it ('12.5万', '¥1,200'), read exactly."""

    unit: Code
    product: Code | None = None
    first_month: int = Field(0, ge=0, le=11)
    month_count: int = Field(12, ge=1, le=12)
    line: Line = "total"
    balance: Balance = "units"
    amount: Amount | None = None
    text: str | None = Field(None, max_length=100)
    seen: Amount | None = Field(None, description="what the editor saw; a stale edit is refused")


class EditIn(Schema):
    indicator: str = "revenue"
    changes: list[ChangeIn] = Field(min_length=1, max_length=2_000)


class RuleIn(Schema):
    """What is left out stays as it is; null takes a limit away."""

    indicator: str = "revenue"
    unit: Code
    floor: Amount | None = None
    cap: Amount | None = None
    weight: int | None = Field(None, ge=0, le=1_000_000_000)
    locked: bool | None = None


class StandingOut(Schema):
    revision: int
    state: str
    changed_by: str
    changed_at: datetime | None
    can_undo: bool
    can_redo: bool


class DifferenceOut(Schema):
    unit: str
    name: str
    line: Line
    first: int
    second: int
    change: int


class CompareOut(Schema):
    first: PlanOut
    second: PlanOut
    currency: str | None
    digits: int
    rows: list[DifferenceOut]


class LeafOut(Schema):
    unit: str
    person: str
    product: str
    line: Line
    months: list[int]


class LeavesOut(Schema):
    currency: str | None
    digits: int
    total: int
    rows: list[LeafOut]
