from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from quotamesh.base.notices.kinds import Kind, declare


class DailyReportsConfig(AppConfig):
    name = "quotamesh.check.dailyreports"
    label = "dailyreports"

    def ready(self):
        declare(Kind("dailyreport.missing", _("My daily report is missing"), mailed=True))
        declare(Kind("dailyreport.lacking", _("Daily reports of my people that are missing")))
        declare(Kind("dailyreport.sent", _("Daily reports of my people")))
        declare(Kind("dailyreport.comment", _("Comments on daily reports")))
