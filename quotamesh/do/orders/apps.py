from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "quotamesh.do.orders"
    label = "orders"
