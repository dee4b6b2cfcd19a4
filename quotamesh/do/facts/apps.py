from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "quotamesh.do.facts"
    label = "facts"
