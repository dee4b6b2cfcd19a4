"""What can be done in talks and to agreements, one verb a function."""

from quotamesh.plan.agreements.actions.applying import apply_agreed
from quotamesh.plan.agreements.actions.drafting import draft_agreements
from quotamesh.plan.agreements.actions.issuing import is_set, issue
from quotamesh.plan.agreements.actions.reminding import remind
from quotamesh.plan.agreements.actions.signing import sign
from quotamesh.plan.agreements.actions.talking import accept, dispute, offer, open_talks, say
from quotamesh.plan.agreements.actions.terms import write_terms

__all__ = [
    "accept",
    "apply_agreed",
    "dispute",
    "draft_agreements",
    "is_set",
    "issue",
    "offer",
    "open_talks",
    "remind",
    "say",
    "sign",
    "write_terms",
]
