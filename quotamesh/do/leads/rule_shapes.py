"""Rules of assignment and what they go by, as the REST interface tells and takes them."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from ninja import Field, Schema
from pydantic import AfterValidator

from quotamesh.do.leads.clock import MOST_HOURS
from quotamesh.do.leads.forms.basic import no_control
from quotamesh.do.leads.shapes import Code, Day, Kind, Seen, Words

NameOfRule = Annotated[str, Field(min_length=1, max_length=100, pattern=r"\S"), AfterValidator(no_control)]
Way = Literal["turn", "load", "region", "skill"]
People = Annotated[list[Code], Field(max_length=500)]
Lines = Annotated[list[Code], Field(max_length=200)]
ClockTime = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Hours = Annotated[int, Field(ge=1, le=MOST_HOURS)]


class LeadRuleOut(Schema):
    """`reaches`: how many people it can give to today; `hidden_by`: the rule before it that takes all, by uid."""

    uid: UUID
    order: int
    name: str
    active: bool
    kind: str
    source: str | None
    regions: str
    product: str | None
    way: Way
    unit: str | None
    people: list[str]
    reaches: int | None
    hidden_by: UUID | None
    revision: int


class LeadRuleIn(Schema):
    """Empty conditions fit every lead. `unit`, `people` or both say who gets them."""

    name: NameOfRule
    active: bool = True
    kind: Kind | Literal[""] = ""
    source: Code = ""
    regions: Words = ""
    product: Code = ""
    way: Way = "turn"
    unit: Code = ""
    people: People = []


class LeadRuleChangeIn(LeadRuleIn):
    """Only what is named is changed; `active` false retires it. `seen`: the revision that was looked at."""

    name: NameOfRule = ""
    seen: Seen = None


class LeadRuleMoveIn(Schema):
    way: Literal["up", "down"]


class LeadRulesCountedOut(Schema):
    count: int


class LeadAbsenceIn(Schema):
    person: Code
    start: Day
    end: Day


class LeadAbsenceOut(Schema):
    uid: UUID
    person: str
    start: date
    end: date


class LeadOfficeOut(Schema):
    """Times as HH:MM; `answer_hours`: working hours to answer, by kind of source."""

    opens: ClockTime
    closes: ClockTime
    pause_from: ClockTime | None
    pause_to: ClockTime | None
    answer_hours: dict[str, int]
    revision: int


class LeadOfficeIn(Schema):
    """Only the kinds named in `answer_hours` are changed. A pause has both ends or none."""

    opens: ClockTime
    closes: ClockTime
    pause_from: ClockTime | None = None
    pause_to: ClockTime | None = None
    answer_hours: dict[Kind, Hours] = {}
    seen: Seen = None


class LeadSkillsIn(Schema):
    products: Lines


class LeadSkillsOut(Schema):
    person: str
    products: list[str]


class LeadTerritoryIn(Schema):
    words: Annotated[str, Field(max_length=300), AfterValidator(no_control)]


class LeadTerritoryOut(Schema):
    unit: str
    words: str
