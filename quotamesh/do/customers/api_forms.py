"""What programs send of customers and get back."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from ninja import Field, Schema

from quotamesh.base.shell.api import NO_NUL, refusal, telling
from quotamesh.do.customers.errors import CustomerError, NotAllowed, StaleCustomer
from quotamesh.do.customers.models import Customer
from quotamesh.do.customers.wording import sentence, stage_of

Code = Annotated[str, Field(min_length=1, max_length=64), NO_NUL]
Short = Annotated[str, Field(max_length=200), NO_NUL]
Word = Annotated[str, Field(max_length=100), NO_NUL]
Long = Annotated[str, Field(max_length=200_000), NO_NUL]
Tag = Annotated[str, Field(min_length=1, max_length=40), NO_NUL]
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S"), NO_NUL]
Seen = Annotated[int | None, Field(ge=1, le=2**31)]
StageName = Literal["potential", "new", "active", "lapsed"]
Part = Literal["decides", "influences", "uses", "buys", "champions", "other"]


class CustomerOut(Schema):
    """`stage` comes from the days of orders and contacts, `why` says how."""

    uid: UUID
    code: str
    name: str
    owner: str
    segment: str
    industry: str
    region: str
    city: str
    channel: str
    persona: str
    complexity: int | None
    tags: list[str]
    own: dict[str, str]
    stage: StageName
    why: str
    first_order: date | None
    last_order: date | None
    last_contact: date | None
    revision: int


class FoundOut(Schema):
    uid: UUID
    code: str
    name: str
    owner: str | None


class CustomerWords(Schema):
    """What is known of a customer. `own`: own fields by code; numbers and days as text."""

    segment: Word = ""
    industry: Word = ""
    region: Word = ""
    city: Word = ""
    channel: Word = ""
    persona: Long = ""
    complexity: Annotated[int | None, Field(ge=1, le=5)] = None
    tags: Annotated[list[Tag], Field(max_length=30)] = []
    own: dict[str, Short] = {}


class CustomerIn(CustomerWords):
    """`owner`: a person's code; null for the maker."""

    name: Name
    code: Annotated[str, Field(max_length=64), NO_NUL] = ""
    owner: Code | None = None


class CustomerChangeIn(CustomerWords):
    """Only what is named is changed, of own fields too; an empty text empties one. `seen`: the revision that was
    looked at; an older one is refused."""

    seen: Seen = None
    name: Name = ""


class ContactIn(Schema):
    """`seen`: the revision that was looked at, for a change. `code` counts for a new one only."""

    seen: Seen = None
    code: Annotated[str, Field(max_length=64), NO_NUL] = ""
    name: Annotated[str, Field(min_length=1, max_length=100), NO_NUL]
    part: Part = "other"
    title: Word = ""
    phone: Annotated[str, Field(max_length=40), NO_NUL] = ""
    email: Annotated[str, Field(max_length=254), NO_NUL] = ""


class ContactOut(Schema):
    uid: UUID
    code: str
    name: str
    part: Part
    title: str
    phone: str
    email: str
    revision: int


class SuspectOut(Schema):
    """`likeness` of 100: the same name but for its form."""

    uid: UUID
    one: str
    other: str
    likeness: int


class MergeIn(Schema):
    winner: Code
    loser: Code


class MergeLeftOut(Schema):
    """Of which both have one: `kept` of the winner, `text` of the loser, which stays `behind` with it, is `ended`, or
    is `put_away` to be worked out anew. An empty `way` refuses the merge."""

    text: str
    kept: str
    way: Literal["behind", "ended", "put_away", ""]


class MergeOut(Schema):
    uid: UUID
    winner: str
    loser: str
    left: list[MergeLeftOut]


class ReassignIn(Schema):
    owner: Code
    why: Annotated[str, Field(min_length=1, max_length=200), NO_NUL]


class ShareIn(Schema):
    people: Annotated[list[Code], Field(max_length=200)]


class TransferIn(Schema):
    leaver: Code
    receivers: Annotated[list[Code], Field(min_length=1, max_length=200)]
    by: Literal["count", "region"] = "count"
    why: Annotated[str, Field(min_length=1, max_length=200), NO_NUL]


class CustomersCountedOut(Schema):
    count: int


def customer_out(row: Customer, today: date) -> CustomerOut:
    stage, _name, why = stage_of(row, today)
    texts = {name: getattr(row, name) for name in CustomerOut.model_fields if hasattr(row, name)}
    return CustomerOut(
        **texts
        | {
            "owner": row.owner.code if row.owner else "",
            "tags": [tag.name for tag in row.tags.all()],
            "stage": stage.value,
            "why": why,
        }
    )


told = telling(
    CustomerError,
    lambda request, error: refusal(error, sentence(error), denied=NotAllowed, stale=StaleCustomer),
)
