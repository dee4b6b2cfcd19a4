from django.apps import AppConfig

from quotamesh.base.shell.way import offer


class RoundsConfig(AppConfig):
    name = "quotamesh.plan.rounds"
    label = "rounds"

    def ready(self) -> None:
        offer("quotamesh.plan.rounds.way")
