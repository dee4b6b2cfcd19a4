from django.urls import path

from quotamesh.base.exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:kind>/", views.upload, name="upload"),
    path("<slug:kind>/example.csv", views.example, name="example"),
    path("runs/<uuid:uid>/", views.show_run, name="run"),
    path("runs/<uuid:uid>/start/", views.start, name="start"),
    path("runs/<uuid:uid>/errors.<slug:ending>", views.errors, name="errors"),
]
