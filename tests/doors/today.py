"""Today: the list, the answers to it, the company's rules, the calendar feed."""

from quotamesh.check.today.actions import renew_feed
from quotamesh.check.today.tests.things import step
from quotamesh.do.followups.models import FollowUp
from tests.cast import ACTOR, TODAY
from tests.doors.table import (
    ADMINISTRATOR,
    NO_SUCH_METHOD,
    OFFICE,
    REPRESENTATIVE,
    SIGNED_IN,
    Door,
    api,
    everyone,
    only,
    page,
    signed_in,
)

SEATED = tuple(who for who in SIGNED_IN if who != ADMINISTRATOR)
API = "api/v1/today"


def action(things) -> dict:
    """A key that could be anybody's: what one says is about one's own list alone."""
    row = FollowUp.objects.first() or step(things, TODAY)
    return {"kind": "steps", "key": str(row.uid)}


def done(things) -> dict:
    return action(things) | {"state": "done"}


def link(things) -> dict:
    return {"token": renew_feed(ACTOR, things.user(REPRESENTATIVE))}


DOORS: list[Door] = [
    *page("today/", signed_in()),
    *page("today/answer/", NO_SUCH_METHOD, only(*SEATED, yes=302), form=done),
    *page("today/take-back/", NO_SUCH_METHOD, only(*SEATED, yes=302), query=action),
    *page("today/rules/", only(*OFFICE, no=403), only(*OFFICE, yes=422, no=403)),
    *page("today/calendar/", signed_in(), signed_in()),
    *page("today/calendar/<str:token>/quotamesh.ics", everyone(), at=link),
    *page("manifest.webmanifest", everyone()),
    Door("GET", API, api(*SEATED)),
    Door("POST", f"{API}/answers", api(*SEATED), json=done),
    Door("POST", f"{API}/answers/undo", api(*SEATED), json=action),
]
