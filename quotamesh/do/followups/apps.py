from django.apps import AppConfig


class FollowupsConfig(AppConfig):
    name = "quotamesh.do.followups"
    label = "followups"
