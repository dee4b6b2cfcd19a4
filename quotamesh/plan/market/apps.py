from django.apps import AppConfig

from quotamesh.base.tables.registry import offer


class MarketConfig(AppConfig):
    name = "quotamesh.plan.market"
    label = "market"

    def ready(self):
        offer("quotamesh.plan.market.imports")
