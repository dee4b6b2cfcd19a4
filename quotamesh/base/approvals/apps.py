from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from quotamesh.base.notices.kinds import Kind, declare


class ApprovalsConfig(AppConfig):
    name = "quotamesh.base.approvals"
    label = "approvals"

    def ready(self):
        declare(Kind("approval.waiting", _("Approvals that wait for me"), mailed=True))
        declare(Kind("approval.decided", _("Decisions on what I asked for")))
