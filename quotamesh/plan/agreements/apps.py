from importlib import import_module

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "quotamesh.plan.agreements"
    label = "agreements"

    def ready(self) -> None:
        import_module("quotamesh.plan.agreements.jobs")
