from django.urls import path

from quotamesh.plan.namedaccounts.views import account, add, lists, plan

app_name = "namedaccounts"
urlpatterns = [
    path("", lists.show, name="list"),
    path("add/", add.add, name="add"),
    path("plan/", plan.plan, name="plan"),
    path("<uuid:uid>/", account.account, name="account"),
    path("<uuid:uid>/end/", account.end, name="end"),
    path("<uuid:uid>/take-up/", account.take_up, name="take_up"),
]
