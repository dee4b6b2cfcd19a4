from django.urls import path

from quotamesh.plan.rounds import views

app_name = "rounds"
urlpatterns = [path("", views.show, name="show")]
