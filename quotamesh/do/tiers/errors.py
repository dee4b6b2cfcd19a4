"""What can stand in the way of a change to tiers' rules and cards. Worded in `wording.py`."""


class TierError(Exception):
    """A change that cannot be made; everything is as it was."""


class Stale(TierError):
    """Somebody changed it meanwhile: `fields` maps what differs to [mine, theirs]."""

    def __init__(self, fields: dict[str, list]):
        super().__init__(fields)
        self.fields = fields


class NoWeight(TierError):
    """All weights of the value, or of the potential, are nought."""


class UnevenLimits(TierError):
    """The limits of a measure are not four, or do not rise (fall, where less is more): `measure` names it."""

    def __init__(self, measure: str):
        super().__init__(measure)
        self.measure = measure
