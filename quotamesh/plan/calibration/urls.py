from django.urls import path

from quotamesh.plan.calibration.views import change, listing, show, what_if

app_name = "calibration"
urlpatterns = [
    path("", listing.calibrations, name="list"),
    path("new/", change.create, name="create"),
    path("<uuid:uid>/", show.show, name="show"),
    path("<uuid:uid>/people/<str:code>/", show.people, name="people"),
    path("<uuid:uid>/inputs/", change.change, name="change"),
    path("<uuid:uid>/what-if/", what_if.answer, name="what_if"),
    path("<uuid:uid>/compute/", change.compute, name="compute"),
    path("<uuid:uid>/discard/", change.discard, name="discard"),
    path("<uuid:uid>/plan/", change.to_plan, name="to_plan"),
]
