"""Customers through the REST interface: the same queries, actions and sight as the pages."""

from typing import Annotated
from uuid import UUID

from django.http import Http404
from ninja import Query, Router, Status

from quotamesh.base.people.models import Person
from quotamesh.base.shell.api import PROBLEMS
from quotamesh.do.customers import actions, queries
from quotamesh.do.customers.access import may_assign, may_give, may_merge, may_share, may_write
from quotamesh.do.customers.api_forms import (
    Code,
    ContactIn,
    ContactOut,
    CustomerChangeIn,
    CustomerIn,
    CustomerOut,
    CustomersCountedOut,
    FoundOut,
    MergeIn,
    MergeLeftOut,
    MergeOut,
    ReassignIn,
    ShareIn,
    Short,
    StageName,
    SuspectOut,
    TransferIn,
    customer_out,
    told,
)
from quotamesh.do.customers.duplicates import suspects
from quotamesh.do.customers.errors import NobodyToTake, NotAllowed
from quotamesh.do.customers.met import foreseen, left_of
from quotamesh.do.customers.models import Contact, Customer, Merge
from quotamesh.do.customers.own import read_own
from quotamesh.do.customers.owners import assignable, owned_by, person_in_sight, shareable, spread
from quotamesh.do.customers.search import find_customers

router = Router(tags=["customers"])
MOST = 1000
Limit = Annotated[int, Query(ge=1, le=MOST)]
CodeAsked = Annotated[str, Query(min_length=1, max_length=64, pattern=r"^[^\x00]*$")]
Offset = Annotated[int, Query(ge=0, le=2**40)]


@router.get(
    "", response={200: list[CustomerOut], **PROBLEMS}, summary="Customers in sight, narrowed and sorted"
)
def customers(
    request,
    text: Short = "",
    segment: Short = "",
    industry: Short = "",
    region: Short = "",
    tag: Short = "",
    owner: Short = "",
    stage: StageName | None = None,
    sort: Short = "code",
    limit: Limit = 100,
    offset: Offset = 0,
):
    """`sort`: name, code, owner, segment, industry, region, last_order or last_contact, a minus before it for
    descending."""
    asked = queries.Asked(text, segment, industry, region, tag, owner, stage or "", sort)
    rows = queries.customers(request.viewer, asked, request.today).prefetch_related("tags")
    return [customer_out(row, request.today) for row in rows[offset : offset + limit]]


@router.get("/search", response={200: list[FoundOut], **PROBLEMS}, summary="Customers as one types")
def search(request, text: Short = ""):
    return find_customers(request.viewer, text)


@router.get("/duplicates", response={200: list[SuspectOut], **PROBLEMS}, summary="Pairs that may be one")
def duplicates(request, limit: Limit = 100, offset: Offset = 0):
    rows = suspects(request.viewer)[offset : offset + limit]
    return [
        SuspectOut(uid=row.uid, one=row.one.code, other=row.other.code, likeness=row.likeness) for row in rows
    ]


@router.post(
    "/duplicates/{uid}/apart",
    response={200: CustomersCountedOut, **PROBLEMS},
    summary="The two are not the same",
)
@told
def apart(request, uid: UUID):
    _writes(request)
    pair = suspects(request.viewer).filter(uid=uid).first()
    if pair is None:
        raise Http404
    actions.tell_apart(request.actor, pair)
    return {"count": 1}


@router.post("/merge", response={200: MergeOut, **PROBLEMS}, summary="Make the loser part of the winner")
@told
def merge(request, wanted: MergeIn):
    winner, loser = _by_code(request, wanted.winner), _by_code(request, wanted.loser)
    _writes(request)
    if not may_merge(request.viewer, winner, loser):
        raise NotAllowed
    made = actions.merge_customers(request.actor, winner, loser)
    left = [MergeLeftOut(**vars(each)) for each in left_of(made)]
    return MergeOut(uid=made.uid, winner=winner.code, loser=loser.code, left=left)


@router.get(
    "/merge", response={200: list[MergeLeftOut], **PROBLEMS}, summary="What would give way in a merge"
)
@told
def foresee(request, winner: CodeAsked, loser: CodeAsked):
    kept, gone = _by_code(request, winner), _by_code(request, loser)
    _writes(request)
    if not may_merge(request.viewer, kept, gone):
        raise NotAllowed
    return [MergeLeftOut(**vars(each)) for each in foreseen(kept, gone)] if kept.pk != gone.pk else []


@router.post("/merges/{uid}/undo", response={200: CustomerOut, **PROBLEMS}, summary="Take a merge apart")
@told
def undo(request, uid: UUID):
    """Answers with the customer that stands by itself again."""
    found = Merge.objects.filter(uid=uid).select_related("winner").first()
    if found is None or not queries.visible_customers(request.viewer).filter(pk=found.winner_id).exists():
        raise Http404
    _writes(request)
    loser = actions.undo_merge(request.actor, found)
    return customer_out(loser, request.today)


