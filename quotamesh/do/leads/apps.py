from django.apps import AppConfig

from quotamesh.base.tables.registry import offer


class LeadsConfig(AppConfig):
    name = "quotamesh.do.leads"
    label = "leads"

    def ready(self):
        from quotamesh.do.customers import timeline
        from quotamesh.do.facts import records

        offer("quotamesh.do.leads.imports")
        records.offer("quotamesh.do.leads.counting")
        timeline.offer("quotamesh.do.leads.timeline")
