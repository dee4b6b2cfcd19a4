"""What the REST interface takes and gives of talks and agreements."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from quotamesh.plan.agreements.models import LONGEST_TEXT

Amount = Annotated[int, Field(ge=0, le=2**53)]
Words = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
Code = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[^\x00]*$")]


class SignatureOut(Schema):
    side: str
    name: str
    at: datetime
    digest: str
    seal: str


class CaseOut(Schema):
    unit: str
    name: str
    owner: str
    leader: str
    state: str
    differs: bool = Field(description="the plan in force asks for something else")
    agreement: UUID | None = None
    talk: UUID | None = None


class AgreementOut(Schema):
    uid: UUID
    number: str
    fiscal_year: int
    version: int
    state: str
    digest: str = Field(description="SHA-256 of the canonical text")
    content: dict[str, Any]
    canonical: str = Field(description="the text that is signed, byte for byte")
    signatures: list[SignatureOut]


class SignIn(Schema):
    digest: str = Field(max_length=64, description="digest of the content that was read")
    password: str = Field(default="", max_length=1000)


class TurnOut(Schema):
    kind: str
    side: str
    at: datetime
    actor: str
    text: str
    offer: dict[str, list[int]] | None = None


class TalkOut(Schema):
    uid: UUID
    plan: UUID
    unit: str
    owner: str
    leader: str
    state: str
    offer: dict[str, list[int]] = Field(description="four quarters of each indicator, smallest unit")
    offered_by: str
    revision: int
    turns: list[TurnOut]


class TurnIn(Schema):
    verb: Literal["accept", "offer", "dispute", "say"]
    text: str = Field(default="", max_length=LONGEST_TEXT)
    offer: dict[str, Annotated[list[Amount], Field(min_length=4, max_length=4)]] | None = None
    seen: Annotated[int, Field(ge=0, le=10**9)] | None = Field(
        default=None, description="revision of the talk that was read"
    )


class BranchIn(Schema):
    plan: UUID
    unit: Code


class CountOut(Schema):
    count: int
    waiting: list[str] = []


class FindingOut(Schema):
    kind: str
    good: bool
    headline: str
    digest: str
    number: str
    signed: list[str]
    changes: list[str]
    note: str
