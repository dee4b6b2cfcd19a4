from django.urls import path

from quotamesh.do.tiers.views import listing, moves, running

app_name = "tiers"
urlpatterns = [
    path("", listing.show, name="list"),
    path("moves/", moves.show, name="moves"),
    path("run/", running.run, name="run"),
]
