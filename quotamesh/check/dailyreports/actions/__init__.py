"""What one can do with daily reports, one verb each."""

from quotamesh.check.dailyreports.actions.chase import chase
from quotamesh.check.dailyreports.actions.remark import add_to_report, comment
from quotamesh.check.dailyreports.actions.send import Told, send_report, store_reports

__all__ = ["Told", "add_to_report", "chase", "comment", "send_report", "store_reports"]
