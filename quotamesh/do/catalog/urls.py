from django.urls import path

from quotamesh.do.catalog import views

app_name = "catalog"
urlpatterns = [
    path("products/", views.products, name="products"),
    path("indicators/", views.indicators, name="indicators"),
    path("calendar/", views.calendar, name="calendar"),
]
