from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "quotamesh.plan.agreements"
    label = "agreements"
