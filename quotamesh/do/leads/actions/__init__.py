"""What can be done to leads: one verb a function."""

from quotamesh.do.leads.actions.answer import answer, count_unanswered, escalate
from quotamesh.do.leads.actions.assign import assign, assign_by_rules
from quotamesh.do.leads.actions.capture import take_in
from quotamesh.do.leads.actions.close import drop, recycle, take_up
from quotamesh.do.leads.actions.convert import Deal, convert
from quotamesh.do.leads.actions.edit import change_lead
from quotamesh.do.leads.actions.merge import merge, unmerge
from quotamesh.do.leads.actions.tell import tell_overdue

__all__ = [
    "Deal",
    "answer",
    "assign",
    "assign_by_rules",
    "change_lead",
    "convert",
    "count_unanswered",
    "drop",
    "escalate",
    "merge",
    "recycle",
    "take_in",
    "take_up",
    "tell_overdue",
    "unmerge",
]
