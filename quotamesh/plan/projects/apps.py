from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "quotamesh.plan.projects"
    label = "projects"
