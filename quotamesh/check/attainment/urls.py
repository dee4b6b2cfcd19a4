from django.urls import path

from quotamesh.check.attainment import views

app_name = "attainment"
urlpatterns = [path("", views.show, name="show")]
