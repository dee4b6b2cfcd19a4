"""The planning round."""

from tests.doors.table import Door, page, signed_in

DOORS: list[Door] = [*page("planning/", signed_in())]
