"""Who can decide a step for somebody: the holders of a role on the line upward, or of a function of the company."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from quotamesh.base.approvals.bands import Ask
from quotamesh.base.approvals.models import Deputy, Who
from quotamesh.base.people.models import Person, Role, Tenure, Unit, User
from quotamesh.base.store.paths import STEP
from quotamesh.base.store.validity import valid_on

FUNCTIONS = {Who.FINANCE: Role.FINANCE, Who.LEGAL: Role.LEGAL, Who.SALES_OPERATIONS: Role.SALES_OPERATIONS}
LEADING = (Role.LEADER, Role.DIRECTOR)


@dataclass(frozen=True)
class Holder:
    """A person, or a sign-in without a seat; `unit` is the path of the unit they sit in ('' for the whole)."""

    person: int | None
    user: int | None
    name: str
    role: str
    unit: str
    kind: str

    @property
    def key(self) -> tuple[int | None, int | None]:
        return self.person, self.user


class Holders:
    """All who hold a role that decides, on a day: read once, asked for many steps."""

    def __init__(self, day: date):
        roles = {*LEADING, *FUNCTIONS.values()}
        tenures = Tenure.objects.filter(valid_on(day), role__in=roles).select_related(
            "person", "seat__parent"
        )
        self.all = [_seated(tenure) for tenure in tenures]
        users = User.objects.filter(person=None, role__in=roles, is_active=True)
        self.all += [Holder(None, user.pk, user.username, user.role, "", Unit.Kind.COMPANY) for user in users]

    def of(self, ask: Ask, path: str) -> list[Holder]:
        """Whom a step asks for a unit's path, nearest first; the whole list for a function."""
        if ask.who in FUNCTIONS:
            return [h for h in self.all if h.role == FUNCTIONS[Who(ask.who)]]
        if ask.who == Who.PERSON:
            person = Person.objects.filter(pk=ask.person).first()
            return [Holder(person.pk, None, person.name, "", "", "")] if person else []
        on_line = [h for h in self.all if h.role in LEADING and path.startswith(h.unit)]
        return [h for h in on_line if _is_asked(ask.who, h)]


def _seated(tenure: Tenure) -> Holder:
    parent = tenure.seat.parent
    path, kind = (parent.path, parent.kind) if parent else ("", Unit.Kind.COMPANY)
    return Holder(tenure.person_id, None, tenure.person.name, tenure.role, path, kind)


def _is_asked(who: str, holder: Holder) -> bool:
    if who == Who.REGION:
        return holder.role == Role.DIRECTOR and holder.kind == Unit.Kind.REGION
    if who == Who.COMPANY:
        return holder.role == Role.DIRECTOR and len(holder.unit) <= STEP
    return True


def deciders(ask: Ask, path: str, holders: Holders, person: int | None, user: int | None) -> list[Holder]:
    """Who may decide a step for the requester: never the requester; on the line those nearest."""
    found = [
        h for h in holders.of(ask, path) if not ((person and h.person == person) or (user and h.user == user))
    ]
    if ask.who in FUNCTIONS or ask.who == Who.PERSON:
        return found
    nearest = max((len(h.unit) for h in found), default=0)
    return [h for h in found if len(h.unit) == nearest]


def stood_in_for(person: int, day: date) -> Q:
    """The condition on approvers that somebody decides for them: as their deputy, or as their deputy's."""
    today = Deputy.objects.filter(first_day__lte=day, last_day__gte=day)
    direct = today.filter(deputy=person).values("person")
    return Q(person__in=direct) | Q(person__in=today.filter(deputy__in=direct).values("person"))


def may_decide(person: int | None, user: int | None, day: date) -> Q:
    """The condition on approvers to be somebody, or somebody they stand in for."""
    condition = Q(user_id=user, user__isnull=False) if user else Q(pk__in=[])
    return condition | Q(person_id=person) | stood_in_for(person, day) if person else condition


def unheld(asks: Iterable[Ask], holders: Holders, day: date) -> Iterator[tuple[Ask, str]]:
    """(step, unit) for which nobody could decide: looked at for every unit in which somebody sits today."""
    units = Unit.objects.filter(Q(children__kind=Unit.Kind.SEAT) & valid_on(day, "children__tenures__"))
    places = list(units.distinct().values_list("path", "name"))
    for ask in asks:
        for path, name in places:
            if not holders.of(ask, path):
                yield ask, name
