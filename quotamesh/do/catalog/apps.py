from django.apps import AppConfig

from quotamesh.base.tables.registry import offer


class CatalogConfig(AppConfig):
    name = "quotamesh.do.catalog"
    label = "catalog"

    def ready(self):
        offer("quotamesh.do.catalog.imports")
