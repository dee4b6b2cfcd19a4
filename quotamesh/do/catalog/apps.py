from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "quotamesh.do.catalog"
    label = "catalog"
