"""What one can do with notices, one verb each."""

from quotamesh.base.notices.actions.channels import change_channel, end_channel, keep_channel, try_channel
from quotamesh.base.notices.actions.notify import notify
from quotamesh.base.notices.actions.preferences import prefer
from quotamesh.base.notices.actions.reading import mark_all_read, mark_read, mark_unread

__all__ = [
    "change_channel",
    "end_channel",
    "keep_channel",
    "mark_all_read",
    "mark_read",
    "mark_unread",
    "notify",
    "prefer",
    "try_channel",
]
