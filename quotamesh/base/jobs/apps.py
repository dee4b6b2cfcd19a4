from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "quotamesh.base.jobs"
    label = "jobs"
