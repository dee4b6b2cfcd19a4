from django.urls import include, path

from quotamesh.site import views

urlpatterns = [
    path("", views.home, name="home"),
    path("health/", views.health, name="health"),
    path("i18n/language/", views.set_language, name="set_language"),
    path("", include("quotamesh.base.people.urls")),
]
