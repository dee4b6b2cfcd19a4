from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "quotamesh.plan.targets"
    label = "targets"
