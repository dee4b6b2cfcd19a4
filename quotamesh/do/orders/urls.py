from django.urls import path

from quotamesh.do.orders import views

app_name = "orders"
urlpatterns = [
    path("", views.show, name="list"),
    path("<path:number>/", views.order, name="order"),
]
