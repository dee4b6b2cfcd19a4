from django.apps import AppConfig


class TiersConfig(AppConfig):
    name = "quotamesh.do.tiers"
    label = "tiers"

    def ready(self):
        # These need the models; the job makes itself known to the worker by being loaded.
        from quotamesh.do.customers import followers, met, panels, timeline
        from quotamesh.do.tiers import jobs  # noqa: F401

        followers.offer("quotamesh.do.tiers.following")
        for label in ("tiers.Wallet", "tiers.Standing"):
            met.offer_rows(label, "quotamesh.do.tiers.following")
        panels.offer_panel("quotamesh.do.tiers.panel")
        timeline.offer("quotamesh.do.tiers.events")
