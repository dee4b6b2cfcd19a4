"""The SMART check, and the checked way into force."""

from tests.doors.pages import READ_DRAFT, READERS, draft
from tests.doors.table import MANAGERS, NO_SUCH_METHOD, Answers, Door, api, only, page

MANAGED = only(*MANAGERS, yes=302, **READERS)
REFUSED = only(*MANAGERS, yes=422, **READERS)
LIMITS = only(*MANAGERS, no=403)
GIVEN = {"out_of_reach": 10, "hard": 30, "easy": 80, "no_challenge": 90, "seen": 0}
PLAN = "api/v1/targets/plans/<uid>"


def manage(yes: int) -> Answers:
    return api(*MANAGERS, yes=yes, **READERS)


DOORS: list[Door] = [
    Door("GET", "targets/<uuid:uid>/smart/", READ_DRAFT, at=draft),
    Door("POST", "targets/<uuid:uid>/smart/", READ_DRAFT, at=draft),
    *page("targets/<uuid:uid>/smart/objective/", NO_SUCH_METHOD, REFUSED, at=draft),
    *page("targets/<uuid:uid>/smart/rhythm/", NO_SUCH_METHOD, MANAGED, at=draft),
    *page(
        "targets/<uuid:uid>/put-in-force/", NO_SUCH_METHOD, MANAGED, at=draft, form=lambda t: {"why": "known"}
    ),
    Door("GET", f"{PLAN}/smart", api(*MANAGERS, *READERS), at=draft),
    Door("POST", f"{PLAN}/put-in-force", manage(200), at=draft, json=lambda t: {"accept": "known"}),
    Door("POST", f"{PLAN}/rhythm", manage(200), at=draft, json=lambda t: {"every": "week"}),
    Door(
        "POST", f"{PLAN}/serve", manage(404), at=draft, json=lambda t: {"objective": str(t.plan("Draft").uid)}
    ),
    *page("targets/smart-limits/", LIMITS, only(*MANAGERS, yes=302, no=403), form=lambda t: GIVEN),
    Door("GET", "api/v1/targets/smart-limits", api(*MANAGERS, no=403)),
    Door("PUT", "api/v1/targets/smart-limits", api(*MANAGERS, no=403), json=lambda t: GIVEN),
    Door("GET", "api/v1/targets/objectives", api()),
    Door(
        "POST",
        "api/v1/targets/objectives",
        api(*MANAGERS, yes=201, no=403),
        json=lambda t: {"name": "Grow", "fiscal_year": 2025},
    ),
]
