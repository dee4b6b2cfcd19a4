"""Reading requests, rules and deputies under the one rule of sight."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from django.db import connection
from django.db.models import Prefetch, QuerySet
from django.http import Http404

from quotamesh.base.approvals.access import is_requester, own_requests, visible_requests, waiting_for
from quotamesh.base.approvals.actions.ask import digest_of
from quotamesh.base.approvals.bands import Band, from_json
from quotamesh.base.approvals.kinds import Kind, kinds
from quotamesh.base.approvals.models import Approver, Request, RuleBook, Step
from quotamesh.base.people.models import Person, Role, Tenure
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.held import once
from quotamesh.base.store.validity import valid_on

NAMED_ROLES = (
    Role.DIRECTOR,
    Role.LEADER,
    Role.SALES_OPERATIONS,
    Role.FINANCE,
    Role.LEGAL,
    Role.ADMINISTRATOR,
    Role.ANALYST,
)


@dataclass(frozen=True)
class Inbox:
    """What lies with the viewer, what they asked, and what is decided; and how much of it is late."""

    waiting: list[Request]
    asked: list[Request]
    decided: list[Request]

    def overdue(self, day: date) -> int:
        return sum(request.due_on < day for request in self.waiting)


SHOWN = 100
# Stand in a statement for whom and for when it is asked.
SOMEBODY, SOME_USER, SOME_DAY = -1, -2, date(1000, 1, 1)


def inbox(viewer: Viewer, day: date) -> Inbox:
    waiting = with_steps(waiting_for(viewer, day).order_by("due_on", "id"))
    asked = with_steps(own_requests(viewer))[:SHOWN]
    closed = visible_requests(viewer, day).exclude(state=Request.State.OPEN)
    return Inbox(list(waiting), list(asked), list(with_steps(closed.order_by("-closed_at", "-id"))[:SHOWN]))


def waiting_count(viewer: Viewer, day: date) -> int:
    """How many requests wait for the viewer: every page asks, so it is put into words once in a process."""
    key = ("waiting", viewer.person_id, viewer.user_id, day)
    return once(key, lambda: _waiting_count(viewer, day))


def _waiting_count(viewer: Viewer, day: date) -> int:
    sql, places = _waiting_sql(bool(viewer.person_id), bool(viewer.user_id))
    told = {
        SOMEBODY: viewer.person_id,
        SOME_USER: viewer.user_id,
        str(SOME_DAY): connection.ops.adapt_datefield_value(day),
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, [told.get(each, each) for each in places])
        return cursor.fetchone()[0]


@cache
def _waiting_sql(person: bool, user: bool) -> tuple[str, tuple]:
    """The statement of `waiting_for` for viewers with a person, with a user, or both, and what stands in its places."""
    anybody = Viewer("", frozenset(), (), SOMEBODY if person else None, SOME_USER if user else None)
    sql, places = waiting_for(anybody, SOME_DAY).order_by().values("pk").query.sql_with_params()
    named = (str(each) if isinstance(each, date) else each for each in places)
    return f"SELECT COUNT(*) FROM ({sql}) AS waiting", tuple(named)  # noqa: S608 (compiled by Django)


def with_steps(rows: QuerySet[Request]) -> QuerySet[Request]:
    """Requests with their steps and who decides them, in two more queries for any number."""
    approvers = Approver.objects.select_related("person", "user")
    steps = Step.objects.select_related("named").prefetch_related(Prefetch("approvers", approvers))
    return rows.select_related("unit").prefetch_related(Prefetch("steps", steps))


def find_request(viewer: Viewer, day: date, uid: UUID | str) -> Request:
    """Raises Http404."""
    found = with_steps(visible_requests(viewer, day)).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def open_requests(subject: str, keys: Iterable[str]) -> QuerySet[Request]:
    """Requests about things of another feature, latest first; sight is what the feature's own rule says."""
    return Request.objects.filter(subject=subject, subject_key__in=list(keys)).select_related("unit")


def untouched(request: Request) -> bool:
    """Whether what was asked is still what was frozen."""
    return digest_of(request) == request.digest


def asked_of(step: Step) -> list[str]:
    return [str(a.person or a.user) for a in step.approvers.all()]


@dataclass(frozen=True)
class Rule:
    """The rule of a kind as it counts: entered, or the kind's own (`revision` 0)."""

    kind: Kind
    bands: tuple[Band, ...]
    remind_days: int
    expire_days: int | None
    revision: int


def rules() -> list[Rule]:
    books = {book.kind: book for book in RuleBook.objects.all()}
    return [_rule(kind, books.get(kind.code)) for kind in kinds()]


def rule_of(kind: Kind) -> Rule:
    return _rule(kind, RuleBook.objects.filter(kind=kind.code).first())


def _rule(kind: Kind, book: RuleBook | None) -> Rule:
    if book is None:
        return Rule(kind, kind.own_bands, 3, None, 0)
    return Rule(kind, from_json(book.bands), book.remind_days, book.expire_days, book.revision)


def nameable(viewer: Viewer, day: date) -> QuerySet[Person]:
    """Who can be named in a step or as a deputy: those in sight who lead or hold a function."""
    seats = Tenure.objects.filter(viewer.units("seat__"), valid_on(day), role__in=NAMED_ROLES).values(
        "person_id"
    )
    return Person.objects.filter(pk__in=seats).order_by("code")


def waits_for(viewer: Viewer, day: date, request: Request) -> bool:
    return waiting_for(viewer, day).filter(pk=request.pk).exists()


def may_withdraw(viewer: Viewer, request: Request) -> bool:
    return request.open and is_requester(viewer.person_id, viewer.user_id, request)
