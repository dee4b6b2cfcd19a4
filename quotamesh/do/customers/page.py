"""All that the page of one customer shows, with as few questions to the database as it takes."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quotamesh.base.people.viewer import Viewer
from quotamesh.do.customers.models import (
    Contact,
    Customer,
    Document,
    Merge,
    OwnerChange,
    OwnField,
    Share,
    Suspect,
)
from quotamesh.do.customers.panels import Panel, panels
from quotamesh.do.customers.queries import (
    chain_length,
    contacts_of,
    documents_of,
    own_fields,
    visible_customers,
)
from quotamesh.do.customers.timeline import Event, events


@dataclass(frozen=True)
class Page:
    customer: Customer
    contacts: list[Contact]
    chain: int
    tags: list[str]
    shared: list[Share]
    own: list[OwnField]
    merges: list[Merge]
    documents: list[Document]
    panels: list[Panel]
    events: list[Event]


def page_of(viewer: Viewer, uid: UUID, today: date, most: int) -> Page | None:
    """Tags, shares, merges and the like are asked for only where there are some."""
    customer = _marked(visible_customers(viewer).filter(uid=uid)).first()
    if customer is None:
        return None
    contacts = contacts_of(customer)
    merges = (
        list(customer.merges.filter(undone_at=None).select_related("loser")) if customer.has_merged else []
    )
    documents = documents_of(customer) if customer.has_documents else []
    return Page(
        customer=customer,
        contacts=contacts,
        chain=chain_length(contacts),
        tags=[tag.name for tag in customer.tags.all()] if customer.has_tags else [],
        shared=list(customer.shares.select_related("person")) if customer.is_shared else [],
        own=own_fields() if customer.has_fields else [],
        merges=merges,
        documents=documents,
        panels=panels(viewer, customer, today),
        events=_events(viewer, customer, merges, documents, most),
    )


def _marked(rows):
    me = OuterRef("pk")
    pairs = Suspect.objects.filter(Q(one=me) | Q(other=me), different=False)
    return rows.annotate(
        has_tags=Exists(Customer.tags.through.objects.filter(customer=me)),
        is_shared=Exists(Share.objects.filter(customer=me)),
        was_handed=Exists(OwnerChange.objects.filter(customer=me)),
        has_merged=Exists(Merge.objects.filter(winner=me, undone_at=None)),
        has_documents=Exists(Document.objects.filter(customer=me)),
        has_fields=Exists(OwnField.objects.filter(retired=False)),
        is_suspect=Exists(pairs),
    )


def _events(
    viewer: Viewer, customer: Customer, merges: list[Merge], documents: list[Document], most: int
) -> list[Event]:
    told = [
        Event(_day(merge.at), "merge", _("Merged with %(name)s") % {"name": merge.loser.name}, merge.by,
              merge.loser.code, url=reverse("customers:merged", args=[merge.uid]))
        for merge in merges
    ]  # fmt: skip
    if customer.was_handed:
        told += [_handed(change) for change in customer.owner_changes.select_related("before", "after")]
    told += _added(documents)
    told += events(viewer, customer, most)
    return sorted(told, key=lambda event: event.day, reverse=True)[:most]


def _added(documents: list[Document]) -> list[Event]:
    """What was put there in one go is one event."""
    goes: defaultdict[tuple, list[Document]] = defaultdict(list)
    for each in documents:
        goes[each.file.made_at, each.file.made_by, each.about].append(each)
    return [_added_at_once(rows) for rows in goes.values()]


def _added_at_once(rows: list[Document]) -> Event:
    first, count = rows[0], len(rows)
    if count == 1:
        text, url = _("Document added: %(name)s") % {"name": first.file.name}, _file_of(first)
    else:
        text = ngettext("%(count)d document added", "%(count)d documents added", count) % {"count": count}
        url = ""
    return Event(_day(first.file.made_at), "document", text, first.file.made_by, first.about, url=url)


def _file_of(document: Document) -> str:
    return reverse("customers:document", args=[document.uid])


def _handed(change: OwnerChange) -> Event:
    names = {
        "before": change.before.name if change.before else _("nobody"),
        "after": change.after.name if change.after else _("nobody"),
    }
    text = _("Owner: %(before)s → %(after)s") % names
    return Event(_day(change.at), "owner", text, change.by, change.why)


def _day(moment) -> date:
    return timezone.localtime(moment).date()
