"""Sales plans: one's own, the team's, the file, and what they need of others."""

from datetime import date

from quotamesh.plan.salesplans.actions import want
from quotamesh.plan.salesplans.models import Resource, SalesPlan
from quotamesh.plan.salesplans.tests.planning import OCTOBER, acting, made
from tests.cast import TODAY
from tests.doors.table import (
    ADMINISTRATOR,
    EAST,
    FINANCE,
    MANAGERS,
    NO_SUCH_METHOD,
    REPRESENTATIVE,
    Door,
    api,
    only,
    page,
    signed_in,
)


def plan(things):
    """The draft of the east's representative for October."""
    return {"uid": (SalesPlan.objects.first() or made(things, REPRESENTATIVE)).uid}


def account(things):
    return plan(things) | {"account": SalesPlan.objects.get(**plan(things)).accounts.get().uid}


def wish(things):
    found = Resource.objects.first() or want(
        acting(things, REPRESENTATIVE),
        SalesPlan.objects.get(**plan(things)),
        day=TODAY,
        function="finance",
        what="a loan",
        measure="money",
        quantity=500,
        by_when=date(2025, 10, 8),
    )
    return {"resource": found.uid}


def wish_of_plan(things):
    return plan(things) | wish(things)


def week(things):
    return plan(things) | {"day": "2025-10-13"}


def asked(things):
    return {"uid": wish(things)["resource"]}


def patch(things):
    return {"revision": 0, "general": {"visits": 4}}


def weeks(things):
    return {"revision": 0, "weeks": [{"start": "2025-10-13", "activity": "visits", "count": 3}]}


READERS = {who: 403 for who in EAST if who != REPRESENTATIVE}
OWN = only(REPRESENTATIVE, yes=302, **READERS)
REFUSED = only(REPRESENTATIVE, yes=422, **READERS)
OTHERS = {who: 403 for who in EAST if who != FINANCE}
ANSWER = {"state": "no", "note": "not now"}
MONTH = {"month": f"{OCTOBER:%Y-%m}"}
ROOT = "sales-plans/<uuid:uid>/"
ONE = "api/v1/sales-plans/<uid>"
ONLY_OWN = api(REPRESENTATIVE, **READERS)


def answer_form(things):
    uid = wish(things)["resource"]
    return {f"answer-{uid}-state": "no", f"answer-{uid}-note": "not now"}


DOORS: list[Door] = [
    *page("sales-plans/", signed_in()),
    *page("sales-plans/new/", NO_SUCH_METHOD, signed_in(302), form=lambda things: MONTH),
    *page("sales-plans/filed/", signed_in()),
    *page("sales-plans/resources/", signed_in()),
    *page("sales-plans/resources/desks/", only(*MANAGERS), only(), form=lambda things: {"function": ""}),
    *page(
        "sales-plans/resources/<uuid:resource>/answer/",
        NO_SUCH_METHOD,
        only(FINANCE, yes=302, **OTHERS),
        at=wish,
        form=answer_form,
    ),
    *page(ROOT, only(*EAST), at=plan),
    *page(f"{ROOT}save/", NO_SUCH_METHOD, REFUSED, at=plan),
    *page(f"{ROOT}fill/", NO_SUCH_METHOD, OWN, at=plan),
    *page(f"{ROOT}weeks/", NO_SUCH_METHOD, OWN, at=plan),
    *page(f"{ROOT}week/<str:day>/", only(*EAST), at=week),
    *page(f"{ROOT}week/<str:day>/copy/", NO_SUCH_METHOD, OWN, at=week),
    *page(f"{ROOT}submit/", NO_SUCH_METHOD, OWN, at=plan),
    *page(f"{ROOT}version/", NO_SUCH_METHOD, OWN, at=plan),
    *page(f"{ROOT}accounts/", NO_SUCH_METHOD, OWN, at=plan, form=lambda things: {"customer": "C1"}),
    *page(f"{ROOT}accounts/<uuid:account>/remove/", NO_SUCH_METHOD, OWN, at=account),
    *page(f"{ROOT}resources/", NO_SUCH_METHOD, REFUSED, at=plan),
    *page(f"{ROOT}resources/<uuid:resource>/withdraw/", NO_SUCH_METHOD, OWN, at=wish_of_plan),
    *page(f"{ROOT}special/", NO_SUCH_METHOD, REFUSED, at=plan),
    Door("GET", "api/v1/sales-plans", api()),
    Door("POST", "api/v1/sales-plans", api(yes=201, **{ADMINISTRATOR: 422}), json=lambda things: MONTH),
    Door("GET", "api/v1/sales-plans/resources", api()),
    Door(
        "POST",
        "api/v1/sales-plans/resources/<uid>/answer",
        api(FINANCE, **OTHERS),
        at=asked,
        json=lambda things: ANSWER,
    ),
    Door("GET", ONE, api(*EAST), at=plan),
    Door("PATCH", ONE, ONLY_OWN, at=plan, json=patch),
    Door("PUT", f"{ONE}/weeks", ONLY_OWN, at=plan, json=weeks),
    Door("POST", f"{ONE}/submit", ONLY_OWN, at=plan),
]
