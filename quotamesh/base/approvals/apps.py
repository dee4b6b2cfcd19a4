from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "quotamesh.base.approvals"
    label = "approvals"
