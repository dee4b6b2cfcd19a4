from django.apps import AppConfig

from quotamesh.base.tables.registry import offer


class OrdersConfig(AppConfig):
    name = "quotamesh.do.orders"
    label = "orders"

    def ready(self):
        offer("quotamesh.do.orders.imports")
