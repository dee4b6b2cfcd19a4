"""Leads, their sources and rebates as the REST interface tells and takes them. Money is in the smallest unit."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Field, Schema
from pydantic import AfterValidator

from quotamesh.base.shell.api import refusal, telling
from quotamesh.do.leads.errors import LeadError, NotAllowed, StaleLead
from quotamesh.do.leads.forms.basic import no_control
from quotamesh.do.leads.wording import sentence
from quotamesh.kernel.money import MAX_AMOUNT

MOST = 500
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2049, 12, 31)
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
Code = Annotated[str, Field(max_length=64, pattern=r"^[^\x00]*$")]
Words = Annotated[str, Field(max_length=200), AfterValidator(no_control)]
Text = Annotated[str, Field(max_length=100_000), AfterValidator(no_control)]
Contact = Annotated[str, Field(max_length=100), AfterValidator(no_control)]
Phone = Annotated[str, Field(max_length=40), AfterValidator(no_control)]
Mail = Annotated[str, Field(max_length=254, pattern=r"^$|^[^@\s\x00]+@[^@\s\x00]+\.[^@\s\x00]+$")]
Amount = Annotated[int, Field(ge=0, le=MAX_AMOUNT)]
Seen = Annotated[int | None, Field(ge=1, le=2**31 - 1)]
Kind = Literal["content", "event", "referral", "outbound", "private", "advertising", "other"]
Why = Literal["no_need", "no_budget", "not_now", "unreached", "rival", "spam", "other"]


class LeadOut(Schema):
    """`answer_due` is null where no clock runs; `owner` where nobody has it yet, then `unit` names the queue."""

    uid: UUID
    code: str
    source: str
    date: date
    state: str
    company: str
    contact: str
    phone: str
    email: str
    region: str
    need: str
    product: str | None
    owner: str | None
    unit: str
    customer: str | None
    cost: int
    answer_due: datetime | None
    answered_at: datetime | None
    wake_on: date | None
    revision: int


class LeadWords(Schema):
    """What is known of who asked, and what for."""

    company: Words = ""
    contact: Contact = ""
    phone: Phone = ""
    email: Mail = ""
    region: Contact = ""
    need: Text = ""
    product: Code = ""


class LeadIn(LeadWords):
    """Without `owner` the rules decide. Phone or e-mail must be there."""

    source: Code
    code: Code = ""
    date: Day | None = None
    owner: Code = ""
    cost: Amount | None = None


class LeadChangeIn(LeadWords):
    """Only what is named is changed; an empty `product` takes it off. `seen`: the revision that was looked at."""

    seen: Seen = None
    source: Code = ""
    cost: Amount = 0


class LeadAnswerIn(Schema):
    way: Literal["call", "visit", "online", "message", "note"]
    text: Annotated[str, Field(min_length=1, max_length=5000), AfterValidator(no_control)]
    seen: Seen = None


class LeadGivenIn(Schema):
    """To a person by code; empty: to whom the rules name."""

    to: Code = ""
    seen: Seen = None


class LeadCloseIn(Schema):
    """With `wake_on` it is given back until that day, without it is dropped."""

    why: Why
    words: Words = ""
    wake_on: Day | None = None
    seen: Seen = None


class LeadConvertIn(Schema):
    """An existing customer by code, or the name of a new one; a deal begins where `product` is named."""

    owner: Code
    customer: Code = ""
    name: Words = ""
    deal_name: Words = ""
    product: Code = ""
    amount: Amount | None = None
    expected: Day | None = None
    seen: Seen = None


class LeadMergeIn(Schema):
    into: UUID
    seen: Seen = None


class LeadPreviewOut(Schema):
    person: str | None
    rule: str | None
    because: str


class LeadSourceOut(Schema):
    uid: UUID
    code: str
    name: str
    kind: str
    per_lead: int
    closed: bool
    revision: int


class LeadSourceIn(Schema):
    code: Annotated[str, Field(min_length=1, max_length=64), AfterValidator(no_control)]
    name: Annotated[str, Field(min_length=1, max_length=100), AfterValidator(no_control)]
    kind: Kind = "other"
    per_lead: Amount = 0


class LeadSourceChangeIn(Schema):
    """Only what is named is changed; `closed` retires it. A rebate is a share (1 = 0.01 %) with a cap or without,
    or a fixed amount."""

    seen: Seen = None
    name: Annotated[str, Field(min_length=1, max_length=100, pattern=r"\S"), AfterValidator(no_control)] = ""
    kind: Kind = "other"
    per_lead: Amount = 0
    closed: bool = False
    rebate_bp: Annotated[int | None, Field(ge=0, le=10_000)] = None
    rebate_cap: Amount | None = None
    rebate_fixed: Amount | None = None


class LeadFormOut(Schema):
    """`address`: where strangers fill it in; null while there has been none."""

    source: str
    uid: UUID
    open: bool
    address: str | None


class LeadFormIn(Schema):
    """Renewed, the form has another address and the old one leads nowhere."""

    what: Literal["open", "close", "renew"]


class LeadSourceCostIn(Schema):
    source: Code
    start: Day
    end: Day
    amount: Annotated[int, Field(ge=1, le=MAX_AMOUNT)]
    note: Words = ""


class LeadSourceYieldOut(Schema):
    """`source` is null in the total. Costs are null for those who do not see the whole company."""

    source: str | None
    leads: int
    answers_due: int
    answered_in_time: int
    converted: int
    won: int
    won_amount: int
    cost: int | None
    cost_per_lead: int | None
    cost_per_customer: int | None


class RebateOut(Schema):
    """`step`: waiting, owed, approved, paid or refused."""

    uid: UUID
    lead: UUID
    name: str
    step: str
    won: int | None
    owed: int | None
    paid_on: date | None
    revision: int


class RebateDecisionIn(Schema):
    decision: Literal["approve", "refuse"]
    why: Words = ""
    seen: Seen = None


class RebatePaymentIn(Schema):
    day: Day
    seen: Seen = None


told = telling(
    LeadError, lambda request, error: refusal(error, sentence(error), denied=NotAllowed, stale=StaleLead)
)
