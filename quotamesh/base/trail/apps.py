from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "quotamesh.base.trail"
    label = "trail"
