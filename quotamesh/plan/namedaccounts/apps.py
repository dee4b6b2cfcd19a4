from django.apps import AppConfig

from quotamesh.base.tables.registry import offer


class NamedAccountsConfig(AppConfig):
    name = "quotamesh.plan.namedaccounts"
    label = "namedaccounts"

    def ready(self):
        offer("quotamesh.plan.namedaccounts.imports")

        from quotamesh.do.facts import records

        records.offer("quotamesh.plan.namedaccounts.counting")

        from quotamesh.do.customers import met

        met.offer_rows("namedaccounts.NamedAccount", "quotamesh.plan.namedaccounts.merging")
