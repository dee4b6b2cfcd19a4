"""What can stand in the way of a sales plan; `wording.py` says it in the user's language."""

from datetime import date


class SalesPlanError(Exception):
    """Nothing was written."""


class PastPeriod(SalesPlanError):
    """The month is over, or lies more than a year ahead (`far`)."""

    def __init__(self, month: date, far: bool = False):
        super().__init__(month, far)
        self.month, self.far = month, far


class NotOwnPlan(SalesPlanError):
    """A plan is written by the person it is for."""


class NoSeat(SalesPlanError):
    """Who has no seat in the month has no plan."""


class PlanThere(SalesPlanError):
    """The month has a plan that is being worked on."""


class NotADraft(SalesPlanError):
    """A plan that is submitted or filed is not edited; `state` says where it stands."""

    def __init__(self, state: str):
        super().__init__(state)
        self.state = state


class NotFiled(SalesPlanError):
    """Only a filed plan gets a new version."""


class StalePlan(SalesPlanError):
    """Somebody wrote meanwhile. `differences`: (field, what was typed, what stands there now)."""

    def __init__(self, by: str, differences: tuple[tuple[str, str, str], ...] = ()):
        super().__init__(by, differences)
        self.by, self.differences = by, differences


class BadCount(SalesPlanError):
    """A number of planned actions is a whole number from 0 to 9,999: `text` is not."""

    def __init__(self, text: str):
        super().__init__(text)
        self.text = text


class WeeksAboveAccounts(SalesPlanError):
    """All weeks are set and add up to `weeks`, but the accounts alone need `accounts`."""

    def __init__(self, activity: str, weeks: int, accounts: int):
        super().__init__(activity, weeks, accounts)
        self.activity, self.weeks, self.accounts = activity, weeks, accounts


class NothingPlanned(SalesPlanError):
    """An empty plan is not submitted."""


class NotTheDesk(SalesPlanError):
    """Others answer for this function."""


class Answered(SalesPlanError):
    """The request is answered already, by `by`."""

    def __init__(self, by: str):
        super().__init__(by)
        self.by = by


class BadGrant(SalesPlanError):
    """Partly is more than nothing and less than all that is wanted (`wanted`)."""

    def __init__(self, wanted: int):
        super().__init__(wanted)
        self.wanted = wanted
