"""The one rule of sight: what a person sees in lists, records, charts, exports and the API alike."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from quotamesh.base.people.models import Company, Role, Tenure, Unit, User
from quotamesh.base.store.paths import STEP, below

WHOLE_COMPANY = {Role.SALES_OPERATIONS, Role.FINANCE, Role.LEGAL, Role.ADMINISTRATOR}
OWN_BRANCH = {Role.DIRECTOR, Role.LEADER, Role.ANALYST}
RIGHTS = {
    "import": {Role.SALES_OPERATIONS, Role.ADMINISTRATOR},
    "plan": {Role.SALES_OPERATIONS, Role.DIRECTOR, Role.ADMINISTRATOR},
    "record_orders": {Role.SALES_OPERATIONS, Role.FINANCE, Role.ADMINISTRATOR},
    "organise": {Role.SALES_OPERATIONS, Role.ADMINISTRATOR},
    "catalog": {Role.SALES_OPERATIONS, Role.ADMINISTRATOR},
    "read_trail": {Role.DIRECTOR, Role.SALES_OPERATIONS, Role.ADMINISTRATOR},
    "administer": {Role.ADMINISTRATOR},
}
OF_THE_WHOLE = {"read_trail"}


@dataclass(frozen=True)
class Viewer:
    """Who looks: name, roles, and the branches in reach as paths of the org tree.

    `tenures` are all seats ever held, where they were read to find this out.
    """

    name: str
    roles: frozenset[str]
    branches: tuple[str, ...]
    person_id: int | None = None
    user_id: int | None = None
    rights: frozenset[str] = field(default=frozenset())
    tenures: tuple[Tenure, ...] | None = field(default=None, compare=False, repr=False)

    @property
    def sees_all(self) -> bool:
        """Whether the whole company is in sight: by role, or because the branch is its root."""
        return any(len(branch) <= STEP for branch in self.branches)

    def can(self, right: str) -> bool:
        return right in self.rights

    def sees_path(self, path: str) -> bool:
        return any(path.startswith(branch) for branch in self.branches)

    def units(self, prefix: str = "") -> Q:
        """The condition on a unit (or on rows with a unit under `prefix`) to be in sight."""
        if self.sees_all:
            return Q()
        condition = Q(pk__in=[])
        for branch in self.branches:
            condition |= below(branch, f"{prefix}path")
        return condition

    def home(self) -> Unit | None:
        """The unit on which pages open: the highest in sight."""
        return self.homes().first()

    def homes(self) -> QuerySet[Unit]:
        """The units in sight, the one on which pages open first: for who asks about it in the same query."""
        return Unit.objects.filter(self.units()).order_by("depth", "path")


def everyone() -> Viewer:
    """The command line's sight: whoever holds the data folder sees and may do everything."""
    return Viewer("command line", frozenset({Role.ADMINISTRATOR}), ("",), rights=frozenset(RIGHTS))


def viewer_of(user: User, day: date) -> Viewer:
    """What a signed-in user sees on a day. One query for those with a seat."""
    tenures = list(tenures_of(user.person_id)) if user.person_id else []
    if tenures:
        user.person = tenures[0].person  # its name is asked for by the trail
    current = [t for t in tenures if t.covers(day)]
    roles = {t.role for t in current} | ({user.role} if user.role else set())
    branches = {branch_of(t) for t in current} | {t.seat.path for t in tenures}
    if roles & WHOLE_COMPANY or (user.role and user.role in OWN_BRANCH):
        branches = {""}
    return Viewer(
        name=tenures[0].person.name if tenures else str(user),
        roles=frozenset(roles),
        branches=tuple(outermost(branches)),
        person_id=user.person_id,
        user_id=user.pk,
        rights=frozenset(_rights(roles, branches)),
        tenures=tuple(tenures),
    )


def _rights(roles: set[str], branches: set[str]) -> Iterator[str]:
    """What tells of the whole company is for those alone who see the whole company."""
    whole = any(len(branch) <= STEP for branch in branches)
    for right, holders in RIGHTS.items():
        if roles & holders and (whole or right not in OF_THE_WHOLE):
            yield right


def tenures_of(person_id: int):
    return Tenure.objects.filter(person_id=person_id).select_related("seat__parent", "person")


def branch_of(tenure: Tenure) -> str:
    """A leader's branch is the unit the seat belongs to; others see their own seat."""
    parent = tenure.seat.parent
    return parent.path if tenure.role in OWN_BRANCH and parent else tenure.seat.path


def outermost(branches: set[str]) -> list[str]:
    return sorted(b for b in branches if not any(b != other and b.startswith(other) for other in branches))


def today_of(company: Company, now: datetime) -> date:
    """The company's day at a moment; the demo company stands still on its own."""
    if company.is_demo and company.demo_day:
        return company.demo_day
    return now.astimezone(ZoneInfo(company.time_zone)).date()
