"""Where a form leads when it was opened from another page."""

from django.utils.http import url_has_allowed_host_and_scheme

LONGEST = 500


def way_back(wanted: str) -> str:
    """The address to return to, if it lies within this site; else ''."""
    safe = wanted.startswith("/") and len(wanted) <= LONGEST and "\x00" not in wanted
    return wanted if safe and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""
