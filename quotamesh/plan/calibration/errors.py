"""What can stand in the way of a calibration."""


class CalibrationError(Exception):
    """A change that cannot be made; everything is as it was."""


class NotAllowed(CalibrationError):
    """The viewer may read this, not change it."""


class NameTaken(CalibrationError):
    """A calibration of this fiscal year bears the name already."""


class StaleInputs(CalibrationError):
    """Somebody else changed the inputs meanwhile: `by`, revision `now`; `seen` is what the editor saw."""

    def __init__(self, seen: int, now: int, by: str, intent: int):
        super().__init__(seen, now, by)
        self.seen, self.now, self.by, self.intent = seen, now, by, intent


class BadInput(CalibrationError):
    """An input that cannot be: `reason` (negative, over-one, zero, order, margin, weights), `part` it belongs to, `row`
    and `name` of the field."""

    def __init__(self, reason: str, part: str, row: int, name: str):
        super().__init__(reason, part, row, name)
        self.reason, self.part, self.row, self.name = reason, part, row, name


class StaleLimits(CalibrationError):
    """Somebody else changed the limits meanwhile. `differing`: {limit: [mine, theirs]} in percent."""

    def __init__(self, differing: dict[str, list[int]]):
        super().__init__(differing)
        self.differing = differing
