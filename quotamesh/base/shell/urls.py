from django.urls import path

from . import views

app_name = "shell"
urlpatterns = [path("styleguide", views.styleguide, name="styleguide")]
