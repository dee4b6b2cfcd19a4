from django.urls import path

from quotamesh.do.leads.views import lead, lists, new

app_name = "leads"
urlpatterns = [
    path("", lists.show, name="list"),
    path("new/", new.new, name="new"),
    path("<uuid:uid>/", lead.lead, name="lead"),
    path("<uuid:uid>/edit/", lead.edit, name="edit"),
    path("<uuid:uid>/give/", lead.give, name="give"),
    path("<uuid:uid>/close/", lead.close, name="close"),
    path("<uuid:uid>/take-up/", lead.take_up, name="take_up"),
    path("<uuid:uid>/merge/", lead.merge, name="merge"),
    path("<uuid:uid>/unmerge/", lead.unmerge, name="unmerge"),
]
