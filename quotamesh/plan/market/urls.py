from django.urls import path

from quotamesh.plan.market.views import book, entries

app_name = "market"
urlpatterns = [
    path("", book.show, name="show"),
    path("copy/", book.copy, name="copy"),
    path("stale-after/", book.stale_after, name="stale_after"),
    path("new/<slug:kind>/", entries.add, name="add"),
    path("<uuid:uid>/", entries.edit, name="edit"),
    path("<uuid:uid>/remove/", entries.remove, name="remove"),
    path("<uuid:uid>/restore/", entries.restore, name="restore"),
]
