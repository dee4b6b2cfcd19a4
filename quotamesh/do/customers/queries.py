"""Reading customers under the one rule of sight."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet

from quotamesh.base.people.models import Tenure
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.held import once
from quotamesh.do.customers.finding import with_key
from quotamesh.do.customers.models import Contact, Customer, Document, OwnerChange, OwnField, Share
from quotamesh.kernel.lifecycle import Stage, spans

ORDERS = ("name", "code", "owner", "segment", "industry", "region", "last_order", "last_contact")
TOLD = 5_000
# Where the order of an index serves; sorting out the empty ones would keep it from that.
NEVER_EMPTY = ("name", "code")


def visible_customers(viewer: Viewer, text: str = "") -> QuerySet[Customer]:
    """Customers whose owner, or somebody they are shared with, holds, or held, a seat in the viewer's branches;
    ownerless ones only company-wide."""
    rows = Customer.objects.select_related("owner")
    if not viewer.sees_all:
        rows = rows.filter(Q(owner__in=people_in_sight(viewer)) | Q(pk__in=_shared_in_sight(viewer)))
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(code__icontains=text))
    return rows


def people_in_sight(viewer: Viewer) -> list[int]:
    """Who holds, or held, a seat in the viewer's branches."""
    seats = Tenure.objects.filter(viewer.units("seat__")).order_by()
    return once(
        ("people in sight", viewer.branches),
        lambda: list(seats.values_list("person_id", flat=True).distinct()),
    )


def _shared_in_sight(viewer: Viewer) -> list[int] | QuerySet:
    """Customers shared with people in sight. Few are told to the database one by one: it then finds them, and those
    people's own, by key, instead of going through all there are."""
    shares = (
        Share.objects.filter(person__in=people_in_sight(viewer))
        .order_by()
        .values_list("customer_id", flat=True)
    )
    found = once(("shared in sight", viewer.branches), lambda: list(shares[: TOLD + 1]))
    return found if len(found) <= TOLD else shares


def ids_by_code() -> dict[str, int]:
    """{code: key} of every customer; the code of one that was merged leads to what it became part of."""
    rows = list(Customer.everything.order_by().values_list("id", "code", "merged_into_id"))
    into = {pk: winner for pk, _code, winner in rows if winner}

    def end(pk: int) -> int:
        while pk in into:
            pk = into[pk]
        return pk

    return {code: end(pk) for pk, code, _winner in rows}


def standing(customer: Customer) -> Customer:
    """What a merged customer became part of; one that stands is itself."""
    while customer.merged_into_id:
        customer = Customer.everything.select_related("owner").get(pk=customer.merged_into_id)
    return customer


def customer_in_sight(viewer: Viewer, uid: UUID) -> Customer | None:
    """By uid; one that was merged is found as what it became part of, if that is in sight."""
    found = visible_customers(viewer).filter(uid=uid).first()
    if found:
        return found
    merged = Customer.everything.filter(uid=uid).exclude(merged_into=None).first()
    return visible_customers(viewer).filter(pk=standing(merged).pk).first() if merged else None


def customer_by_code(code: str) -> Customer | None:
    """By code, old codes of merged customers included."""
    found = Customer.everything.filter(code=code).select_related("owner").first()
    return standing(found) if found else None


@dataclass(frozen=True)
class Asked:
    """What a list of customers is narrowed to; an empty part asks for all."""

    text: str = ""
    segment: str = ""
    industry: str = ""
    region: str = ""
    tag: str = ""
    owner: str = ""
    stage: str = ""
    order: str = "name"


def customers(viewer: Viewer, asked: Asked, today: date) -> QuerySet[Customer]:
    """The list under its filters, in its order."""
    rows = visible_customers(viewer)
    if asked.text:
        rows = rows.filter(pk__in=with_key(asked.text).values("customer_id"))
    same = {name: getattr(asked, name) for name in ("segment", "industry", "region") if getattr(asked, name)}
    rows = rows.filter(**same)
    if asked.tag:
        tagged = Customer.tags.through.objects.filter(tag__name=asked.tag).values("customer_id")
        rows = rows.filter(pk__in=tagged)
    if asked.owner:
        rows = rows.filter(owner__code=asked.owner)
    if asked.stage:
        rows = rows.filter(in_stage(asked.stage, today))
    name = asked.order.removeprefix("-")
    name = name if name in ORDERS else "name"
    back = "-" if asked.order.startswith("-") else ""
    if name in NEVER_EMPTY:
        return rows.order_by(back + name, back + "id")
    column = F({"owner": "owner__name"}.get(name, name))
    return rows.order_by(column.desc(nulls_last=True) if back else column.asc(nulls_last=True), "id")


def in_stage(stage: str, today: date) -> Q:
    """Stages as conditions on the days of the first and the last order."""
    new_since, active_since = spans(today)
    return {
        Stage.POTENTIAL: Q(last_order=None),
        Stage.NEW: Q(first_order__gte=new_since),
        Stage.ACTIVE: Q(first_order__lt=new_since, last_order__gte=active_since),
        Stage.LAPSED: Q(last_order__lt=active_since),
    }[Stage(stage)]


def own_fields() -> list[OwnField]:
    return list(OwnField.objects.filter(retired=False))


def contacts_of(customer: Customer) -> list[Contact]:
    order = {part: number for number, part in enumerate(Contact.Part.values)}
    return sorted(customer.contacts.all(), key=lambda contact: (order[contact.part], contact.name))


def documents_of(customer: Customer) -> list[Document]:
    """The latest first."""
    return list(customer.documents.select_related("file"))


def document_in_sight(viewer: Viewer, uid: UUID) -> Document | None:
    rows = Document.objects.filter(uid=uid, customer__in=visible_customers(viewer).order_by().values("pk"))
    return rows.select_related("file", "customer").first()


def chain_length(contacts: list[Contact]) -> int:
    """How many there decide, influence or buy: what a decision has to pass."""
    return sum(contact.part in Contact.IN_DECISION for contact in contacts)


def owner_changes(customer: Customer) -> list[OwnerChange]:
    return list(customer.owner_changes.select_related("before", "after"))
