from django.urls import path

from quotamesh.base.approvals.views import deputies, inbox, rules

app_name = "approvals"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("rules/", rules.rules, name="rules"),
    path("rules/<str:kind>/", rules.rule, name="rule"),
    path("deputies/", deputies.deputies, name="deputies"),
    path("deputies/<uuid:uid>/end/", deputies.end, name="end_deputy"),
    path("<uuid:uid>/", inbox.show, name="request"),
    path("<uuid:uid>/decide/", inbox.decide, name="decide"),
    path("<uuid:uid>/withdraw/", inbox.withdraw, name="withdraw"),
]
