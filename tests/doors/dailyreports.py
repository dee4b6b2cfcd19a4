"""Daily reports: one's own day, the team's day, one report with what is said about it."""

from quotamesh.base.people.queries import company
from quotamesh.check.dailyreports.access import reporter
from quotamesh.check.dailyreports.actions import Told, send_report
from quotamesh.check.dailyreports.models import DailyReport
from tests.cast import ACTOR, TODAY
from tests.doors.table import (
    ADMINISTRATOR,
    DIRECTOR,
    LEADER,
    NO_SUCH_METHOD,
    OPERATIONS,
    REGION,
    REPRESENTATIVE,
    SIGNED_IN,
    Door,
    api,
    only,
    page,
    signed_in,
)

READERS = (REPRESENTATIVE, LEADER, REGION, DIRECTOR, OPERATIONS, ADMINISTRATOR)
SEATED = tuple(who for who in SIGNED_IN if who != ADMINISTRATOR)
ONE, API = "daily-reports/<uuid:uid>/", "api/v1/daily-reports"
DAYS = {"start": TODAY.isoformat(), "end": TODAY.isoformat()}


def report(things) -> dict:
    found = DailyReport.objects.first()
    if found is None:
        tenure = reporter(things.viewer(REPRESENTATIVE), TODAY)
        found = send_report(ACTOR, company(), tenure, TODAY, Told("fine"), today=TODAY)
    return {"uid": found.uid}


def text(things) -> dict:
    return {"text": "well done"}


def day(things) -> dict:
    return {"day": TODAY.isoformat()}


DOORS: list[Door] = [
    *page("daily-reports/", signed_in(302)),
    *page("daily-reports/mine/", signed_in(), only(*SEATED, yes=302), form=lambda things: {"seen": "0"}),
    *page("daily-reports/team/", signed_in()),
    *page(ONE, only(*READERS), at=report),
    *page(f"{ONE}comment/", NO_SUCH_METHOD, only(*READERS, yes=302), at=report, form=text),
    *page(
        f"{ONE}add/",
        NO_SUCH_METHOD,
        only(REPRESENTATIVE, yes=302, **{who: 403 for who in READERS if who != REPRESENTATIVE}),
        at=report,
        form=text,
    ),
    Door("GET", API, api(), query=lambda things: DAYS),
    Door("POST", API, api(*SEATED), json=day),
    Door("GET", f"{API}/draft", api(*SEATED), query=day),
    Door("GET", f"{API}/missing", api(), query=day),
    Door("GET", f"{API}/<uid>", api(*READERS), at=report),
    Door("POST", f"{API}/<uid>/remarks", api(*READERS), at=report, json=text),
]
