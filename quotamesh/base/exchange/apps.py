from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "quotamesh.base.exchange"
    label = "exchange"

    def ready(self):
        # The job makes itself known to the worker by being loaded; it needs the models.
        from quotamesh.base.exchange import work  # noqa: F401
