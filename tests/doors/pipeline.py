"""Pipeline. See `table.py` for how to add one."""

from quotamesh.base.files.keeping import keep
from quotamesh.do.pipeline.actions import answer_item, move, open_opportunity
from quotamesh.do.pipeline.actions.move import Wish
from quotamesh.do.pipeline.flows import flow_book
from quotamesh.do.pipeline.models import GateItem, LossReason, Opportunity, Stage
from tests.cast import ACTOR, TODAY
from tests.doors.records import ABOVE, ADDERS, CHANGERS, READERS
from tests.doors.table import (
    EAST,
    NO_SUCH_METHOD,
    OFFICE,
    OTHER_LEADER,
    REPRESENTATIVE,
    Door,
    api,
    everyone,
    only,
    page,
    signed_in,
)

ONE = "pipeline/<uuid:uid>/"
API = "api/v1/opportunities"


def deal(things, code: str = "DOOR") -> dict:
    known = Opportunity.objects.filter(code=code).first()
    if known is None:
        owner = things.person(REPRESENTATIVE)
        known = open_opportunity(ACTOR, owner, TODAY, name="Door", product=things.product("PUMPS"), code=code)
    return {"uid": known.uid}


def flow(_things) -> dict:
    book = flow_book()
    return {"uid": book.flows[book.standard].uid}


def closed(things) -> dict:
    found = deal(things)
    row = Opportunity.objects.get(**found)
    if row.is_open:
        book = flow_book()
        move(ACTOR, row, Wish(book.end(book.standard, Stage.Kind.LOST), TODAY, why="price"))
    return found


def item(things) -> dict:
    return deal(things) | {"item": GateItem.objects.get(code="pain-points").uid}


def filed(things) -> dict:
    found, asked = deal(things, "FILED"), GateItem.objects.get(code="return-estimate")
    row = Opportunity.objects.get(**found)
    if not row.answers.exists():
        answer_item(ACTOR, row, asked, file=keep(ACTOR, "roi.txt", [b"16 months"]))
    return found | {"item": asked.uid}


def because(_things) -> dict:
    return {"reason": "entered by mistake"}


def new_deal(things) -> dict:
    return {"name": "Pumps", "product": "PUMPS", "owner": REPRESENTATIVE}


def given(things) -> dict:
    told = {"to": things.person("rep_e1b").uid, "reason": "leaves", "day": TODAY.isoformat()}
    return told | {"deals": str(deal(things)["uid"])}


def handed(things) -> dict:
    return {"deals": [{"uid": str(deal(things)["uid"])}], "to": "rep_e1b", "reason": "leaves"}


def by_code(things) -> dict:
    return deal(things) | {"stage": "discovery", "item": "pain-points"}


DOORS: list[Door] = [
    *page("pipeline/", signed_in(), everyone(405)),
    *page("pipeline/list/", signed_in(), everyone(405)),
    *page("pipeline/insight/", signed_in(), everyone(405)),
    *page("pipeline/add/", only(*ADDERS, no=403), only(*ADDERS, yes=422, no=403)),
    *page("pipeline/flows/", only(*OFFICE, yes=302, no=403), NO_SUCH_METHOD),
    *page(
        "pipeline/flows/new/", NO_SUCH_METHOD, only(*OFFICE, yes=302, no=403),
        form=lambda things: {"product": "SERVICE"},
    ),
    *page(
        "pipeline/flows/<uuid:uid>/", only(*OFFICE, no=403), only(*OFFICE, yes=302, no=403), at=flow,
        form=lambda things: {"do": "add-stage", "name_en": "Trial"},
    ),
    *page(
        "pipeline/hand-over/", only(*ABOVE, OTHER_LEADER, no=403),
        only(*ABOVE, yes=302, no=403, leader_n1=422), form=given,
    ),
    *page(
        "pipeline/losses/", only(*OFFICE, no=403), only(*OFFICE, yes=302, no=403),
        form=lambda things: {"do": "ahead", "reason": "budget"},
    ),
    *page(ONE, only(*EAST), NO_SUCH_METHOD, at=deal),
    *page(f"{ONE}edit/", only(*CHANGERS, **READERS), only(*CHANGERS, yes=422, **READERS), at=deal),
    *page(
        f"{ONE}move/", NO_SUCH_METHOD, only(*CHANGERS, yes=302, **READERS), at=deal,
        form=lambda things: {"stage": "lost", "why": "price"},
    ),
    *page(f"{ONE}reopen/", NO_SUCH_METHOD, only(*CHANGERS, yes=302, **READERS), at=closed, form=because),
    *page(
        f"{ONE}remove/", NO_SUCH_METHOD, only(*ABOVE, yes=302, **READERS, rep_e1a=403), at=deal, form=because
    ),
    *page(
        f"{ONE}gate/<uuid:item>/", NO_SUCH_METHOD, only(*CHANGERS, yes=302, **READERS), at=item,
        form=lambda things: {"text": "scrap"},
    ),
    *page(f"{ONE}gate/<uuid:item>/file/", only(*EAST), NO_SUCH_METHOD, at=filed),
    Door("GET", API, api()),
    Door("GET", f"{API}/report", api()),
    Door("GET", f"{API}/flows", api()),
    Door("POST", f"{API}/hand-over", api(*ABOVE, no=403, leader_n1=422), json=handed),
    Door("GET", f"{API}/loss-reasons", api()),
    Door(
        "POST", f"{API}/loss-reasons", api(*OFFICE, yes=201, no=403),
        json=lambda things: {"name_en": f"Reason {LossReason.objects.count()}"},
    ),
    Door(
        "PATCH", f"{API}/loss-reasons/<code>", api(*OFFICE, no=403), at=lambda things: {"code": "price"},
        json=lambda things: {"retired": True},
    ),
    Door("POST", API, api(*ABOVE, REPRESENTATIVE, yes=201, **READERS), json=new_deal),
    Door("GET", f"{API}/<uid>", api(*EAST), at=deal),
    Door("PATCH", f"{API}/<uid>", api(*CHANGERS, **READERS), at=deal, json=lambda things: {"amount": 5}),
    Door(
        "POST", f"{API}/<uid>/move", api(*CHANGERS, **READERS), at=deal,
        json=lambda things: {"stage": "lost", "why": "price"},
    ),
    Door("POST", f"{API}/<uid>/reopen", api(*CHANGERS, **READERS), at=closed, json=because),
    Door(
        "PUT", f"{API}/<uid>/gate/<stage>/<item>", api(*CHANGERS, **READERS), at=by_code,
        json=lambda things: {"text": "scrap"},
    ),
]  # fmt: skip
