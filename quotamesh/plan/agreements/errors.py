"""What can stand in the way of a talk or a signature. `wording.py` says it in the user's language."""

from datetime import datetime


class AgreementError(Exception):
    """Nothing was written."""


class NotAllowed(AgreementError):
    """The viewer sees it, but may not do this."""


class NotAParty(AgreementError):
    """Only `owner` and `leader` sign this agreement."""

    def __init__(self, owner: str, leader: str):
        super().__init__(owner, leader)
        self.owner, self.leader = owner, leader


class AlreadySigned(AgreementError):
    """This side signed before: `name`, `at`."""

    def __init__(self, name: str, at: datetime):
        super().__init__(name, at)
        self.name, self.at = name, at


class ContentChanged(AgreementError):
    """Another version has taken the place of what was opened; `now` names it, `changes` what differs."""

    def __init__(self, now: str, changes: list):
        super().__init__(now, changes)
        self.now, self.changes = now, changes


class NotToSign(AgreementError):
    """The agreement is superseded: nothing is signed any more."""


class WrongPassword(AgreementError):
    """The password was not the signer's."""


class TalkClosed(AgreementError):
    """The plan `plan` is in force or superseded: its talks are over."""

    def __init__(self, plan: str):
        super().__init__(plan)
        self.plan = plan


class StaleTalk(AgreementError):
    """Somebody took a turn meanwhile: `now` is what lies on the table."""

    def __init__(self, now: dict):
        super().__init__(now)
        self.now = now


class NotYourTurn(AgreementError):
    """Nobody accepts an offer of their own."""


class AgreedBefore(AgreementError):
    """The talk has come to an agreement."""


class ReasonWanted(AgreementError):
    """Other numbers, and no agreement, want a reason."""


class SameNumbers(AgreementError):
    """These numbers lie on the table already: accept them."""


class BadOffer(AgreementError):
    """An offer names each indicator of the talk with four amounts of zero or more."""


class NotAgreed(AgreementError):
    """Numbers are taken into the plan once both have agreed."""


class NothingToApply(AgreementError):
    """The plan holds the agreed numbers already."""


class NobodyToTalk(AgreementError):
    """No unit here has a target, an owner and a leader."""


class TextTooLong(AgreementError):
    """`most` characters at the most."""

    def __init__(self, most: int):
        super().__init__(most)
        self.most = most
