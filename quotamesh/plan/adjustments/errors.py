"""What can stand in the way of an adjustment."""


class AdjustmentError(Exception):
    """Nothing was written."""


class NotAllowed(AdjustmentError):
    """The viewer sees it, but may not do this."""


class NothingInForce(AdjustmentError):
    """The fiscal year `year` has no plan in force: what is not in force is edited, not adjusted."""

    def __init__(self, year: int):
        super().__init__(year)
        self.year = year


class PastMonth(AdjustmentError):
    """Month `month` (its first day) is over on the day of the proposal."""

    def __init__(self, month: str):
        super().__init__(month)
        self.month = month


class EarlierMonths(AdjustmentError):
    """`unit` differs in `month` (0 to 11), before the adjustment takes effect."""

    def __init__(self, unit: str, month: int):
        super().__init__(unit, month)
        self.unit, self.month = unit, month


class NothingChanged(AdjustmentError):
    """The proposal asks for what is in force."""


class NotDraft(AdjustmentError):
    """The adjustment was asked for or closed: its numbers stay as they are."""


class BaseSuperseded(AdjustmentError):
    """Another plan has come into force since: this one starts from `base`."""

    def __init__(self, base: str):
        super().__init__(base)
        self.base = base


class OutsideBranch(AdjustmentError):
    """`unit` does not belong to the branch of the adjustment."""

    def __init__(self, unit: str):
        super().__init__(unit)
        self.unit = unit


class OthersOutside(AdjustmentError):
    """The others in the same unit as `unit` would give or take the difference; they lie outside the branch."""

    def __init__(self, unit: str):
        super().__init__(unit)
        self.unit = unit


class ReasonWanted(AdjustmentError):
    """An adjustment says why."""


class TextTooLong(AdjustmentError):
    """`most` characters at the most."""

    def __init__(self, most: int):
        super().__init__(most)
        self.most = most
