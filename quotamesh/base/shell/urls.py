from django.urls import path

from . import views

app_name = "shell"
urlpatterns = [
    path("styleguide", views.styleguide, name="styleguide"),
    path("sw.js", views.service_worker, name="service_worker"),
]
