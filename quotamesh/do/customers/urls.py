from django.urls import path

from quotamesh.do.customers.views import contacts, documents, edit, fields, find, lists, merging, owners, show

app_name = "customers"
urlpatterns = [
    path("", lists.show, name="list"),
    path("search/", find.search, name="search"),
    path("alike/", find.alike, name="alike"),
    path("new/", edit.new, name="new"),
    path("transfer/", owners.transfer, name="transfer"),
    path("duplicates/", merging.duplicates, name="duplicates"),
    path("duplicates/look/", merging.look, name="look"),
    path("duplicates/<uuid:uid>/", merging.tell_apart, name="apart"),
    path("merges/<uuid:uid>/", merging.merged, name="merged"),
    path("merges/<uuid:uid>/undo/", merging.undo_merge, name="undo_merge"),
    path("fields/", fields.fields, name="fields"),
    path("fields/<uuid:uid>/", fields.field, name="field"),
    path("fields/<uuid:uid>/retire/", fields.retire, name="retire_field"),
    path("code/<path:code>/", show.by_code, name="code"),
    path("<uuid:uid>/", show.show, name="customer"),
    path("<uuid:uid>/edit/", edit.edit, name="edit"),
    path("<uuid:uid>/merge/", merging.merge, name="merge"),
    path("<uuid:uid>/reassign/", owners.reassign, name="reassign"),
    path("<uuid:uid>/share/", owners.share, name="share"),
    path("<uuid:uid>/contacts/", contacts.add, name="add_contact"),
    path("<uuid:uid>/documents/", documents.add, name="add_documents"),
    path("documents/<uuid:uid>/", documents.download, name="document"),
    path("documents/<uuid:uid>/remove/", documents.remove, name="remove_document"),
    path("contacts/export/", lists.contacts, name="contacts_file"),
    path("contacts/<uuid:uid>/", contacts.edit, name="contact"),
    path("contacts/<uuid:uid>/remove/", contacts.remove, name="remove_contact"),
]
