"""What can be done with follow-ups."""

from quotamesh.do.followups.actions.change import change, withdraw
from quotamesh.do.followups.actions.record import Told, record_follow_up
from quotamesh.do.followups.actions.steps import tick, untick

__all__ = ["Told", "change", "record_follow_up", "tick", "untick", "withdraw"]
