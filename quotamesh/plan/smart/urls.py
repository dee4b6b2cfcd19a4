from django.urls import path

from quotamesh.plan.smart import views

app_name = "smart"
urlpatterns = [
    path("smart-limits/", views.limits, name="limits"),
    path("<uuid:uid>/smart/", views.show, name="show"),
    path("<uuid:uid>/smart/objective/", views.link, name="link"),
    path("<uuid:uid>/smart/rhythm/", views.rhythm, name="rhythm"),
    path("<uuid:uid>/put-in-force/", views.put_in_force, name="put_in_force"),
]
