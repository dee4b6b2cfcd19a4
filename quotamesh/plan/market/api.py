"""The market for programs: the same inputs, checks and figures as the page."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema, Status

from quotamesh.base.people.models import Person
from quotamesh.base.shell.api import PROBLEMS, ProblemRaised
from quotamesh.do.catalog.models import Product
from quotamesh.plan.market import actions
from quotamesh.plan.market.access import need_reader, need_writer
from quotamesh.plan.market.errors import BadEntry, NotAllowed, NothingToCopy, StaleEntry
from quotamesh.plan.market.kinds import LONGEST, POINTS, TEXTS
from quotamesh.plan.market.models import Entry
from quotamesh.plan.market.queries import Book, find_entry, history, read_book

router = Router(tags=["market"])
Text = Annotated[str, Field(max_length=LONGEST, pattern=r"^[^\x00]*$")]
Name = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00]*$")]
Year = Annotated[int, Field(ge=1950, le=2099)]
Whole = Annotated[int, Field(ge=-(10**15), le=10**15)]
Three = Annotated[list[Whole], Field(min_length=3, max_length=3)]


class EntryIn(Schema):
    """`points`: low, likely, high each; shares and changes in basis points, money in smallest units."""

    kind: Literal["segment", "scan", "criterion", "competitor", "force", "aim"]
    name: Name
    points: Annotated[dict[Name, Three], Field(max_length=10)] = {}
    texts: Annotated[dict[Name, Text], Field(max_length=10)] = {}
    apart: bool = False
    area: Text = ""
    touches: Annotated[list[UUID], Field(max_length=100)] = []
    scores: Annotated[dict[Annotated[str, Field(max_length=36)], int], Field(max_length=100)] = {}
    score: Annotated[int, Field(ge=-5, le=5)] | None = None
    trend: Text = ""
    share: Whole | None = None
    by: date | None = None
    owner: Annotated[str, Field(max_length=64, pattern=r"^[^\x00]*$")] = ""
    noted_on: date
    source: Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")] = ""


class EntryChangeIn(EntryIn):
    seen: Annotated[int, Field(ge=0, le=10**9)]


class EntryOut(Schema):
    uid: UUID
    kind: str
    name: str
    values: dict[str, Any]
    owner: str
    noted_on: date
    source: str
    number: int
    removed: bool
    stale: bool


class PartOut(Schema):
    kind: str
    name: str
    amount: int


class MarketOut(Schema):
    """Amounts in smallest units; `low`, `middle`, `high`: exceeded in nine, five and one of ten cases. The parts
    add up to `likely`."""

    fiscal_year: int
    product: str
    currency: str
    likely: int | None
    expected: int | None
    low: int | None
    middle: int | None
    high: int | None
    parts: list[PartOut]
    entries: list[EntryOut]


class VersionOut(Schema):
    number: int
    at: datetime
    actor: str
    changed: list[str]


class CopyIn(Schema):
    source: Year


def told(view: Callable) -> Callable:
    """What stands in the way is answered as a Problem."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except NotAllowed as error:
            raise ProblemRaised(403, "not_allowed", _("The market may be read here, not changed.")) from error
        except BadEntry as error:
            text = " ".join(error.problems.values())
            raise ProblemRaised(422, "bad_entry", text, error.problems) from error
        except StaleEntry as error:
            now = entry_out(error.now, False).model_dump(mode="json")
            text = _("Somebody changed this input meanwhile. Look again, then send your change.")
            raise ProblemRaised(409, "stale_entry", text, now) from error
        except NothingToCopy as error:
            text = _("There is nothing to copy, or this year has inputs already.")
            raise ProblemRaised(409, "nothing_to_copy", text) from error

    return answer


def entry_out(entry: Entry, stale: bool) -> EntryOut:
    owner = entry.owner.code if entry.owner else ""
    fields = ("uid", "kind", "name", "values", "noted_on", "source", "number", "removed")
    return EntryOut(owner=owner, stale=stale, **{name: getattr(entry, name) for name in fields})


def find_line(code: str) -> Product:
    found = Product.objects.filter(code=code).first() if "\x00" not in code else None
    if found is None:
        raise Http404
    return found


@router.get("/{int:fiscal_year}/{product}", response={200: MarketOut, **PROBLEMS}, summary="A market")
@told
def show(request, fiscal_year: Year, product: str):
    need_reader(request.viewer)
    book = read_book(request.viewer, fiscal_year, find_line(product), request.today)
    figures: dict[str, Any] = dict.fromkeys(("likely", "expected", "low", "middle", "high"))
    if book.counts:
        found = book.picture
        low, middle, high = found.range
        figures = {"likely": found.market.likely(), "expected": found.market.expected()}
        figures |= {"low": low, "middle": middle, "high": high}
    return MarketOut(
        fiscal_year=fiscal_year,
        product=product,
        currency=request.company.currency,
        parts=_parts(book),
        entries=[entry_out(each, book.is_stale(each)) for each in book.entries],
        **figures,
    )


