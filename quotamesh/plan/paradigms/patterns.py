"""What the nodes of the three templates are called, measured in, taken from, and whose process targets they are."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from quotamesh.kernel.drivers_templates import TEMPLATES
from quotamesh.plan.paradigms.trees import Nodes, TreeNode, checked


@dataclass(frozen=True)
class Pattern:
    """`ratio`: the two indicators whose quotient the leaf is in the past."""

    name: object
    unit: str = "number"
    ratio: tuple[str, str] = ("", "")
    indicator: str = ""
    bearer: str = ""


def _bears(name, indicator: str, bearer: str) -> Pattern:
    return Pattern(name, "count", indicator=indicator, bearer=bearer)


SELLER, SDR, BD, PRESALES, LEADER = "representative", "sdr", "bd", "presales", "leader"
PATTERNS = {
    "revenue": Pattern(_("Revenue"), "money"),
    "customers": _bears(_("Deals won"), "deals_won", SELLER),
    "order_value": Pattern(_("Average order value"), "money", ("revenue", "orders")),
    "leads": _bears(_("Leads"), "leads", SELLER),
    "conversion": Pattern(_("Lead conversion"), "share", ("deals_won", "leads")),
    "calls": _bears(_("Calls"), "calls", SELLER),
    "calls_per_lead": Pattern(_("Calls per lead"), ratio=("calls", "leads")),
    "people": Pattern(_("People"), "count"),
    "working_days": Pattern(_("Working days"), "count"),
    "calls_per_day": Pattern(_("Calls per person and working day")),
    "visits": _bears(_("Visits"), "visits", SELLER),
    "visits_per_lead": Pattern(_("Visits per lead"), ratio=("visits", "leads")),
    "proposals": _bears(_("Proposals"), "proposals", SELLER),
    "proposals_per_lead": Pattern(_("Proposals per lead"), ratio=("proposals", "leads")),
    "account_value": Pattern(_("Revenue per signed account"), "money", ("revenue", "customers")),
    "signed": _bears(_("Accounts signed"), "accounts_signed", BD),
    "signing_step": Pattern(
        _("Signed of those penetrated"), "share", ("accounts_signed", "accounts_penetrated")
    ),
    "penetrated": _bears(_("Accounts penetrated"), "accounts_penetrated", BD),
    "penetration_step": Pattern(
        _("Penetrated of those reached"), "share", ("accounts_penetrated", "accounts_reached")
    ),
    "reached": _bears(_("Accounts reached"), "accounts_reached", SDR),
    "reach_step": Pattern(_("Reached of those covered"), "share", ("accounts_reached", "accounts_covered")),
    "covered": _bears(_("Accounts covered"), "accounts_covered", SDR),
    "coverage": Pattern(_("Coverage"), "share", ("accounts_covered", "named_accounts")),
    "named_accounts": _bears(_("Named accounts"), "named_accounts", SDR),
    "visits_per_account": Pattern(_("Visits per covered account"), ratio=("visits", "accounts_covered")),
    "reviews": _bears(_("Solutions reviewed"), "reviews_submitted", PRESALES),
    "reviews_per_account": Pattern(
        _("Reviews per penetrated account"), ratio=("reviews_submitted", "accounts_penetrated")
    ),
    "passed_first": _bears(_("Passed at first review"), "reviews_passed_first", PRESALES),
    "first_pass": Pattern(_("First-pass rate"), "share", ("reviews_passed_first", "reviews_submitted")),
    "requests": _bears(_("Support requests"), "requests_received", PRESALES),
    "requests_per_account": Pattern(
        _("Requests per covered account"), ratio=("requests_received", "accounts_covered")
    ),
    "answered": _bears(_("Answered in time"), "requests_answered", PRESALES),
    "response": Pattern(_("Response rate"), "share", ("requests_answered", "requests_received")),
    "project_value": Pattern(_("Contract value of a project"), "money", ("revenue", "orders")),
    "projects_won": _bears(_("Projects won"), "deals_won", SELLER),
    "recognised": Pattern(_("Share recognised in the year"), "share"),
    "projects": Pattern(_("Projects pursued"), "count"),
    "win_rate": Pattern(_("Win rate of projects"), "share"),
    "qualified": Pattern(_("Leads that become projects"), "share"),
    "due": _bears(_("Milestones due"), "milestones_due", LEADER),
    "milestones_per_project": Pattern(_("Milestones per project")),
    "done": _bears(_("Milestones reached in time"), "milestones_done", LEADER),
    "on_time": Pattern(_("Milestone rate"), "share", ("milestones_done", "milestones_due")),
    "proposals_per_project": Pattern(_("Proposals per project")),
    "reviews_per_project": Pattern(_("Reviews per project")),
    "exam_pass": Pattern(_("Exam pass rate"), "share"),
    "tenure": Pattern(_("Average tenure in years")),
}
# Read beside the tree to judge whether the people are ready; nothing is computed from them.
JUDGEMENT = ("exam_pass", "tenure")


def name_of(node: TreeNode) -> str:
    if node.name:
        return node.name
    return str(PATTERNS[node.key].name) if node.key in PATTERNS else node.key


def fresh_tree(paradigm: str) -> Nodes:
    """The template's nodes, without values."""
    nodes = []
    for each in TEMPLATES[paradigm].nodes:
        pattern = PATTERNS[each.key]
        nodes.append(
            TreeNode(
                each.key,
                each.kind,
                each.drivers,
                pattern.unit,
                indicator=pattern.indicator,
                bearer=pattern.bearer,
            )
        )
    return checked([*nodes, *(TreeNode(key, unit=PATTERNS[key].unit) for key in JUDGEMENT)])
