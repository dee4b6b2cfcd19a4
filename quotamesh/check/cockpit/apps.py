from django.apps import AppConfig


class CockpitConfig(AppConfig):
    name = "quotamesh.check.cockpit"
    label = "cockpit"
