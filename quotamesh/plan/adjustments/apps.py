from django.apps import AppConfig


class AdjustmentsConfig(AppConfig):
    name = "quotamesh.plan.adjustments"
    label = "adjustments"
