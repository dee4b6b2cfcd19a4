"""The driver trees a business line begins with, one for each paradigm.

`main` is the way along which such a tree is usually solved; what hangs beside it (visits, proposals, reviews …)
follows from the nodes on it. Names and sources of values belong to the pages, not here.
"""

from dataclasses import dataclass

from quotamesh.kernel.drivers import DriverTree, Node
from quotamesh.kernel.drivers_solve import way_to


@dataclass(frozen=True)
class Template:
    """`driver`: what is solved for when nothing else is said; `end`: the last node of the main way."""

    paradigm: str
    top: str
    driver: str
    end: str
    nodes: tuple[Node, ...]

    @property
    def tree(self) -> DriverTree:
        return DriverTree(self.nodes)

    @property
    def main(self) -> tuple[str, ...]:
        return way_to(self.tree, self.top, self.end)


def _product(key: str, *drivers: str) -> Node:
    return Node(key, "product", drivers)


def _leaves(*keys: str) -> tuple[Node, ...]:
    return tuple(Node(key) for key in keys)


def _shares(*keys: str) -> tuple[Node, ...]:
    return tuple(Node(key, share=True) for key in keys)


PROBABILITY = Template(
    "probability", "revenue", "leads", "calls_per_day",
    (
        _product("revenue", "customers", "order_value"),
        _product("customers", "leads", "conversion"),
        Node("leads", "ratio", ("calls", "calls_per_lead")),
        _product("calls", "people", "working_days", "calls_per_day"),
        _product("visits", "leads", "visits_per_lead"),
        _product("proposals", "leads", "proposals_per_lead"),
        *_leaves("order_value", "calls_per_lead", "people", "working_days", "calls_per_day"),
        *_leaves("visits_per_lead", "proposals_per_lead"),
        *_shares("conversion"),
    ),
)  # fmt: skip

BEHAVIOUR = Template(
    "behaviour", "revenue", "named_accounts", "named_accounts",
    (
        _product("revenue", "signed", "account_value"),
        _product("signed", "penetrated", "signing_step"),
        _product("penetrated", "reached", "penetration_step"),
        _product("reached", "covered", "reach_step"),
        _product("covered", "named_accounts", "coverage"),
        _product("visits", "covered", "visits_per_account"),
        _product("reviews", "penetrated", "reviews_per_account"),
        _product("passed_first", "reviews", "first_pass"),
        _product("requests", "covered", "requests_per_account"),
        _product("answered", "requests", "response"),
        *_leaves("account_value", "named_accounts", "visits_per_account", "reviews_per_account"),
        *_leaves("requests_per_account"),
        *_shares("signing_step", "penetration_step", "reach_step", "coverage", "first_pass", "response"),
    ),
)  # fmt: skip

PROJECT = Template(
    "project", "revenue", "projects", "leads",
    (
        _product("revenue", "projects_won", "project_value", "recognised"),
        _product("projects_won", "projects", "win_rate"),
        _product("projects", "leads", "qualified"),
        _product("due", "projects", "milestones_per_project"),
        _product("done", "due", "on_time"),
        _product("proposals", "projects", "proposals_per_project"),
        _product("reviews", "projects", "reviews_per_project"),
        _product("passed_first", "reviews", "first_pass"),
        *_leaves("project_value", "leads", "milestones_per_project", "proposals_per_project"),
        *_leaves("reviews_per_project"),
        *_shares("recognised", "win_rate", "qualified", "on_time", "first_pass"),
    ),
)  # fmt: skip

TEMPLATES = {each.paradigm: each for each in (PROBABILITY, BEHAVIOUR, PROJECT)}
