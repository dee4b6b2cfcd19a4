"""What one can do with approvals, one verb each."""

from quotamesh.base.approvals.actions.ask import ask
from quotamesh.base.approvals.actions.decide import decide, withdraw
from quotamesh.base.approvals.actions.deputies import end_deputy, name_deputy
from quotamesh.base.approvals.actions.remind import remind
from quotamesh.base.approvals.actions.rules import drop_rule, set_rule

__all__ = ["ask", "decide", "drop_rule", "end_deputy", "name_deputy", "remind", "set_rule", "withdraw"]
