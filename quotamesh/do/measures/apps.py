from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "quotamesh.do.measures"
    label = "measures"
