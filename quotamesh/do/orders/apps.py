from django.apps import AppConfig

from quotamesh.base.tables.registry import after_store, offer


class OrdersConfig(AppConfig):
    name = "quotamesh.do.orders"
    label = "orders"

    def ready(self):
        from quotamesh.do.customers import followers, panels, timeline

        offer("quotamesh.do.orders.imports")
        followers.offer("quotamesh.do.orders.following")
        timeline.offer("quotamesh.do.orders.timeline")
        panels.offer_panel("quotamesh.do.orders.panel")
        for kind in ("units", "products"):
            after_store[kind].append(follow_moves)


def follow_moves(actor, outcome, progress):
    """A moved node takes its history with it: the summary shows today's structure."""
    from quotamesh.do.orders.actions import rebuild_facts

    if outcome.effects.get("moved"):
        rebuild_facts(actor, progress)
