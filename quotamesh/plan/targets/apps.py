from django.apps import AppConfig

from quotamesh.base.tables.registry import offer


class TargetsConfig(AppConfig):
    name = "quotamesh.plan.targets"
    label = "targets"

    def ready(self):
        offer("quotamesh.plan.targets.imports")
