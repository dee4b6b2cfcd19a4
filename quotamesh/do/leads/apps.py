from django.apps import AppConfig

from quotamesh.base.tables.registry import offer


class LeadsConfig(AppConfig):
    name = "quotamesh.do.leads"
    label = "leads"

    def ready(self):
        from quotamesh.do.customers import timeline
        from quotamesh.do.facts import records
        from quotamesh.do.pipeline import sources

        offer("quotamesh.do.leads.imports")
        records.offer("quotamesh.do.leads.counting")
        timeline.offer("quotamesh.do.leads.timeline")
        sources.offer("quotamesh.do.leads.yields")
