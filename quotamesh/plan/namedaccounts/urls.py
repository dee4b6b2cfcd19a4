from django.urls import path

from quotamesh.plan.namedaccounts import views

app_name = "namedaccounts"
urlpatterns = [
    path("", views.show, name="list"),
    path("add/", views.add, name="add"),
    path("plan/", views.plan, name="plan"),
    path("<uuid:uid>/", views.account, name="account"),
    path("<uuid:uid>/end/", views.end, name="end"),
    path("<uuid:uid>/take-up/", views.take_up, name="take_up"),
]
