from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from quotamesh.base.tables.registry import offer


class NamedAccountsConfig(AppConfig):
    name = "quotamesh.plan.namedaccounts"
    label = "namedaccounts"

    def ready(self):
        from quotamesh.base.notices.kinds import Kind, declare

        offer("quotamesh.plan.namedaccounts.imports")
        declare(Kind("named.offered", _("Accounts handed over to me"), mailed=True))
        declare(Kind("named.answered", _("Answers to my hand-overs")))

        from quotamesh.do.facts import records

        records.offer("quotamesh.plan.namedaccounts.counting")

        from quotamesh.do.customers import met

        met.offer_rows("namedaccounts.NamedAccount", "quotamesh.plan.namedaccounts.merging")
