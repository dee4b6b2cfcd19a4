from django.urls import path

from quotamesh.do.measures import views

app_name = "measures"
urlpatterns = [path("", views.record, name="record")]
