"""Tiers of customers. See `table.py` for how to add one."""

from quotamesh.do.tiers.actions import run_tiers
from tests.cast import ACTOR, TODAY
from tests.doors.table import OFFICE, Door, api, everyone, only, page, signed_in

API = "api/v1/tiers"


def sorted_(things) -> dict:
    run_tiers(ACTOR, TODAY)
    return {}


DOORS: list[Door] = [
    *page("tiers/", signed_in(), at=sorted_),
    *page("tiers/moves/", signed_in()),
    *page("tiers/run/", everyone(405), only(*OFFICE, yes=302, no=403)),
    Door("GET", API, api(), at=sorted_),
    Door("GET", f"{API}/moves", api()),
    Door("POST", f"{API}/runs", api(*OFFICE, no=403)),
]