@router.post(
    "/transfer",
    response={200: CustomersCountedOut, **PROBLEMS},
    summary="Hand over a person's customers in one go",
)
@told
def transfer(request, wanted: TransferIn):
    leaver = person_in_sight(request.viewer, wanted.leaver)
    if leaver is None:
        raise Http404
    if not may_assign(request.viewer):
        raise NotAllowed
    people = {person.code: person for person in assignable(request.viewer, request.today)}
    receivers = [people[code] for code in dict.fromkeys(wanted.receivers) if code in people]
    if len(receivers) < len(set(wanted.receivers)):
        raise NobodyToTake
    plan = spread(owned_by(request.viewer, leaver), receivers, wanted.by)
    keys = {person: [row.pk for row in rows] for person, rows in plan.items()}
    return {"count": actions.transfer_customers(request.actor, leaver, keys, wanted.why)}


@router.post("", response={201: CustomerOut, **PROBLEMS}, summary="Make a customer")
@told
def make(request, wanted: CustomerIn):
    """Without an owner it is the key's holder's."""
    _writes(request)
    values = wanted.model_dump(exclude={"owner", "own"})
    if wanted.owner is None:
        owner = Person.objects.filter(pk=request.viewer.person_id).first()
    else:
        owner = person_in_sight(request.viewer, wanted.owner)
        if owner is None:
            raise Http404
    own = read_own(queries.own_fields(), wanted.own)
    return Status(
        201, customer_out(actions.make_customer(request.actor, owner=owner, own=own, **values), request.today)
    )


@router.get(
    "/{uid}", response={200: CustomerOut, **PROBLEMS}, summary="One customer; merged ones as what they became"
)
def customer(request, uid: UUID):
    return customer_out(_one(request, uid), request.today)


@router.patch("/{uid}", response={200: CustomerOut, **PROBLEMS}, summary="Change a customer")
@told
def change(request, uid: UUID, wanted: CustomerChangeIn):
    found = _one(request, uid)
    _writes(request)
    values = wanted.model_dump(include=wanted.model_fields_set - {"seen"})
    if "own" in values:
        named = values["own"]
        rest = {code: text for code, text in found.own.items() if code not in named}
        values["own"] = rest | read_own(queries.own_fields(), named)
    changed = actions.change_customer(request.actor, found, seen=wanted.seen, **values)
    return customer_out(changed, request.today)


@router.get("/{uid}/contacts", response={200: list[ContactOut], **PROBLEMS}, summary="The people there")
def contacts(request, uid: UUID):
    return queries.contacts_of(_one(request, uid))


@router.post("/{uid}/contacts", response={201: ContactOut, **PROBLEMS}, summary="Add somebody there")
@told
def add_contact(request, uid: UUID, wanted: ContactIn):
    found = _one(request, uid)
    _writes(request)
    return Status(201, actions.add_contact(request.actor, found, **wanted.model_dump(exclude={"seen"})))


@router.put(
    "/{uid}/contacts/{contact}", response={200: ContactOut, **PROBLEMS}, summary="Change somebody there"
)
@told
def change_contact(request, uid: UUID, contact: UUID, wanted: ContactIn):
    found = _contact(request, uid, contact)
    values = wanted.model_dump(exclude={"seen", "code"})
    return actions.change_contact(request.actor, found, seen=wanted.seen, **values)


@router.delete(
    "/{uid}/contacts/{contact}", response={200: CustomersCountedOut, **PROBLEMS}, summary="Take somebody off"
)
@told
def remove_contact(request, uid: UUID, contact: UUID):
    actions.remove_contact(request.actor, _contact(request, uid, contact))
    return {"count": 1}


@router.post("/{uid}/reassign", response={200: CustomerOut, **PROBLEMS}, summary="Give it to somebody else")
@told
def reassign(request, uid: UUID, wanted: ReassignIn):
    found = _one(request, uid)
    if not may_give(request.viewer, found):
        raise NotAllowed
    to = _among(assignable(request.viewer, request.today), [wanted.owner])
    return customer_out(actions.reassign(request.actor, found, to[0], wanted.why), request.today)


@router.put(
    "/{uid}/shares",
    response={200: CustomersCountedOut, **PROBLEMS},
    summary="Say who else sees it, all of them",
)
@told
def share(request, uid: UUID, wanted: ShareIn):
    found = _one(request, uid)
    if not may_share(request.viewer, found):
        raise NotAllowed
    people = _among(list(shareable(request.today).values()), wanted.people)
    for row in list(found.shares.select_related("person")):
        if row.person not in people:
            actions.unshare(request.actor, found, row.person)
    actions.share_with(request.actor, found, people)
    return {"count": len(people)}


def _one(request, uid: UUID) -> Customer:
    found = queries.customer_in_sight(request.viewer, uid)
    if found is None:
        raise Http404
    return found


def _by_code(request, code: Code) -> Customer:
    found = Customer.everything.filter(code=code).first()
    if (
        found is None
        or not queries.visible_customers(request.viewer).filter(pk=queries.standing(found).pk).exists()
    ):
        raise Http404
    return found


def _contact(request, uid: UUID, contact: UUID) -> Contact:
    found = (
        Contact.objects.filter(uid=contact, customer=_one(request, uid)).select_related("customer").first()
    )
    if found is None:
        raise Http404
    _writes(request)
    return found


def _writes(request) -> None:
    if not may_write(request.viewer):
        raise NotAllowed


def _among(people: list[Person], codes: list[str]) -> list[Person]:
    found = {person.code: person for person in people if person.code in set(codes)}
    if len(found) < len(set(codes)):
        raise Http404
    return [found[code] for code in dict.fromkeys(codes)]
