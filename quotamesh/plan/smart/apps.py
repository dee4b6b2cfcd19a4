from django.apps import AppConfig


class SmartConfig(AppConfig):
    name = "quotamesh.plan.smart"
    label = "smart"
