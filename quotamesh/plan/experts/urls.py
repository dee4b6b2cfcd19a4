from django.urls import path

from quotamesh.plan.experts import views

app_name = "experts"
urlpatterns = [
    path("", views.show_list, name="list"),
    path("new/", views.ask, name="ask"),
    path("<uuid:uid>/", views.show, name="show"),
    path("<uuid:uid>/close/", views.close, name="close"),
    path("<uuid:uid>/next/", views.again, name="next"),
]
