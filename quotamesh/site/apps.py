from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "quotamesh.site"
    label = "site"
