from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdjustmentsConfig(AppConfig):
    name = "quotamesh.plan.adjustments"
    label = "adjustments"

    def ready(self):
        from quotamesh.base.approvals.kinds import Kind, declare, on_decided
        from quotamesh.base.approvals.models import Who
        from quotamesh.plan.adjustments.deciding import KIND, decided

        declare(Kind(KIND, _("Target adjustment"), steps=(Who.COMPANY,)))
        on_decided[KIND] = decided
