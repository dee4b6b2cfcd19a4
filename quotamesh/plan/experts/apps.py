from django.apps import AppConfig


class ExpertsConfig(AppConfig):
    name = "quotamesh.plan.experts"
    label = "experts"
