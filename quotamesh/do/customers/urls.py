from django.urls import path

from quotamesh.do.customers import views

app_name = "customers"
urlpatterns = [path("", views.show, name="list")]
