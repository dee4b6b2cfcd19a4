from django.apps import AppConfig


class TiersConfig(AppConfig):
    name = "quotamesh.do.tiers"
    label = "tiers"
