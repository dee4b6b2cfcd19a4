from django.apps import AppConfig


class DailyreportsConfig(AppConfig):
    name = "quotamesh.check.dailyreports"
    label = "dailyreports"
