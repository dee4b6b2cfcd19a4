from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from quotamesh.base.notices.kinds import Kind, declare
from quotamesh.base.tables.registry import offer


class LeadsConfig(AppConfig):
    name = "quotamesh.do.leads"
    label = "leads"

    def ready(self):
        from quotamesh.do.customers import timeline
        from quotamesh.do.facts import records
        from quotamesh.do.pipeline import sources

        offer("quotamesh.do.leads.imports")
        declare(Kind("lead.given", _("Leads that are mine now"), mailed=True))
        declare(Kind("lead.overdue", _("Leads of my people that are overdue"), mailed=True))
        records.offer("quotamesh.do.leads.counting")
        timeline.offer("quotamesh.do.leads.timeline")
        sources.offer("quotamesh.do.leads.yields")
