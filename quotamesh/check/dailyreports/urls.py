from django.urls import path

from quotamesh.check.dailyreports import views

app_name = "dailyreports"
urlpatterns = [
    path("", views.index, name="list"),
    path("mine/", views.own, name="own"),
    path("team/", views.team, name="team"),
    path("<uuid:uid>/", views.report, name="report"),
    path("<uuid:uid>/comment/", views.comment, name="comment"),
    path("<uuid:uid>/add/", views.add, name="add"),
]
