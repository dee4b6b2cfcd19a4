"""What programs send and get of projects."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from ninja import Field, Schema

from quotamesh.base.shell.api import NO_NUL

Text = Annotated[str, Field(max_length=200), NO_NUL]
Words = Annotated[str, Field(max_length=5000), NO_NUL]
Code = Annotated[str, Field(max_length=64), NO_NUL]
Day = Annotated[date, Field(ge=date(1990, 1, 1), le=date(2099, 12, 31))]
Seen = Annotated[int | None, Field(ge=1, le=2**31)]


class CriterionOut(Schema):
    text: str
    met: bool


class ProjectStepOut(Schema):
    """`part`: what is recognised with the milestone, of the amount times the chance; in the smallest unit."""

    uid: UUID
    name: str
    party: str
    owner: str | None
    first_due: date
    due: date
    reached_on: date | None
    missed_on: date | None
    foreseen: date
    part: int
    criteria: list[CriterionOut]


class ProjectOut(Schema):
    """`slip`: days by which the end is foreseen later than first planned."""

    uid: UUID
    opportunity: UUID
    name: str
    customer: str | None
    started: date
    amount: int
    chance_bp: int
    worth: int
    slip: int
    revision: int
    steps: list[ProjectStepOut]


class ProjectStartIn(Schema):
    opportunity: UUID
    started: Day | None = None


class StepReachIn(Schema):
    """`anyway`: a leader's reason to go on although criteria are open."""

    day: Day
    anyway: Text = ""
    seen: Seen = None


class StepMoveIn(Schema):
    due: Day
    why: Text
    seen: Seen = None


class MetIn(Schema):
    met: bool = True
    seen: Seen = None


class RolesIn(Schema):
    """Codes of people; null for nobody."""

    pmo: Code | None = None
    commercial: Code | None = None
    solution: Code | None = None
    seen: Seen = None


class StakeholderIn(Schema):
    """`contact`, `owner`: codes of a contact of the customer and of who looks after them. `listens_to`: somebody else
    on the map."""

    name: Annotated[str, Field(min_length=1, max_length=100), NO_NUL]
    title: Annotated[str, Field(max_length=100), NO_NUL] = ""
    influence: Annotated[int, Field(ge=1, le=5)] = 3
    attitude: Annotated[int, Field(ge=-2, le=2)] = 0
    relation: Annotated[int, Field(ge=0, le=3)] = 0
    note: Text = ""
    contact: Code | None = None
    listens_to: UUID | None = None
    owner: Code | None = None
    seen: Seen = None


class StakeholderChangeIn(StakeholderIn):
    """Only what is named is changed."""

    name: Annotated[str, Field(min_length=1, max_length=100), NO_NUL] = ""


class StakeholderOut(Schema):
    uid: UUID
    name: str
    title: str
    influence: int
    attitude: int
    relation: int
    note: str
    contact: str | None
    listens_to: UUID | None
    owner: str | None


class StageReviewIn(Schema):
    held_on: Day
    decision: Literal["go", "conditions", "hold", "stop"]
    words: Words = ""
    present: Text = ""
    seen: Seen = None


class StageReviewOut(Schema):
    uid: UUID
    held_on: date
    decision: str
    words: str
    present: str
