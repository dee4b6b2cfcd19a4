"""What stands in the way, and where a case stands, in the user's language."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from quotamesh.base.shell.formats import local_datetime
from quotamesh.plan.agreements import errors
from quotamesh.plan.agreements.content import Difference

SHOWN = 6


def sentence(error: Exception) -> str:
    """One sentence: what is wrong, and what to do."""
    return SENTENCES[type(error)](error)


def told(changes: list[Difference]) -> str:
    """The first few differences: place, before → after."""
    shown = [f"{place}: {before} → {after}" for place, before, after in changes[:SHOWN]]
    more = len(changes) - SHOWN
    return "; ".join(shown) + (_(" and %(count)d more") % {"count": more} if more > 0 else "")


SENTENCES: dict[type[Exception], Callable] = {
    errors.NotAllowed: lambda e: _("You may read this, but not change it."),
    errors.NotAParty: lambda e: (
        _("Only %(owner)s and %(leader)s sign this agreement; nobody signs for another.")
        % {"owner": e.owner, "leader": e.leader}
    ),
    errors.AlreadySigned: lambda e: (
        _("%(name)s signed this side on %(at)s already.") % {"name": e.name, "at": local_datetime(e.at)}
    ),
    errors.ContentChanged: lambda e: (
        _(
            "The content has changed since you opened it: %(changes)s. Nothing was signed; read the new version."
        )
        % {"changes": told(e.changes)}
    ),
    errors.NotToSign: lambda e: _("This version is not to be signed any more."),
    errors.WrongPassword: lambda e: _("This is not your password. Nothing was signed."),
    errors.TalkClosed: lambda e: (
        _("“%(plan)s” is no longer a draft, so its talks are over. Other numbers now take an adjustment.")
        % {"plan": e.plan}
    ),
    errors.StaleTalk: lambda e: _(
        "Somebody took a turn in this talk meanwhile. What lies on the table now stands above; look again."
    ),
    errors.NotYourTurn: lambda e: _("These numbers are your own side's: the other side accepts them."),
    errors.AgreedBefore: lambda e: _("Both sides have agreed already."),
    errors.ReasonWanted: lambda e: _("Say why: the other side will read it."),
    errors.SameNumbers: lambda e: _("These numbers lie on the table already: accept them instead."),
    errors.BadOffer: lambda e: _("Every indicator wants four quarters of zero or more."),
    errors.NotAgreed: lambda e: _("The numbers go into the plan once both sides have agreed."),
    errors.NothingToApply: lambda e: _("The plan holds the agreed numbers already."),
    errors.NobodyToTalk: lambda e: _(
        "Nobody new is found here: a unit needs a target in this plan, an owner and a leader above."
    ),
    errors.TextTooLong: lambda e: _("At most %(most)d characters.") % {"most": e.most},
}
WORDED = tuple(SENTENCES)


def state_words(state: str) -> tuple[str, str]:
    """(look, word): the state of a case, for a badge with sign and word."""
    return {
        "open": ("none", pgettext("talk", "Talk open")),
        "proposed": ("watch", pgettext("talk", "Proposed")),
        "countered": ("watch", pgettext("talk", "Countered")),
        "agreed": ("good", pgettext("talk", "Agreed")),
        "disputed": ("bad", pgettext("talk", "Disputed")),
        "to_sign": ("none", _("To be signed")),
        "half": ("watch", _("One side has signed")),
        "signed": ("good", _("Signed")),
        "superseded": ("none", _("Superseded")),
        "replaced": ("none", _("Replaced unsigned")),
    }[state]
