from django.apps import AppConfig

from quotamesh.base.tables.registry import offer


class TargetsConfig(AppConfig):
    name = "quotamesh.plan.targets"
    label = "targets"

    def ready(self):
        # The job makes itself known to the worker by being loaded.
        from quotamesh.plan.targets import jobs  # noqa: F401

        offer("quotamesh.plan.targets.imports")
