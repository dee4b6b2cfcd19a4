from django.apps import AppConfig

from quotamesh.base.tables.registry import offer
from quotamesh.do.customers import timeline
from quotamesh.do.facts import records


class LeadsConfig(AppConfig):
    name = "quotamesh.do.leads"
    label = "leads"

    def ready(self):
        offer("quotamesh.do.leads.imports")
        records.offer("quotamesh.do.leads.counting")
        timeline.offer("quotamesh.do.leads.timeline")
