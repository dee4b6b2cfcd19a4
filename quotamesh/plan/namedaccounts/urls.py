from django.urls import path

from quotamesh.plan.namedaccounts.views import account, add, handovers, lists, plan

app_name = "namedaccounts"
urlpatterns = [
    path("", lists.show, name="list"),
    path("add/", add.add, name="add"),
    path("plan/", plan.plan, name="plan"),
    path("<uuid:uid>/", account.account, name="account"),
    path("hand-overs/", handovers.show, name="handovers"),
    path("hand-overs/<uuid:uid>/", handovers.answer, name="handover"),
    path("<uuid:uid>/hand-over/", handovers.make, name="hand_over"),
    path("<uuid:uid>/end/", account.end, name="end"),
    path("<uuid:uid>/take-up/", account.take_up, name="take_up"),
]
