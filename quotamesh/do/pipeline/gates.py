"""What must be known before a deal leaves a stage, and what of it is known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quotamesh.do.customers.models import Contact
from quotamesh.do.pipeline.flows import FlowBook
from quotamesh.do.pipeline.models import GateAnswer, GateItem, Opportunity, Stage

Answers = Mapping[int, GateAnswer]


@dataclass(frozen=True)
class Known:
    """An item of a gate with what is known of it."""

    item: GateItem
    met: bool
    answer: GateAnswer | None = None

    @property
    def text(self) -> str:
        return self.answer.text if self.answer else ""


@dataclass(frozen=True)
class Gate:
    """The gate of one stage, as it stands for one deal."""

    stage: Stage
    known: tuple[Known, ...]

    @property
    def lacking(self) -> list[GateItem]:
        return [each.item for each in self.known if each.item.demanded and not each.met]

    @property
    def score(self) -> int:
        return sum(each.item.points for each in self.known if each.met)

    @property
    def points_lacking(self) -> int:
        return max(0, self.stage.minimum - self.score)

    @property
    def is_open(self) -> bool:
        return not self.lacking and not self.points_lacking

    @property
    def met(self) -> int:
        return sum(each.met for each in self.known)


@dataclass(frozen=True)
class Contacts:
    """Whether the deal's customer has contacts, and one among them who decides."""

    any: bool = False
    decides: bool = False


def gate_of(book: FlowBook, stage: Stage, deal: Opportunity, answers: Answers, contacts: Contacts) -> Gate:
    known = (_known(item, deal, answers, contacts) for item in book.items[stage.pk])
    return Gate(stage, tuple(known))


def _known(item: GateItem, deal: Opportunity, answers: Answers, contacts: Contacts) -> Known:
    if item.what == GateItem.What.FIELD:
        return Known(item, _has(deal, item.field, contacts))
    answer = answers.get(item.pk)
    met = answer is not None and bool(
        answer.file_id if item.what == GateItem.What.FILE else answer.text.strip()
    )
    return Known(item, met, answer)


def _has(deal: Opportunity, field: str, contacts: Contacts) -> bool:
    if field == GateItem.Field.CONTACT:
        return contacts.any
    if field == GateItem.Field.DECIDER:
        return contacts.decides
    name = "customer_id" if field == GateItem.Field.CUSTOMER else field
    return getattr(deal, name) is not None


def answers_of(deals: Iterable[int]) -> dict[int, dict[int, GateAnswer]]:
    """{deal: {item: answer}}"""
    found: dict[int, dict[int, GateAnswer]] = {}
    for answer in GateAnswer.objects.filter(opportunity__in=deals).select_related("file"):
        found.setdefault(answer.opportunity_id, {})[answer.item_id] = answer
    return found


def contacts_of(deal: Opportunity) -> Contacts:
    if deal.customer_id is None:
        return Contacts()
    parts = set(Contact.objects.filter(customer=deal.customer_id).values_list("part", flat=True))
    return Contacts(bool(parts), Contact.Part.DECIDES in parts)


def gates_between(book: FlowBook, deal: Opportunity, to: Stage) -> list[Gate]:
    """The gates that a move would pass, as they stand."""
    answers, contacts = answers_of([deal.pk]).get(deal.pk, {}), contacts_of(deal)
    left = book.stages[deal.stage_id]
    return [gate_of(book, stage, deal, answers, contacts) for stage in book.passed(left, to)]
