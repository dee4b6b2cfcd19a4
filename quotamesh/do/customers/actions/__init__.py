"""What can be done to customers, a few verbs a file."""

from quotamesh.do.customers.actions.contacts import (
    add_contact,
    change_contact,
    remove_contact,
    store_contacts,
)
from quotamesh.do.customers.actions.documents import add_documents, remove_document
from quotamesh.do.customers.actions.duplicates import look_for_duplicates, tell_apart
from quotamesh.do.customers.actions.fields import change_field, make_field
from quotamesh.do.customers.actions.merge import merge_customers, undo_merge
from quotamesh.do.customers.actions.owners import reassign, share_with, transfer_customers, unshare
from quotamesh.do.customers.actions.seen import note_contacts, note_orders, set_contacts, widen_orders
from quotamesh.do.customers.actions.store import TEXTS, store_customers
from quotamesh.do.customers.actions.write import change_customer, make_customer

__all__ = [
    "TEXTS",
    "add_contact",
    "add_documents",
    "change_contact",
    "change_customer",
    "change_field",
    "look_for_duplicates",
    "make_customer",
    "make_field",
    "merge_customers",
    "note_contacts",
    "note_orders",
    "reassign",
    "remove_contact",
    "remove_document",
    "set_contacts",
    "share_with",
    "store_contacts",
    "store_customers",
    "tell_apart",
    "transfer_customers",
    "undo_merge",
    "unshare",
    "widen_orders",
]
