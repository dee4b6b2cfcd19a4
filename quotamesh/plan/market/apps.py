from django.apps import AppConfig


class MarketConfig(AppConfig):
    name = "quotamesh.plan.market"
    label = "market"
