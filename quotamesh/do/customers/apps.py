from django.apps import AppConfig

from quotamesh.base.tables.registry import offer


class CustomersConfig(AppConfig):
    name = "quotamesh.do.customers"
    label = "customers"

    def ready(self):
        offer("quotamesh.do.customers.imports")
