from django.urls import path

from quotamesh.base.trail import views

app_name = "trail"
urlpatterns = [path("", views.show, name="list")]
