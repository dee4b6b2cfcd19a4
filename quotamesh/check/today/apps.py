from django.apps import AppConfig


class TodayConfig(AppConfig):
    name = "quotamesh.check.today"
    label = "today"
