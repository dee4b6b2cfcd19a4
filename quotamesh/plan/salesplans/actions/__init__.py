"""What one can do with sales plans, one verb each."""

from quotamesh.plan.salesplans.actions.accounts import add_account, remove_account, save_with_accounts
from quotamesh.plan.salesplans.actions.create import create_plan, new_version
from quotamesh.plan.salesplans.actions.edit import Wanted, fill_gaps, save_plan
from quotamesh.plan.salesplans.actions.resources import answer, set_desk, want, withdraw_wish
from quotamesh.plan.salesplans.actions.special import ask_special
from quotamesh.plan.salesplans.actions.submit import submit_plan
from quotamesh.plan.salesplans.actions.weeks import copy_last_week, set_weeks

__all__ = [
    "Wanted",
    "add_account",
    "answer",
    "ask_special",
    "copy_last_week",
    "create_plan",
    "fill_gaps",
    "new_version",
    "remove_account",
    "save_plan",
    "save_with_accounts",
    "set_desk",
    "set_weeks",
    "submit_plan",
    "want",
    "withdraw_wish",
]
