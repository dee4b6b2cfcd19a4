from django.urls import path

from quotamesh.do.tiers.views import cards, customer, listing, moves, running, settings

app_name = "tiers"
urlpatterns = [
    path("", listing.show, name="list"),
    path("moves/", moves.show, name="moves"),
    path("cards/", cards.show, name="cards"),
    path("cards/<slug:tier>/", cards.edit, name="card"),
    path("rules/", settings.show, name="settings"),
    path("customers/<uuid:uid>/", customer.show, name="customer"),
    path("run/", running.run, name="run"),
]
