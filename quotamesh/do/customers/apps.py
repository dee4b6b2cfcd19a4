from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "quotamesh.do.customers"
    label = "customers"
