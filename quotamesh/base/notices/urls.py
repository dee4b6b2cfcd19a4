from django.urls import path

from quotamesh.base.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.index, name="list"),
    path("read/", views.read_all, name="read_all"),
    path("preferences/", views.preferences, name="preferences"),
    path("deliveries/", views.deliveries, name="deliveries"),
    path("robots/", views.channels, name="channels"),
    path("robots/<uuid:uid>/", views.channel, name="channel"),
    path("robots/<uuid:uid>/try/", views.try_channel, name="try_channel"),
    path("robots/<uuid:uid>/end/", views.end_channel, name="end_channel"),
    path("<uuid:uid>/open/", views.open_notice, name="open"),
    path("<uuid:uid>/mark/", views.mark, name="mark"),
]
