from django.apps import AppConfig


class ParadigmsConfig(AppConfig):
    name = "quotamesh.plan.paradigms"
    label = "paradigms"
