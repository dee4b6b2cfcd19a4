"""What can stand in the way of a change to leads. Worded in `wording.py`."""


class LeadError(Exception):
    """A change that cannot be made; everything is as it was."""


class NotAllowed(LeadError):
    """The viewer may look at it, not change it."""


class StaleLead(LeadError):
    """Somebody changed it meanwhile: `name` says what, `fields` maps what differs to [mine, theirs]."""

    def __init__(self, name: str, fields: dict[str, list]):
        super().__init__(name, fields)
        self.name, self.fields = name, fields


class NoWayBack(LeadError):
    """Nobody could be reached: a lead needs a phone number or an e-mail address."""


class NotOpen(LeadError):
    """The lead is closed: converted, dropped, given back or merged."""


class NoReason(LeadError):
    """A lead is dropped or given back with a reason, and with words where the reason is another."""


class BadDay(LeadError):
    """A day that cannot be: a wake-up day in the past, a payment in the future, an end before its start."""


class NoSeat(LeadError):
    """The person holds no seat on that day: `person`."""

    def __init__(self, person: str):
        super().__init__(person)
        self.person = person


class SameLead(LeadError):
    """A lead is merged into another one, and not into one that was itself merged."""


class SourceClosed(LeadError):
    """The source takes no new leads: `source`."""

    def __init__(self, source: str):
        super().__init__(source)
        self.source = source


class CodeTaken(LeadError):
    """The code is taken: `code`."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


class BadTerms(LeadError):
    """A rebate is either a share of 0 to 100 %, with a cap or without, or a fixed amount."""


class NotDue(LeadError):
    """The rebate is not at the step for this: not won yet, not approved yet, or settled."""


class AlreadyConverted(LeadError):
    """The opportunity came from another lead."""


class BadOffice(LeadError):
    """Office hours must open before they close, with the pause in between."""


class Unnamed(LeadError):
    """A new customer needs a name."""


class NobodyNamed(LeadError):
    """A rule names a unit, people or both: somebody must get the leads."""
