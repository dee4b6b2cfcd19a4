from django.urls import path

from quotamesh.do.catalog import indicator_views, views

app_name = "catalog"
urlpatterns = [
    path("products/", views.products, name="products"),
    path("indicators/", indicator_views.indicators, name="indicators"),
    # A code has no hyphen: this is nobody's.
    path("indicators/make-own/", indicator_views.make, name="make"),
    path("indicators/<slug:code>/", indicator_views.indicator, name="indicator"),
    path("indicators/<slug:code>/hide/", indicator_views.hide, name="hide"),
    path("indicators/<slug:code>/show/", indicator_views.show, name="show"),
    path("calendar/", views.calendar, name="calendar"),
]
