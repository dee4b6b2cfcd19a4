"""What goes in and out through the REST interface. Money is in the smallest unit, shares are fractions of one."""

from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Field, Schema
from pydantic import FiniteFloat

from quotamesh.base.shell.api import NO_NUL

Text = Annotated[str, Field(max_length=500), NO_NUL]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Share = Annotated[FiniteFloat, Field(ge=0, le=1)]
Amount = Annotated[FiniteFloat, Field(ge=0, le=1e15)]
ParadigmName = Literal["probability", "behaviour", "project"]


class FitOut(Schema):
    """`parts`: how well each of the three indicators speaks for each paradigm."""

    fits: dict[str, float]
    parts: dict[str, dict[str, float]]
    best: str
    margin: float
    misfit: bool


class NodeIn(Schema):
    key: Key
    kind: Literal["leaf", "sum", "product", "ratio"] = "leaf"
    drivers: Annotated[list[Key], Field(max_length=80)] = []
    unit: Literal["money", "count", "number", "share"] = "number"
    name: Annotated[str, Field(max_length=60), NO_NUL] = ""
    value: Amount | None = None
    indicator: Annotated[str, Field(max_length=40)] = ""
    bearer: Literal["", "representative", "sdr", "bd", "presales", "leader"] = ""


class NodeOut(Schema):
    key: str
    name: str
    kind: str
    drivers: list[str]
    unit: str
    value: float | None
    origin: dict[str, Any]
    indicator: str
    bearer: str
    today: float | None
    needed: float | None


class ProcessTargetOut(Schema):
    key: str
    indicator: str
    bearer: str
    exact: float
    total: int
    people: int
    per_day: float | None
    per_week: float | None


class LineParadigmOut(Schema):
    product: str
    product_uid: UUID
    name: str
    fiscal_year: int
    paradigm: str
    reason: str
    customers: int
    maturity: float
    standard: float
    revision: int
    driver: str
    fit: FitOut


class TreeOut(LineParadigmOut):
    """`wanted`: what the plan asks of the line. `trouble`: why nothing could be solved, '' where it could."""

    wanted: int | None
    trouble: str
    way: list[str]
    nodes: list[NodeOut]
    targets: list[ProcessTargetOut]


class LineParadigmIn(Schema):
    """`seen`: the revision that was looked at; an older one is refused."""

    paradigm: ParadigmName
    customers: Annotated[int, Field(ge=1, le=10**12)]
    maturity: Share
    standard: Share
    reason: Text = ""
    seen: Annotated[int | None, Field(ge=1, le=2**31)] = None


class TreeIn(Schema):
    nodes: Annotated[list[NodeIn], Field(min_length=1, max_length=80)]
    driver: Key | None = None
    seen: Annotated[int | None, Field(ge=1, le=2**31)] = None


class SolveIn(Schema):
    """Values laid over those of the tree for this one answer."""

    target: Amount
    driver: Key | None = None
    values: Annotated[dict[Key, Amount], Field(max_length=80)] = {}


class SolveOut(Schema):
    driver: str
    value: float
    whole: int | None
    needed: dict[str, float]
    today: dict[str, float]


class PlaceIn(Schema):
    plan: UUID


class PlaceOut(Schema):
    """`step`: names what was done, for taking it back; null where the plan held it all already."""

    step: str | None
    targets: list[ProcessTargetOut]


class MilestoneIn(Schema):
    name: Annotated[str, Field(min_length=1, max_length=100), NO_NUL]
    party: Literal["pmo", "commercial", "solution"]
    usual_days: Annotated[int, Field(ge=0, le=2_000)]
    criteria: Annotated[list[Text], Field(max_length=20)] = []
    close: Share
    recognised: Share


class MilestonesIn(Schema):
    steps: Annotated[list[MilestoneIn], Field(max_length=40)]


class MilestoneOut(Schema):
    position: int
    name: str
    party: str
    usual_days: int
    criteria: list[str]
    close: float
    recognised: float
