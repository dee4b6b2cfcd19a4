from django.apps import AppConfig


class NamedAccountsConfig(AppConfig):
    name = "quotamesh.plan.namedaccounts"
    label = "namedaccounts"
