"""What stands in the way of a change of the market."""

from quotamesh.plan.market.models import Entry


class MarketError(Exception):
    """Something the user can put right."""


class NotAllowed(MarketError):
    """The market may be read, not changed."""


class BadEntry(MarketError):
    """`problems`: a sentence for each field that is wrong."""

    def __init__(self, problems: dict[str, str]):
        super().__init__(problems)
        self.problems = problems


class StaleEntry(MarketError):
    """Somebody else changed the entry since it was opened; `now` is how it stands."""

    def __init__(self, now: Entry):
        super().__init__(now.number)
        self.now = now


class NothingToCopy(MarketError):
    """The year before holds no market of this product line, or this year's has inputs already."""
