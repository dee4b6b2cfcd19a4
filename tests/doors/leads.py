"""Leads. See `table.py` for how to add one."""

from quotamesh.do.leads import actions
from quotamesh.do.leads.actions import rebates, rules, sources
from quotamesh.do.leads.models import Absence, Lead, Referral, Rule, Source
from tests.cast import ACTOR, TODAY
from tests.doors.records import ABOVE, ADDERS, CHANGERS, READERS
from tests.doors.table import (
    ADMINISTRATOR,
    ANALYST,
    DIRECTOR,
    EAST,
    FINANCE,
    NO_SUCH_METHOD,
    OPERATIONS,
    REPRESENTATIVE,
    Door,
    api,
    everyone,
    only,
    page,
    signed_in,
)

ONE = "leads/<uuid:uid>/"
CHANGED, REFUSED = (only(*CHANGERS, yes=yes, **READERS) for yes in (302, 422))


def source() -> Source:
    return Source.objects.get_or_create(code="fair", defaults={"name": "Fair", "kind": "event"})[0]


def taken(things, phone: str = "13800000001") -> Lead:
    """A lead of the east's representative."""
    known = Lead.objects.filter(phone=phone).order_by("pk").first()
    values = {"contact": "Ann Reed", "phone": phone}
    return known or actions.take_in(ACTOR, source(), values, owner=things.person(REPRESENTATIVE))


def lead(things) -> dict:
    return {"uid": taken(things).uid}


def dropped(things) -> dict:
    found = taken(things)
    if found.state == Lead.State.NEW:
        actions.drop(ACTOR, found, "no_need")
    return {"uid": found.uid}


def merged(things) -> dict:
    found = taken(things, "13900000002")
    if found.state == Lead.State.NEW:
        actions.merge(ACTOR, found, taken(things))
    return {"uid": found.uid}


def double(things) -> dict:
    """A second lead of the same person."""
    person = things.person(REPRESENTATIVE)
    first = taken(things)
    other = Lead.objects.exclude(pk=first.pk).filter(phone=first.phone).first()
    if other is None:
        values = {"contact": "Ann", "phone": first.phone}
        other = actions.take_in(ACTOR, source(), values, owner=person)
    return {"into": str(other.uid)}


def open_form(things) -> dict:
    return {"token": sources.open_form(ACTOR, source(), is_open=True).token}


def of_source(things) -> dict:
    return {"uid": source().uid}


def cost(things) -> dict:
    made = source().costs.first() or sources.add_cost(ACTOR, source(), start=TODAY, end=TODAY, amount=5)
    return {"uid": made.uid}


def rule(things) -> dict:
    made = Rule.objects.first() or rules.make_rule(ACTOR, name="East", unit=things.unit("EAST"))
    return {"uid": made.uid}


def rebate(things) -> dict:
    """Of the east's representative; the deal is not won."""
    found = taken(things)
    made = Referral.objects.filter(lead=found).first()
    return {"uid": (made or rebates.set_referral(ACTOR, found, name="Mr Wang", fixed=5)).uid}


WHOLE = (DIRECTOR, ANALYST, OPERATIONS, FINANCE, ADMINISTRATOR)
SETTLERS = (OPERATIONS, ADMINISTRATOR)
NOT_SETTLING = {DIRECTOR: 403, ANALYST: 403, FINANCE: 403}


def settling(yes: int, no: int = 404) -> dict:
    return only(*SETTLERS, yes=yes, no=no, **NOT_SETTLING)


def of_rebates(*who: str) -> dict:
    return only(*who, yes=302, **{each: 403 for each in EAST if each not in who})


def rebated(*who: str) -> dict:
    return api(*who, yes=422, **{each: 403 for each in EAST if each not in who})


def one_more(things) -> dict:
    return {"source": source().code, "phone": "13700000003"}


def cost_told(things) -> dict:
    return {"source": source().code, "start": TODAY.isoformat(), "end": TODAY.isoformat(), "amount": 5}


