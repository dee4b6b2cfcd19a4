"""Follow-ups. See `table.py` for how to add one."""

from datetime import timedelta

from quotamesh.do.customers.models import Customer
from quotamesh.do.followups.actions import Told, record_follow_up
from quotamesh.do.followups.models import FollowUp, SpotCheck
from tests.cast import ACTOR, TODAY
from tests.doors.records import READERS
from tests.doors.table import (
    ADMINISTRATOR,
    COLLEAGUE,
    DIRECTOR,
    EAST,
    LEADER,
    NO_SUCH_METHOD,
    OPERATIONS,
    OTHER_LEADER,
    REGION,
    REPRESENTATIVE,
    Door,
    api,
    everyone,
    only,
    page,
    signed_in,
)

AUTHORS = (REPRESENTATIVE, OPERATIONS, ADMINISTRATOR)
TICKERS = (*AUTHORS, LEADER, REGION, DIRECTOR)
WRITERS = (REPRESENTATIVE, COLLEAGUE, LEADER, OTHER_LEADER, REGION, DIRECTOR, OPERATIONS)
LEADING = (LEADER, OTHER_LEADER, REGION, DIRECTOR, OPERATIONS, ADMINISTRATOR)
ONE = "follow-ups/<uuid:uid>/"
API = "api/v1/follow-ups"


def follow_up(things) -> dict:
    """One of the representative's with the own customer."""
    person = things.person(REPRESENTATIVE)
    known = FollowUp.objects.filter(person=person, withdrawn_at=None).first()
    if known is None:
        told = Told(
            Customer.objects.get(code="C1"), TODAY, "visit", "Talked about pumps", "More pressure",
            "Send the offer", TODAY + timedelta(3),
        )  # fmt: skip
        known, _new = record_follow_up(ACTOR, person, told)
    return {"uid": known.uid}


def check(things) -> dict:
    """The representative's record, chosen for a look."""
    row = FollowUp.objects.get(**follow_up(things))
    made, _new = SpotCheck.objects.get_or_create(follow_up=row, seat=row.seat, week=TODAY, chosen="random")
    return {"uid": made.uid}


def customer(things) -> dict:
    return {"uid": Customer.objects.get(code="C1").uid}


def sent(things) -> dict:
    return {
        "customer": "C1",
        "person": REPRESENTATIVE,
        "date": TODAY.isoformat(),
        "way": "call",
        "summary": "Called about the offer",
    }


DOORS: list[Door] = [
    *page("sw.js", everyone(), everyone(405)),
    *page("follow-ups/", signed_in(), everyone(405)),
    *page("follow-ups/new/", only(*WRITERS, no=403), only(*WRITERS, yes=422, no=403)),
    *page("follow-ups/steps/", signed_in(), everyone(405)),
    *page("follow-ups/integrity/", signed_in(), only(*LEADING, yes=302, no=403)),
    *page("follow-ups/checks/", signed_in(), everyone(405)),
    *page(
        "follow-ups/checks/<uuid:uid>/",
        NO_SUCH_METHOD,
        only(*EAST, yes=302, **READERS, **{REPRESENTATIVE: 403}),
        at=check,
        form=lambda things: {"verdict": "plausible"},
    ),
    *page("follow-ups/customers/", signed_in(), everyone(405)),
    *page("follow-ups/customers/near/", NO_SUCH_METHOD, signed_in(422)),
    *page("follow-ups/customers/<uuid:uid>/", only(*EAST), everyone(405), at=customer),
    *page(ONE, only(*EAST), everyone(405), at=follow_up),
    *page(
        f"{ONE}change/",
        only(*AUTHORS, **READERS, **{LEADER: 403, REGION: 403, DIRECTOR: 403}),
        only(*AUTHORS, yes=422, **READERS, **{LEADER: 403, REGION: 403, DIRECTOR: 403}),
        at=follow_up,
    ),
    *page(f"{ONE}done/", NO_SUCH_METHOD, only(*TICKERS, yes=302, **READERS), at=follow_up),
    *page(
        f"{ONE}withdraw/",
        NO_SUCH_METHOD,
        only(*AUTHORS, yes=302, **READERS, **{LEADER: 403, REGION: 403, DIRECTOR: 403}),
        at=follow_up,
        form=lambda things: {"why": ""},
    ),
    *page(
        f"{ONE}photos/<uuid:photo>/",
        only(no=404),
        everyone(405),
        at=lambda things: follow_up(things) | {"photo": "01900000-0000-7000-8000-000000000000"},
    ),
    Door("GET", API, api()),
    Door("GET", f"{API}/<uid>", api(*EAST), at=follow_up),
    Door(
        "POST",
        API,
        api(
            *AUTHORS,
            yes=201,
            **READERS,
            **{LEADER: 403, REGION: 403, DIRECTOR: 403, COLLEAGUE: 403, OTHER_LEADER: 403},
        ),
        json=sent,
    ),
    Door(
        "PATCH",
        f"{API}/<uid>",
        api(*AUTHORS, **READERS, **{LEADER: 403, REGION: 403, DIRECTOR: 403}),
        at=follow_up,
        json=lambda things: {"need": "Less noise"},
    ),
    Door(
        "POST",
        f"{API}/<uid>/done",
        api(*TICKERS, **READERS),
        at=follow_up,
        json=lambda things: {"done": True},
    ),
    Door(
        "POST",
        f"{API}/<uid>/withdraw",
        api(*AUTHORS, **READERS, **{LEADER: 403, REGION: 403, DIRECTOR: 403}),
        at=follow_up,
        json=lambda things: {"why": "twice"},
    ),
]
