"""Named accounts. See `table.py` for how to add one."""

from quotamesh.do.customers.models import Customer
from quotamesh.plan.namedaccounts.actions import add_accounts, each_month, end_account, take_up
from quotamesh.plan.namedaccounts.handing import hand_over
from quotamesh.plan.namedaccounts.models import HandOver, NamedAccount
from tests.cast import ACTOR, TODAY
from tests.doors.records import ADDERS, CHANGERS, READERS
from tests.doors.table import (
    ADMINISTRATOR,
    DIRECTOR,
    EAST,
    LEADER,
    NO_SUCH_METHOD,
    OPERATIONS,
    REGION,
    REPRESENTATIVE,
    Door,
    api,
    everyone,
    only,
    page,
    signed_in,
)

ONE = "named-accounts/<uuid:uid>/"
API = "api/v1/named-accounts"


def account(things) -> dict:
    seat = things.seat(REPRESENTATIVE)
    known = NamedAccount.objects.filter(seat=seat).first()
    customers = [Customer.objects.get(code="C1")]
    made = known or add_accounts(ACTOR, seat, customers, 2025, **each_month(2))[0]
    if made.ended_on:  # by a door that was knocked at before
        take_up(ACTOR, made)
    return {"uid": made.uid}


def ended(things) -> dict:
    found = account(things)
    end_account(ACTOR, NamedAccount.objects.get(**found), TODAY, "bankrupt")
    return found


def one_more(things) -> dict:
    seat = things.seat(REPRESENTATIVE).code
    return {"seat": seat, "customers": ["C1"], "fiscal_year": 2026}


def offered(things) -> dict:
    uid = account(things)
    known = HandOver.objects.filter(account__uid=uid["uid"]).first()
    made = known or hand_over(
        ACTOR, NamedAccount.objects.get(**uid), things.seat(LEADER), "bd", note="", items=TOLD
    )
    return {"uid": made.uid}


def to_the_leader(things) -> dict:
    return {"seat": things.seat(LEADER).code, "team": "bd", "items": TOLD}


TOLD = {"need": "cooling", "decider": "the plant manager", "next": "a visit"}
RECEIVERS = (LEADER, REGION, DIRECTOR, OPERATIONS, ADMINISTRATOR)
YEAR = {"fiscal_year": 2025}
DOORS: list[Door] = [
    *page("named-accounts/", signed_in(), everyone(405)),
    *page("named-accounts/add/", only(*ADDERS, no=403), only(*ADDERS, yes=422, no=403)),
    *page("named-accounts/plan/", signed_in(), signed_in(302)),
    *page(ONE, only(*EAST), only(*CHANGERS, yes=422, **READERS), at=account),
    *page(
        f"{ONE}end/",
        NO_SUCH_METHOD,
        only(*CHANGERS, yes=302, **READERS),
        at=account,
        form=lambda things: {"why": "bankrupt"},
    ),
    *page(f"{ONE}take-up/", NO_SUCH_METHOD, only(*CHANGERS, yes=302, **READERS), at=ended),
    *page("named-accounts/hand-overs/", signed_in()),
    *page(
        "named-accounts/hand-overs/<uuid:uid>/",
        only(*EAST),
        only(*RECEIVERS, yes=302, **{REPRESENTATIVE: 403}, **READERS),
        at=offered,
        form=lambda things: {"accept": "1"},
    ),
    *page(f"{ONE}hand-over/", only(*CHANGERS, **READERS), only(*CHANGERS, yes=422, **READERS), at=account),
    Door("GET", f"{API}/hand-overs", api(), query=lambda things: YEAR),
    Door(
        "POST", f"{API}/<uid>/hand-over", api(*CHANGERS, yes=201, **READERS), at=account, json=to_the_leader
    ),
    Door(
        "POST",
        f"{API}/hand-overs/<uid>/answer",
        api(*RECEIVERS, **{REPRESENTATIVE: 403}, **READERS),
        at=offered,
        json=lambda things: {"accept": True},
    ),
    Door("GET", API, api(), query=lambda things: YEAR),
    Door("GET", f"{API}/counts", api(), query=lambda things: YEAR),
    Door("POST", API, api(*CHANGERS, yes=201, **READERS), json=one_more),
    Door(
        "PATCH", f"{API}/<uid>", api(*CHANGERS, **READERS), at=account, json=lambda things: {"priority": "A"}
    ),
]
