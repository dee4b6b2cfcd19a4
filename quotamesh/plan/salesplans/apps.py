from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SalesPlansConfig(AppConfig):
    name = "quotamesh.plan.salesplans"
    label = "salesplans"

    def ready(self) -> None:
        from quotamesh.base.approvals.kinds import Kind, declare

        declare(Kind("salesplan.discount", _("Discount")))
        declare(Kind("salesplan.custom_proposal", _("Custom proposal"), has_amount=False))
