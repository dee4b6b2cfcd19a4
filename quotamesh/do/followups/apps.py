from django.apps import AppConfig


class FollowupsConfig(AppConfig):
    name = "quotamesh.do.followups"
    label = "followups"

    def ready(self):
        # Both read models, which are there only now.
        from quotamesh.do.customers import timeline
        from quotamesh.do.facts import records

        records.offer("quotamesh.do.followups.counting")
        timeline.offer("quotamesh.do.followups.events")
