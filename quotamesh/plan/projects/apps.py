from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "quotamesh.plan.projects"
    label = "projects"

    def ready(self) -> None:
        from quotamesh.do.customers import timeline
        from quotamesh.do.facts import records

        records.offer("quotamesh.plan.projects.counts")
        timeline.offer("quotamesh.plan.projects.timeline")
