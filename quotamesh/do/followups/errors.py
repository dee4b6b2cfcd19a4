"""What can stand in the way of a follow-up. Worded in `wording.py`."""

from datetime import date
from typing import Any


class FollowUpError(Exception):
    """Nothing was stored; everything is as it was."""


class NotAllowed(FollowUpError):
    """The viewer sees it, but it is not theirs to record or change."""


class BadFollowUp(FollowUpError):
    """`code` says what is wrong with which field, `value` what stood there."""

    def __init__(self, code: str, field: str, value: str = ""):
        super().__init__(code, field, value)
        self.code, self.field, self.value = code, field, value


class NoSeat(FollowUpError):
    """The person holds no seat on the day."""

    def __init__(self, person: str, day: date):
        super().__init__(person, day)
        self.person, self.day = person, day


class TakenUid(FollowUpError):
    """The uid is that of somebody else's follow-up."""


class StaleFollowUp(FollowUpError):
    """Somebody changed it meanwhile: `fields` maps what differs to [mine, theirs]."""

    def __init__(self, fields: dict[str, list[Any]]):
        super().__init__(fields)
        self.fields = fields


class TooLate(FollowUpError):
    """What decides what counts — customer, day, way — is corrected within a day only."""


class Withdrawn(FollowUpError):
    """A withdrawn follow-up stays as it is."""


class NoReason(FollowUpError):
    """A follow-up is withdrawn with a reason."""


class BadPhoto(FollowUpError):
    """`code`: too_many, too_large or not_a_picture."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code
