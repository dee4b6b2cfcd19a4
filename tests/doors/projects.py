"""Projects. See `table.py` for how to add one."""

from quotamesh.do.customers.models import Customer
from quotamesh.do.pipeline.actions import open_opportunity
from quotamesh.do.pipeline.models import Opportunity
from quotamesh.plan.projects.actions import add_stakeholder, start_project
from quotamesh.plan.projects.models import Project
from tests.cast import ACTOR, TODAY
from tests.doors.records import CHANGERS, READERS
from tests.doors.table import (
    EAST,
    NO_SUCH_METHOD,
    REPRESENTATIVE,
    SIGNED_IN,
    Door,
    api,
    everyone,
    only,
    page,
    signed_in,
)

STARTERS = tuple(who for who in SIGNED_IN if who not in READERS)
ONE, STEP = "projects/<uuid:uid>/", "projects/<uuid:uid>/steps/<uuid:step>/"
API, API_STEP = "api/v1/projects", "api/v1/projects/<uid>/steps/<step>"


def opportunity(things) -> Opportunity:
    return open_opportunity(
        ACTOR, things.person(REPRESENTATIVE), TODAY, name="Plant", product=things.product("SERVICE"),
        customer=Customer.objects.get(code="C1"), amount=1_000_000, own_chance=30,
    )  # fmt: skip


def _project(things) -> Project:
    return Project.objects.first() or start_project(ACTOR, opportunity(things), TODAY)


def project(things) -> dict:
    return {"uid": _project(things).uid}


def step(things) -> dict:
    made = _project(things)
    return {"uid": made.uid, "step": made.steps.first().uid}


def criterion(things) -> dict:
    return step(things) | {"at": 0}


def somebody(things) -> dict:
    made = _project(things)
    known = made.stakeholders.first() or add_stakeholder(ACTOR, made, name="Wang")
    return {"uid": made.uid, "person": known.uid}


def start_with(things) -> dict:
    return {"opportunity": str(opportunity(things).uid)}


def act(route: str, at, form) -> list[Door]:
    return page(route, NO_SUCH_METHOD, only(*CHANGERS, yes=302, **READERS), at=at, form=form)


def call(route: str, at, json, yes: int = 200, method: str = "POST") -> Door:
    return Door(method, route, api(*CHANGERS, yes=yes, **READERS), at=at, json=json)


WANG = {"who-name": "Wang", "who-influence": 3, "who-attitude": 0, "who-relation": 0}
DOORS: list[Door] = [
    *page("projects/", signed_in(), everyone(405)),
    *page(
        "projects/start/",
        only(*STARTERS, no=403),
        only(*CHANGERS, yes=302, **READERS),
        form=start_with,
    ),
    *page(ONE, only(*EAST), NO_SUCH_METHOD, at=project),
    *act(f"{ONE}roles/", project, lambda things: {"roles-pmo": "leader_e1"}),
    *act(f"{ONE}stakeholders/", project, lambda things: WANG),
    *page(
        f"{ONE}stakeholders/<uuid:person>/", only(*CHANGERS, **READERS),
        only(*CHANGERS, yes=302, **READERS), at=somebody, form=lambda things: WANG,
    ),
    *act(f"{ONE}stakeholders/<uuid:person>/remove/", somebody, lambda things: {}),
    *act(f"{ONE}reviews/", project, lambda things: {"review-held_on": "2025-09-15", "review-decision": "go"}),
    *act(f"{STEP}reach/", step, lambda things: {"day": "2025-09-15"}),
    *act(f"{STEP}move/", step, lambda things: {"due": "2025-12-01", "why": "budget"}),
    *act(f"{STEP}criteria/<int:at>/", criterion, lambda things: {"met": "1"}),
    Door("GET", API, api()),
    Door("GET", f"{API}/<uid>", api(*EAST), at=project),
    call(API, lambda things: {}, start_with, yes=201),
    Door("GET", f"{API}/<uid>/stakeholders", api(*EAST), at=project),
    call(f"{API}/<uid>/stakeholders", project, lambda things: {"name": "Zhao"}, yes=201),
    call(f"{API}/<uid>/stakeholders/<person>", somebody, lambda things: {"attitude": 2}, method="PATCH"),
    call(f"{API}/<uid>/stakeholders/<person>", somebody, None, yes=204, method="DELETE"),
    Door("GET", f"{API}/<uid>/reviews", api(*EAST), at=project),
    call(f"{API}/<uid>/reviews", project, lambda things: {"held_on": "2025-09-15", "decision": "go"}, yes=201),
    call(f"{API}/<uid>/roles", project, lambda things: {"pmo": "leader_e1"}, method="PUT"),
    call(f"{API_STEP}/move", step, lambda things: {"due": "2025-12-01", "why": "budget"}),
    call(f"{API_STEP}/criteria/<at>", criterion, lambda things: {"met": True}),
    Door(
        "POST", f"{API_STEP}/reach", api(*CHANGERS, yes=422, **READERS), at=step,
        json=lambda things: {"day": "2025-09-15"},
    ),
]  # fmt: skip
