from django.urls import path

from quotamesh.check.today import views

app_name = "today"
urlpatterns = [
    path("", views.show, name="show"),
    path("answer/", views.answer, name="answer"),
    path("take-back/", views.take_back, name="take_back"),
    path("rules/", views.rules, name="rules"),
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/<str:token>/quotamesh.ics", views.feed, name="feed"),
]
