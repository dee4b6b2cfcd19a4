"""Every address of the product and what it answers to whom. Whoever adds an address enters it here.

A door is a method and a route as the resolver spells it. `answers` gives the status for each of ROLES; `at` fills
the route with things of the cast, `query`, `form` and `json` are sent along.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

REPRESENTATIVE, COLLEAGUE, LEADER, OTHER_LEADER = "rep_e1a", "rep_n1a", "leader_e1", "leader_n1"
REGION, DIRECTOR, OPERATIONS, FINANCE, ADMINISTRATOR = (
    "region_east",
    "director",
    "operations",
    "finance",
    "administrator",
)
ANALYST = "analyst"
SIGNED_IN = (
    REPRESENTATIVE,
    COLLEAGUE,
    LEADER,
    OTHER_LEADER,
    REGION,
    DIRECTOR,
    ANALYST,
    OPERATIONS,
    FINANCE,
    ADMINISTRATOR,
)
ROLES = ("anonymous", *SIGNED_IN)
EAST = (REPRESENTATIVE, LEADER, REGION, DIRECTOR, ANALYST, OPERATIONS, FINANCE, ADMINISTRATOR)
OFFICE = (OPERATIONS, ADMINISTRATOR)
PLANNERS = (REGION, DIRECTOR, OPERATIONS, ADMINISTRATOR)
MANAGERS = (DIRECTOR, OPERATIONS, ADMINISTRATOR)
LEADERS = (LEADER, OTHER_LEADER)
DRAFT_READERS = (*PLANNERS, *LEADERS)
BOOKKEEPERS = (OPERATIONS, FINANCE, ADMINISTRATOR)

Things = Any
Answers = dict[str, int]
SIGN_IN = 302


def everyone(status: int = 200) -> Answers:
    return dict.fromkeys(ROLES, status)


def only(*who: str, yes: int = 200, no: int = 404, anonymous: int = SIGN_IN, **others: int) -> Answers:
    """`yes` for these, `no` for the other signed-in, and what strangers get; `others` names exceptions."""
    found = {role: yes if role in who else no for role in SIGNED_IN}
    return {"anonymous": anonymous} | found | others


def signed_in(status: int = 200, **others: int) -> Answers:
    return only(*SIGNED_IN, yes=status, **others)


def api(*who: str, yes: int = 200, no: int = 404, **others: int) -> Answers:
    return only(*(who or SIGNED_IN), yes=yes, no=no, anonymous=401, **others)


NO_SUCH_METHOD = everyone(405)


@dataclass(frozen=True)
class Door:
    method: str
    route: str
    answers: Answers
    at: Callable[[Things], dict[str, Any]] = field(default=lambda things: {})
    query: Callable[[Things], dict[str, Any]] = field(default=lambda things: {})
    form: Callable[[Things], dict[str, Any]] | None = None
    json: Callable[[Things], Any] | None = None

    def __str__(self) -> str:
        return f"{self.method} {self.route or 'home'}"


def page(route: str, get: Answers, post: Answers = NO_SUCH_METHOD, **more) -> list[Door]:
    """A page answers GET and POST; what is sent along goes with both."""
    return [Door("GET", route, get, **more), Door("POST", route, post, **more)]
