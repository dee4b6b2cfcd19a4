from django.urls import path

from quotamesh.check.cockpit import views

app_name = "cockpit"
urlpatterns = [path("", views.show, name="show")]
