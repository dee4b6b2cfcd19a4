from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "quotamesh.base.people"
    label = "people"
