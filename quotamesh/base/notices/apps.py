from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "quotamesh.base.notices"
    label = "notices"
