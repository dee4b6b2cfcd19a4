from django.apps import AppConfig


class AttainmentConfig(AppConfig):
    name = "quotamesh.check.attainment"
    label = "attainment"
