"""What one can do on Today, one verb each."""

from quotamesh.check.today.actions.answer import answer, take_back
from quotamesh.check.today.actions.feed import end_feed, renew_feed
from quotamesh.check.today.actions.rules import set_rules

__all__ = ["answer", "end_feed", "renew_feed", "set_rules", "take_back"]