def becoming(things) -> dict:
    return {"owner": REPRESENTATIVE, "name": "Contoso", "product": "PUMPS"}


def away(things) -> dict:
    made = Absence.objects.first() or rules.add_absence(ACTOR, things.person(REPRESENTATIVE), TODAY, TODAY)
    return {"uid": made.uid}


def settled(yes: int = 200) -> dict:
    """Programs of who settles; who reads the whole company may not, to others there is nothing."""
    return api(*SETTLERS, yes=yes, **NOT_SETTLING)


API = "api/v1/leads"
API_RULE = f"{API}/rules/<uid>"
A_LEAD = f"{API}/<uid>"
WORKED = api(*CHANGERS, **READERS)
GIVEN = api(*ABOVE, **{REPRESENTATIVE: 403}, **READERS)
RULE = "leads/rules/<uuid:uid>/"
SOURCE = "leads/sources/<uuid:uid>/"
DOORS: list[Door] = [
    *page("leads/form/<str:token>/", everyone(), everyone(422), at=open_form),
    *page("leads/form/<str:token>/thanks/", everyone(), everyone(405), at=open_form),
    *page("leads/sources/", signed_in(), everyone(405)),
    *page("leads/sources/new/", settling(200, 403), settling(422, 403)),
    *page(SOURCE, only(*WHOLE), settling(422), at=of_source),
    *page(f"{SOURCE}costs/", NO_SUCH_METHOD, settling(422), at=of_source),
    *page(
        f"{SOURCE}form/", NO_SUCH_METHOD, settling(302), at=of_source, form=lambda things: {"what": "open"}
    ),
    *page("leads/costs/<uuid:uid>/remove/", NO_SUCH_METHOD, only(*SETTLERS, yes=302), at=cost),
    *page("leads/rules/", only(*WHOLE), everyone(405)),
    *page("leads/rules/new/", settling(200), settling(422)),
    *page("leads/rules/people/", settling(200), settling(302)),
    *page("leads/rules/office/", settling(200), settling(422)),
    *page(RULE, settling(200), settling(422), at=rule),
    *page(f"{RULE}move/", NO_SUCH_METHOD, settling(302), at=rule),
    *page(f"{RULE}remove/", NO_SUCH_METHOD, settling(302), at=rule),
    *page("leads/rebates/", signed_in(), everyone(405)),
    *page(
        "leads/rebates/<uuid:uid>/decide/",
        NO_SUCH_METHOD,
        of_rebates(DIRECTOR, OPERATIONS, ADMINISTRATOR),
        at=rebate,
    ),
    *page(
        "leads/rebates/<uuid:uid>/pay/",
        NO_SUCH_METHOD,
        of_rebates(OPERATIONS, FINANCE, ADMINISTRATOR),
        at=rebate,
    ),
    *page(f"{ONE}convert/", only(*CHANGERS, **READERS), REFUSED, at=lead),
    *page(f"{ONE}referral/", only(*CHANGERS, **READERS), REFUSED, at=lead),
    *page("leads/", signed_in(), everyone(405)),
    *page("leads/new/", only(*ADDERS, no=403), only(*ADDERS, yes=422, no=403)),
    *page(ONE, only(*EAST), REFUSED, at=lead),
    *page(f"{ONE}edit/", only(*CHANGERS, **READERS), REFUSED, at=lead),
    *page(
        f"{ONE}give/",
        only(*ABOVE, **{REPRESENTATIVE: 403}, **READERS),
        only(*ABOVE, yes=302, **{REPRESENTATIVE: 403}, **READERS),
        at=lead,
        form=lambda things: {"to": "rules"},
    ),
    *page(f"{ONE}close/", only(*CHANGERS, **READERS), REFUSED, at=lead),
    *page(f"{ONE}take-up/", NO_SUCH_METHOD, CHANGED, at=dropped),
    *page(f"{ONE}merge/", NO_SUCH_METHOD, CHANGED, at=lead, form=double),
    *page(f"{ONE}unmerge/", NO_SUCH_METHOD, CHANGED, at=merged),
    Door("GET", API, api()),
    Door("POST", API, api(*ADDERS, yes=201, no=403), json=one_more),
    Door("GET", f"{API}/sources", api()),
    Door(
        "POST",
        f"{API}/sources",
        api(*SETTLERS, yes=201, no=403),
        json=lambda things: {"code": "x", "name": "X"},
    ),
    Door("POST", f"{API}/costs", api(*SETTLERS, yes=201, no=403), json=cost_told),
    Door("PATCH", f"{API}/sources/<uid>", settled(), at=of_source, json=lambda things: {"name": "Fair"}),
    Door("GET", f"{API}/forms", api(*WHOLE)),
    Door("POST", f"{API}/sources/<uid>/form", settled(), at=of_source, json=lambda things: {"what": "open"}),
    Door("GET", f"{API}/rules", api(*WHOLE)),
    Door("POST", f"{API}/rules", settled(201), json=lambda things: {"name": "All", "unit": "EAST"}),
    Door("GET", API_RULE, api(*WHOLE), at=rule),
    Door("PATCH", API_RULE, settled(), at=rule, json=lambda things: {"active": False}),
    Door("POST", f"{API_RULE}/move", settled(), at=rule, json=lambda things: {"way": "up"}),
    Door("DELETE", API_RULE, settled(), at=rule),
    Door("GET", f"{API}/absences", settled()),
    Door(
        "POST",
        f"{API}/absences",
        settled(201),
        json=lambda things: {"person": REPRESENTATIVE, "start": TODAY.isoformat(), "end": TODAY.isoformat()},
    ),
    Door("DELETE", f"{API}/absences/<uid>", settled(), at=away),
    Door("GET", f"{API}/office", settled()),
    Door("PUT", f"{API}/office", settled(), json=lambda things: {"opens": "08:30", "closes": "17:30"}),
    Door("GET", f"{API}/skills", settled()),
    Door(
        "PUT",
        f"{API}/skills/<person>",
        settled(),
        at=lambda things: {"person": REPRESENTATIVE},
        json=lambda things: {"products": ["PUMPS"]},
    ),
    Door("GET", f"{API}/territories", settled()),
    Door(
        "PUT",
        f"{API}/territories/<unit>",
        settled(),
        at=lambda things: {"unit": "EAST"},
        json=lambda things: {"words": "Shanghai"},
    ),
    Door("GET", f"{API}/yield", api(), query=lambda things: {"start": TODAY, "end": TODAY}),
    Door("GET", f"{API}/rebates", api()),
    Door(
        "POST",
        f"{API}/rebates/<uid>/decide",
        rebated(DIRECTOR, OPERATIONS, ADMINISTRATOR),
        at=rebate,
        json=lambda things: {"decision": "approve"},
    ),
    Door(
        "POST",
        f"{API}/rebates/<uid>/pay",
        rebated(OPERATIONS, FINANCE, ADMINISTRATOR),
        at=rebate,
        json=lambda things: {"day": TODAY.isoformat()},
    ),
    Door("GET", A_LEAD, api(*EAST), at=lead),
    Door("PATCH", A_LEAD, WORKED, at=lead, json=lambda things: {"company": "Contoso"}),
    Door("POST", f"{A_LEAD}/answer", WORKED, at=lead, json=lambda things: {"way": "call", "text": "called"}),
    Door("GET", f"{A_LEAD}/preview", GIVEN, at=lead),
    Door("POST", f"{A_LEAD}/give", GIVEN, at=lead, json=lambda things: {}),
    Door("POST", f"{A_LEAD}/close", WORKED, at=lead, json=lambda things: {"why": "no_need"}),
    Door("POST", f"{A_LEAD}/merge", WORKED, at=lead, json=double),
    Door("POST", f"{A_LEAD}/convert", WORKED, at=lead, json=becoming),
]
