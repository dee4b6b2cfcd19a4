"""The planning round."""

from tests.doors.table import Door, page, signed_in


def split(_things):
    return {"year": 2025, "code": "split"}


DOORS: list[Door] = [
    *page("planning/", signed_in()),
    *page("planning/<int:year>/<slug:code>/", signed_in(302), at=split),
]
