from django.urls import path

from quotamesh.plan.adjustments import views

app_name = "adjustments"
urlpatterns = [
    path("", views.story, name="list"),
    path("new/", views.propose, name="new"),
    path("<uuid:uid>/", views.show, name="show"),
    path("<uuid:uid>/change/", views.change, name="change"),
    path("<uuid:uid>/undo/", views.take_back, name="undo"),
    path("<uuid:uid>/ask/", views.ask, name="ask"),
    path("<uuid:uid>/withdraw/", views.withdraw, name="withdraw"),
]
