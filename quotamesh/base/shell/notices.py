"""Short answers to what someone has just done, with the way back where there is one."""

from django.contrib import messages

UNDO = "undo="


def done(request, text, *, undo: str = "") -> None:
    """Shown once on the next page; `undo` is an address that takes a POST and reverses what was done."""
    messages.success(request, text, extra_tags=f"{UNDO}{undo}" if undo else "")


def undo_address(message) -> str:
    tags = message.extra_tags or ""
    return tags.removeprefix(UNDO) if tags.startswith(UNDO) else ""
