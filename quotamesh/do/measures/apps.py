from django.apps import AppConfig

from quotamesh.base.tables.registry import offer


class MeasuresConfig(AppConfig):
    name = "quotamesh.do.measures"
    label = "measures"

    def ready(self):
        offer("quotamesh.do.measures.imports")