def _parts(book: Book) -> list[PartOut]:
    return [PartOut(kind=kind, name=name, amount=amount) for kind, name, amount in book.picture.weighed()]


@router.post(
    "/{int:fiscal_year}/{product}/entries", response={201: EntryOut, **PROBLEMS}, summary="Add an input"
)
@told
def add(request, fiscal_year: Year, product: str, wanted: EntryIn):
    need_writer(request.viewer)
    entry = actions.add_entry(
        request.actor,
        fiscal_year=fiscal_year,
        product=find_line(product),
        kind=wanted.kind,
        today=request.today,
        **_fields(wanted),
    )
    return Status(201, entry_out(entry, False))


@router.post(
    "/{int:fiscal_year}/{product}/copy", response={200: int, **PROBLEMS}, summary="Begin with another year"
)
@told
def copy(request, fiscal_year: Year, product: str, wanted: CopyIn):
    need_writer(request.viewer)
    return actions.copy_book(
        request.actor, source=wanted.source, fiscal_year=fiscal_year, product=find_line(product)
    )


@router.put("/entries/{uid}", response={200: EntryOut, **PROBLEMS}, summary="Change an input")
@told
def change(request, uid: UUID, wanted: EntryChangeIn):
    entry = find_entry(request.viewer, uid)
    need_writer(request.viewer)
    if wanted.kind != entry.kind:
        raise BadEntry({"kind": _("An input keeps its kind: take it out and add another.")})
    return entry_out(
        actions.change_entry(request.actor, entry, seen=wanted.seen, today=request.today, **_fields(wanted)),
        False,
    )


@router.delete("/entries/{uid}", response={200: EntryOut, **PROBLEMS}, summary="Take an input out")
@told
def remove(request, uid: UUID):
    entry = find_entry(request.viewer, uid)
    need_writer(request.viewer)
    return entry_out(actions.remove_entry(request.actor, entry), False)


@router.post("/entries/{uid}/restore", response={200: EntryOut, **PROBLEMS}, summary="Bring it back")
@told
def restore(request, uid: UUID):
    entry = find_entry(request.viewer, uid)
    need_writer(request.viewer)
    return entry_out(actions.restore_entry(request.actor, entry), False)


@router.get("/entries/{uid}/history", response={200: list[VersionOut], **PROBLEMS}, summary="Its versions")
@told
def versions(request, uid: UUID):
    steps = history(find_entry(request.viewer, uid))
    return [
        VersionOut(number=s.number, at=s.at, actor=s.actor, changed=[name for name, *_was in s.changed])
        for s in steps
    ]


def _fields(wanted: EntryIn) -> dict[str, Any]:
    """What `add_entry` and `change_entry` take; what the kind does not know is refused by name."""
    known = {each.name for each in POINTS.get(wanted.kind, ())} | set(TEXTS.get(wanted.kind, ()))
    strange = (set(wanted.points) | set(wanted.texts)) - known
    if strange:
        raise BadEntry(dict.fromkeys(sorted(strange), _("This kind of input has no such field.")))
    values: dict[str, Any] = {each.name: wanted.points.get(each.name) for each in POINTS.get(wanted.kind, ())}
    values |= {name: wanted.texts.get(name, "") for name in TEXTS.get(wanted.kind, ())}
    values |= {name: read(wanted) for name, read in OWN.get(wanted.kind, {}).items()}
    owner = Person.objects.filter(code=wanted.owner).first()
    if wanted.owner and owner is None:
        raise BadEntry({"owner": _("There is nobody with this code.")})
    return {
        "name": wanted.name,
        "values": values,
        "owner": owner,
        "noted_on": wanted.noted_on,
        "source": wanted.source,
    }


OWN: dict[str, dict[str, Callable[[EntryIn], Any]]] = {
    Entry.Kind.SEGMENT: {"apart": lambda e: e.apart},
    Entry.Kind.SCAN: {"area": lambda e: e.area, "touches": lambda e: [str(uid) for uid in e.touches]},
    Entry.Kind.COMPETITOR: {"scores": lambda e: e.scores},
    Entry.Kind.FORCE: {"score": lambda e: e.score, "trend": lambda e: e.trend},
    Entry.Kind.AIM: {"share": lambda e: e.share, "by": lambda e: e.by.isoformat() if e.by else ""},
}
