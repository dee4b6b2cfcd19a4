"""What stands in the way, with a sentence for people."""

from django.utils.translation import gettext as _


class TodayError(Exception):
    code = "refused"

    def words(self) -> str:
        raise NotImplementedError


class NoSuchAction(TodayError):
    """No such kind, or a key that is none of its."""

    code = "no_such_action"

    def words(self) -> str:
        return _("This action is not on your list.")


class BadUntil(TodayError):
    """Put off until a day that has come already, or too far away."""

    code = "bad_day"

    def words(self) -> str:
        return _("Put it off until a day within the next twelve months.")


class ReasonMissing(TodayError):
    code = "reason_missing"

    def words(self) -> str:
        return _("Say in a word why you dismiss it.")
