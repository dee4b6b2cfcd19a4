from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "quotamesh.base.approvals"
    label = "approvals"

    def ready(self) -> None:
        from quotamesh.base.approvals import jobs  # noqa: F401 (registers its work)
