from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from quotamesh.base.notices.kinds import Kind, declare
from quotamesh.base.tables.registry import offer


class PipelineConfig(AppConfig):
    name = "quotamesh.do.pipeline"
    label = "pipeline"

    def ready(self):
        from quotamesh.base.people.followers import offer as offer_follower
        from quotamesh.do.customers.panels import offer_panel
        from quotamesh.do.customers.timeline import offer as offer_events
        from quotamesh.do.facts.records import offer as offer_counts

        offer("quotamesh.do.pipeline.imports")
        declare(Kind("deal.given", _("Deals that are mine now"), mailed=True))
        offer_follower("quotamesh.do.pipeline.actions.follow")
        offer_counts("quotamesh.do.pipeline.counts")
        offer_events("quotamesh.do.pipeline.events")
        offer_panel("quotamesh.do.pipeline.panel")
        offer_panel("quotamesh.do.pipeline.documents")
