from django.apps import AppConfig


class SalesPlansConfig(AppConfig):
    name = "quotamesh.plan.salesplans"
    label = "salesplans"
