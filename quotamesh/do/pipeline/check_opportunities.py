"""What must hold of a table of opportunities before it is stored."""

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_noop as _
from django.utils.translation import override

from quotamesh.base.people.seats import LATEST, NO_SEAT, Seats
from quotamesh.base.tables.coded import EMPTY, Coded
from quotamesh.base.tables.days import as_days
from quotamesh.base.tables.lookups import doubled, keys_by_name, keys_of
from quotamesh.base.tables.problems import Message
from quotamesh.base.tables.rows import Rows
from quotamesh.do.catalog.models import Product
from quotamesh.do.catalog.naming import named_products
from quotamesh.do.customers.queries import ids_by_code
from quotamesh.do.pipeline.actions.common import MOST
from quotamesh.do.pipeline.flows import FlowBook, flow_book
from quotamesh.do.pipeline.models import Stage

Kind = Stage.Kind
# What other systems call their stages, to tell which of ours is probably meant; never taken without a word.
ELSEWHERE = {
    Kind.DISCOVERY: ("prospecting", "qualification", "needs analysis", "lead", "初步接触", "需求确认"),
    Kind.PROPOSAL: ("engaging", "proposal/price quote", "value proposition", "quote", "方案报价", "报价"),
    Kind.OBJECTION: ("negotiation", "negotiation/review", "perception analysis", "商务谈判", "谈判"),
    Kind.CLOSE: ("contract", "commit", "合同签订", "签约"),
    Kind.WON: ("closed won", "closed-won", "赢", "已成交"),
    Kind.LOST: ("closed lost", "closed-lost", "输", "丢单"),
}


@dataclass(frozen=True)
class Checked:
    """n opportunities ready to be stored; keys -1 and NaT where there is none."""

    rows: Rows
    customer: np.ndarray
    person: np.ndarray
    seat: np.ndarray
    product: np.ndarray
    stage: np.ndarray
    opened: np.ndarray
    closed: np.ndarray

    def __len__(self) -> int:
        return len(self.rows)


def check_opportunities(rows: Rows) -> Checked | None:
    rows.read_all()
    doubled(rows, "code", rows.coded("code").codes)
    seats, book = Seats(), flow_book()
    persons = keys_of(rows, "person", seats.person_ids, "person")
    product = keys_by_name(rows, "product", named_products(), "product")
    customer = keys_of(rows, "customer", ids_by_code(), "customer")
    stage = _stages(rows, book, product)
    opened, closed = as_days(rows.coded("opened")), as_days(rows.coded("closed"))
    _check_days(rows, book, stage, opened, closed)
    _check_amounts(rows)
    seat = _seats(rows, seats, persons, closed)
    return None if rows.problems else Checked(rows, customer, persons, seat, product, stage, opened, closed)


def _stages(rows: Rows, book: FlowBook, product: np.ndarray) -> np.ndarray:
    """Each row's stage, in the flow that serves its product."""
    paths = dict(Product.objects.values_list("id", "path"))
    flow_of = {pk: book.flow_for(path).pk for pk, path in paths.items()}
    known, place = np.unique(product, return_inverse=True)
    flows = np.array([flow_of.get(key, book.standard) for key in known.tolist()])[place.ravel()]
    coded, found = rows.coded("stage"), np.full(len(rows), EMPTY, dtype=np.int64)
    for flow in np.unique(flows).tolist():
        words = words_of(book, flow)
        mine = flows == flow
        keys = coded.array(lambda word, words=words: words.get(word.casefold(), EMPTY), EMPTY, np.int64)
        found[mine] = keys[mine]
        unknown = np.flatnonzero(mine & coded.filled & (keys == EMPTY))
        rows.refuse_all(unknown, "stage", "unknown_code", _say_unknown(book, flow, coded))
    return found


def words_of(book: FlowBook, flow: int) -> dict[str, int]:
    """By what words the stages of a flow are known: code, names in both languages, and won and lost by kind."""
    found: dict[str, int] = {}
    for stage in book.of_flow[flow]:
        words = [stage.code, stage.name_zh, stage.name_en, *(_kind_words(stage) if stage.is_end else ())]
        for word in filter(None, words):
            found.setdefault(word.casefold(), stage.pk)
    return found


def _kind_words(stage: Stage) -> list[str]:
    words = [stage.kind]
    for language in ("en", "zh-hans"):
        with override(language):
            words.append(str(stage.get_kind_display()))
    return words


def _say_unknown(book: FlowBook, flow: int, coded: Coded):
    there = ", ".join(f"{stage.code} ({stage.label})" for stage in book.of_flow[flow])
    meant = {word: kind for kind, words in ELSEWHERE.items() for word in words}

    def say(index: int):
        kind = meant.get(coded[index].casefold())
        like = next((stage for stage in book.of_flow[flow] if stage.kind == kind), None)
        if like is None:
            hint = Message(_("There are: %(stages)s."), stages=there)
        else:
            template = _("There are: %(stages)s. Probably %(like)s is meant.")
            hint = Message(template, stages=there, like=like.code)
        return Message(_("is not a stage.")), hint

    return say


def _check_days(
    rows: Rows, book: FlowBook, stage: np.ndarray, opened: np.ndarray, closed: np.ndarray
) -> None:
    is_open = np.isin(stage, np.array(book.open_ids, dtype=np.int64))
    early = np.flatnonzero(is_open & ~np.isnat(closed))
    hint = Message(_("Leave the day out, or write won or lost as the stage."))
    rows.refuse_all(
        early, "closed", "open_still", lambda _i: (Message(_("is set, but the stage is open.")), hint)
    )
    both = ~np.isnat(opened) & ~np.isnat(closed)
    wrong = np.flatnonzero(both & (closed < opened))
    rows.refuse_all(wrong, "closed", "before_opened", lambda _i: Message(_("lies before the day it began.")))


def _check_amounts(rows: Rows) -> None:
    amounts = rows.numbers("amount").values
    rows.refuse_all(
        np.flatnonzero(amounts < 0), "amount", "negative", lambda _i: Message(_("is below nought."))
    )
    rows.refuse_all(
        np.flatnonzero(amounts > MOST), "amount", "too_large", lambda _i: Message(_("is too large."))
    )


def _seats(rows: Rows, seats: Seats, person: np.ndarray, closed: np.ndarray) -> np.ndarray:
    """The seat held on the day of the close; of open deals, and of closed ones without a day, the last one held."""
    dated = ~np.isnat(closed)
    latest = np.datetime64(LATEST, "D")
    first = np.where(dated, closed, np.datetime64("0001-01-01", "D"))
    last = np.where(dated, closed, latest)
    found = seats.held_between(person, first.astype("datetime64[D]"), last.astype("datetime64[D]"))
    lacking = np.flatnonzero((found == NO_SEAT) & (person != EMPTY))

    def say(index: int):
        times = seats.periods(int(person[index]))
        hint = Message(_("Seats were held: %(periods)s."), periods=times) if times else None
        if np.isnat(closed[index]):
            return Message(_("never held a seat.")), hint
        return Message(_("has no seat on %(day)s."), day=closed[index]), hint

    rows.refuse_all(lacking, "person", "no_seat", say)
    return found
