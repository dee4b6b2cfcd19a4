"""The pages. See `table.py` for how to add one."""

from tests.doors.table import (
    ADMINISTRATOR,
    DIRECTOR,
    DRAFT_READERS,
    EAST,
    MANAGERS,
    NO_SUCH_METHOD,
    OFFICE,
    OPERATIONS,
    REPRESENTATIVE,
    Door,
    everyone,
    only,
    page,
    signed_in,
)


def job(things):
    return {"uid": things.job(OPERATIONS).uid}


def draft(things):
    return {"uid": things.plan("Draft").uid}


# What only readers of a draft find, and only its managers may do; the other readers are told so.
READ_DRAFT = only(*DRAFT_READERS)
READERS = {who: 403 for who in DRAFT_READERS if who not in MANAGERS}
MANAGE_DRAFT = only(*MANAGERS, **READERS)
MANAGED = only(*MANAGERS, yes=302, **READERS)

DOORS: list[Door] = [
    *page("", signed_in(302), signed_in(302)),
    *page("health/", everyone()),
    *page("i18n/language/", everyone(302), everyone(302)),
    *page("styleguide", everyone()),
    # The demo company makes room for one's own; an own company sends everybody home (see test_access_own).
    *page("welcome/", everyone(), everyone(422), form=lambda things: {"name": ""}),
    *page("welcome/demo/", NO_SUCH_METHOD, everyone(404)),
    *page("setup/", only(ADMINISTRATOR), only(ADMINISTRATOR, yes=302)),
    *page("api/v1/docs", signed_in()),
    *page("sign-in/", signed_in(302, anonymous=200), signed_in(302, anonymous=200)),
    *page("sign-out/", NO_SUCH_METHOD, everyone(302)),
    *page(
        "demo/as/<str:username>/", NO_SUCH_METHOD, everyone(302), at=lambda things: {"username": "leader_n1"}
    ),
    *page("organisation/", signed_in()),
    Door(
        "GET",
        "organisation/<uuid:uid>/",
        only(*EAST),
        at=lambda things: {"uid": things.seat(REPRESENTATIVE).uid},
    ),
    Door(
        "POST",
        "organisation/<uuid:uid>/",
        only(*OFFICE, yes=422),
        at=lambda things: {"uid": things.seat(REPRESENTATIVE).uid},
        form=lambda things: {"day": "some day"},
    ),
    *page("accounts/", only(ADMINISTRATOR), only(ADMINISTRATOR, yes=422), form=lambda t: {"username": "x"}),
    *page(
        "accounts/<uuid:uid>/close/",
        NO_SUCH_METHOD,
        only(ADMINISTRATOR, yes=302),
        at=lambda things: {"uid": things.user("leader_n1").uid},
    ),
    *page("keys/", signed_in(), signed_in()),
    *page(
        "keys/<uuid:uid>/revoke/",
        NO_SUCH_METHOD,
        only(REPRESENTATIVE, yes=302),
        at=lambda things: {"uid": things.token(REPRESENTATIVE).uid},
    ),
    *page("trail/", only(DIRECTOR, OPERATIONS, ADMINISTRATOR)),
    *page("jobs/", signed_in(), signed_in(405)),
    *page(
        "jobs/<uuid:uid>/",
        only(*OFFICE),
        signed_in(405),
        at=job,
    ),
    *page(
        "jobs/<uuid:uid>/progress/",
        only(*OFFICE),
        signed_in(405),
        at=job,
    ),
    *page(
        "jobs/<uuid:uid>/cancel/",
        signed_in(405),
        only(*OFFICE, yes=302),
        at=job,
    ),
    *page("imports/", only(*OFFICE), only(*OFFICE, yes=405)),
    *page("imports/<slug:kind>/", only(*OFFICE), only(*OFFICE), at=lambda things: {"kind": "orders"}),
    *page(
        "imports/<slug:kind>/example.csv",
        only(*OFFICE),
        only(*OFFICE, yes=405),
        at=lambda things: {"kind": "orders"},
    ),
    *page(
        "imports/runs/<uuid:uid>/",
        only(*OFFICE),
        only(*OFFICE, yes=405),
        at=lambda things: {"uid": things.run(OPERATIONS).uid},
    ),
    *page(
        "imports/runs/<uuid:uid>/start/",
        only(*OFFICE, yes=405),
        only(*OFFICE, yes=404),
        at=lambda things: {"uid": things.run(OPERATIONS).uid},
    ),
    *page(
        "imports/runs/<uuid:uid>/errors.<slug:ending>",
        only(*OFFICE),
        only(*OFFICE, yes=405),
        at=lambda things: {"uid": things.run(OPERATIONS).uid, "ending": "csv"},
    ),
    *page("products/", signed_in()),
    *page("calendar/", signed_in(), only(*OFFICE)),
    *page("customers/", signed_in()),
    *page("orders/", signed_in()),
    *page("orders/<path:number>/", only(*EAST), at=lambda things: {"number": "SO-001"}),
    *page("cockpit/", signed_in()),
    *page("attainment/", signed_in()),
    *page("targets/", signed_in()),
    *page("targets/new/", NO_SUCH_METHOD, only(*MANAGERS, yes=422, no=403)),
    *page(
        "targets/compare/",
        only(*DRAFT_READERS),
        query=lambda things: {"a": things.plan("FY2025").uid, "b": things.plan("Draft").uid},
    ),
    *page("targets/<uuid:uid>/", READ_DRAFT, at=draft),
    *page(
        "targets/<uuid:uid>/split/",
        MANAGE_DRAFT,
        only(*MANAGERS, yes=422, **READERS),
        at=draft,
        form=lambda things: {"total": "many"},
    ),
    *page(
        "targets/<uuid:uid>/split/<uuid:job>/",
        only(**READERS),
        at=lambda things: draft(things) | {"job": things.job(OPERATIONS).uid},
    ),
    *page("targets/<uuid:uid>/book.xlsx", READ_DRAFT, at=draft),
    *page("targets/<uuid:uid>/book/", READ_DRAFT, READ_DRAFT, at=draft),
    *page("targets/<uuid:uid>/propose/", NO_SUCH_METHOD, MANAGED, at=draft),
    *page("targets/<uuid:uid>/discard/", NO_SUCH_METHOD, MANAGED, at=draft),
]
