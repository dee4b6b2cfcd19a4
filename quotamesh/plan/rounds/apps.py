from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "quotamesh.plan.rounds"
    label = "rounds"
