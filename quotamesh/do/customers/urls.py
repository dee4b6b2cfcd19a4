from django.urls import path

from quotamesh.do.customers.views import contacts, edit, find, lists, show

app_name = "customers"
urlpatterns = [
    path("", lists.show, name="list"),
    path("search/", find.search, name="search"),
    path("alike/", find.alike, name="alike"),
    path("new/", edit.new, name="new"),
    path("code/<path:code>/", show.by_code, name="code"),
    path("<uuid:uid>/", show.show, name="customer"),
    path("<uuid:uid>/edit/", edit.edit, name="edit"),
    path("<uuid:uid>/contacts/", contacts.add, name="add_contact"),
    path("contacts/<uuid:uid>/", contacts.edit, name="contact"),
    path("contacts/<uuid:uid>/remove/", contacts.remove, name="remove_contact"),
]
