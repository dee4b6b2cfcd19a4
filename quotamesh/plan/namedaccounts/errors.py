"""What can stand in the way of a change to named accounts. Worded in `wording.py`."""


class AccountError(Exception):
    """A change that cannot be made; everything is as it was."""


class NotAllowed(AccountError):
    """The viewer may look at the list, not change it."""


class StaleAccount(AccountError):
    """Somebody changed the account meanwhile: `customer` names it, `fields` maps what differs to [mine, theirs]."""

    def __init__(self, customer: str, fields: dict[str, list]):
        super().__init__(customer, fields)
        self.customer, self.fields = customer, fields


class NamedAlready(AccountError):
    """The customer is on a list of this year and team already: `customer`, and whose list, `holder`."""

    def __init__(self, customer: str, holder: str):
        super().__init__(customer, holder)
        self.customer, self.holder = customer, holder


class NoReason(AccountError):
    """An account leaves the list with a reason only."""


class WrongOrder(AccountError):
    """An account is penetrated after it was reached, not before or without."""


class SameSeat(AccountError):
    """An account is handed over to somebody else."""


class ItemsMissing(AccountError):
    """What the next team must be told is not told: `items` names it by code."""

    def __init__(self, items: list[str]):
        super().__init__(items)
        self.items = items


class WaitingAlready(AccountError):
    """A hand-over of `customer` waits for an answer already."""

    def __init__(self, customer: str):
        super().__init__(customer)
        self.customer = customer


class OffTheList(AccountError):
    """The account of `customer` was taken off its list meanwhile."""

    def __init__(self, customer: str):
        super().__init__(customer)
        self.customer = customer


class DecidedAlready(AccountError):
    """The hand-over was accepted or sent back by `who` already."""

    def __init__(self, who: str):
        super().__init__(who)
        self.who = who
