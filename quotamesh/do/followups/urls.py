from django.urls import path

from quotamesh.do.followups.views import customers, integrity, lists, new, one, steps

app_name = "followups"
urlpatterns = [
    path("", lists.show, name="list"),
    path("new/", new.new, name="new"),
    path("steps/", steps.show, name="steps"),
    path("integrity/", integrity.show, name="integrity"),
    path("checks/", integrity.checks, name="checks"),
    path("checks/<uuid:uid>/", integrity.verdict, name="verdict"),
    path("customers/", customers.search, name="customers"),
    path("customers/near/", customers.near, name="near"),
    path("customers/<uuid:uid>/", customers.details, name="customer"),
    path("<uuid:uid>/", one.one, name="one"),
    path("<uuid:uid>/change/", one.change, name="change"),
    path("<uuid:uid>/withdraw/", one.withdraw, name="withdraw"),
    path("<uuid:uid>/done/", steps.done, name="done"),
    path("<uuid:uid>/photos/<uuid:photo>/", one.photo, name="photo"),
]
