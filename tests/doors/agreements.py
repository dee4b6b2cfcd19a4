"""Talks and agreements: the two parties, those who lead the unit, and planners."""

from quotamesh.plan.agreements.models import Agreement, Talk
from quotamesh.plan.agreements.tests import world
from tests.doors.table import (
    ADMINISTRATOR,
    ANALYST,
    DIRECTOR,
    FINANCE,
    LEADER,
    MANAGERS,
    NO_SUCH_METHOD,
    OPERATIONS,
    OTHER_LEADER,
    PLANNERS,
    REGION,
    REPRESENTATIVE,
    Door,
    api,
    everyone,
    only,
    page,
    signed_in,
)

SEERS = (REPRESENTATIVE, LEADER, REGION, DIRECTOR, OPERATIONS, ADMINISTRATOR)
PARTIES = (REPRESENTATIVE, LEADER)
LEADING = (LEADER, OTHER_LEADER, *PLANNERS)
ONE, API = "agreements/<uuid:uid>/", "api/v1/agreements"
TALK = "agreements/talks/<uuid:uid>/"


def made(things) -> Agreement:
    """The agreement of a seat in East 1, to be signed."""
    seat = things.seat(REPRESENTATIVE)
    return Agreement.objects.filter(unit=seat).first() or world.drafted(things)[seat.code]


def agreement(things):
    return {"uid": made(things).uid}


def pdf(things):
    return {"uid": made(things).uid, "language": "en"}


def talk(things):
    seat = things.seat(REPRESENTATIVE)
    found = Talk.objects.filter(unit=seat).first() or world.opened(things)[seat.code]
    return {"uid": found.uid}


def branch(things):
    return {"plan": str(things.plan("FY2025").uid), "unit": "E1"}


def draft_branch(things):
    return {"plan": str(things.plan("Draft").uid), "unit": "E1"}


def seen(things):
    return {"digest": made(things).digest}


def turn(things):
    return {"verb": "say", "text": "What about the new line?"}


FORBIDDEN = dict.fromkeys(set(SEERS) - set(PARTIES), 403)
NOT_PLANNING = dict.fromkeys(set(SEERS) - set(PLANNERS), 403)
# The other region's leader sees the branch no more than its planner does.
PLANNED = api(*PLANNERS, yes=201, no=404, **{LEADER: 403})

DOORS: list[Door] = [
    *page("agreements/", signed_in()),
    *page("agreements/remind/", NO_SUCH_METHOD, only(*LEADING, yes=302, no=403)),
    *page("agreements/draft/", only(*PLANNERS, no=403), only(*PLANNERS, yes=422, no=403)),
    *page("agreements/talks/open/", only(*PLANNERS, no=403), only(*PLANNERS, yes=422, no=403)),
    *page("agreements/check/", everyone(), everyone(422)),
    *page("agreements/terms/", only(*MANAGERS, no=403), only(*MANAGERS, yes=422, no=403)),
    *page("agreements/files.zip", signed_in(404)),
    *page(TALK, only(*SEERS), at=talk),
    *page(f"{TALK}accept/", NO_SUCH_METHOD, only(*SEERS, yes=302), at=talk),
    *page(f"{TALK}offer/", NO_SUCH_METHOD, only(*SEERS, yes=422), at=talk),
    *page(f"{TALK}dispute/", NO_SUCH_METHOD, only(*SEERS, yes=302), at=talk),
    *page(f"{TALK}say/", NO_SUCH_METHOD, only(*SEERS, yes=302), at=talk),
    *page(f"{TALK}apply/", NO_SUCH_METHOD, only(*SEERS, yes=403), at=talk),
    *page(f"{TALK}agreement/", NO_SUCH_METHOD, only(*SEERS, yes=302, **NOT_PLANNING), at=talk),
    *page(ONE, only(*SEERS), at=agreement),
    *page(
        f"{ONE}sign/",
        NO_SUCH_METHOD,
        only(*PARTIES, yes=302, **dict.fromkeys(FORBIDDEN, 422)),
        at=agreement,
        form=seen,
    ),
    *page(f"{ONE}pdf/<str:language>/", only(*SEERS), at=pdf),
    Door("GET", API, api(), query=lambda things: {"year": 2025}),
    Door("POST", f"{API}/talks", PLANNED, json=draft_branch),
    Door("POST", f"{API}/drafts", PLANNED | {ANALYST: 403, FINANCE: 403}, json=branch),
    Door("GET", f"{API}/talks/<uid>", api(*SEERS), at=talk),
    Door("POST", f"{API}/talks/<uid>/turns", api(*SEERS), at=talk, json=turn),
    Door("POST", f"{API}/check", api(no=422, yes=422)),
    Door("GET", f"{API}/<uid>", api(*SEERS), at=agreement),
    Door("POST", f"{API}/<uid>/sign", api(*PARTIES, **FORBIDDEN), at=agreement, json=seen),
    Door("GET", f"{API}/<uid>/pdf", api(*SEERS), at=agreement),
]
