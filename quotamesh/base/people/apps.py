from django.apps import AppConfig

from quotamesh.base.tables.registry import offer


class PeopleConfig(AppConfig):
    name = "quotamesh.base.people"
    label = "people"

    def ready(self):
        offer("quotamesh.base.people.imports")
