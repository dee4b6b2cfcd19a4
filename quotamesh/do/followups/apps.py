from django.apps import AppConfig

from quotamesh.base.tables.registry import offer


class FollowupsConfig(AppConfig):
    name = "quotamesh.do.followups"
    label = "followups"

    def ready(self):
        offer("quotamesh.do.followups.imports")
        # Both read models, which are there only now.
        from quotamesh.do.customers import followers, panels, timeline
        from quotamesh.do.facts import records
        from quotamesh.do.followups import jobs as jobs  # it registers its work
        from quotamesh.do.pipeline.panels import offer_panel as offer_deal_panel

        records.offer("quotamesh.do.followups.counting")
        followers.offer("quotamesh.do.followups.following")
        timeline.offer("quotamesh.do.followups.events")
        panels.offer_panel("quotamesh.do.followups.panel")
        offer_deal_panel("quotamesh.do.followups.deal_panel")
