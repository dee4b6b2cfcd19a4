"""The indicators of the work before the sale, recorded day by day, and the rates made of them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quotamesh.do.catalog.definition import Aggregation, Definition, Group, Measure


def _number(
    key: int,
    code: str,
    name: Promise,
    meaning: Promise,
    group: str = Group.PROCESS,
    *,
    of_records: bool = False,
) -> Definition:
    return Definition(
        key, code, name, meaning, Aggregation.SUM, Measure.COUNT,
        group=group, measured=True, of_records=of_records,
    )  # fmt: skip


def _counted(key: int, code: str, name: Promise, meaning: Promise, group: str = Group.PROCESS) -> Definition:
    """A number that the company's records give by themselves."""
    return _number(key, code, name, meaning, group, of_records=True)


def _state(key: int, code: str, name: Promise, meaning: Promise) -> Definition:
    return Definition(
        key, code, name, meaning, Aggregation.STOCK, Measure.COUNT,
        by_day=False, group=Group.PROCESS, measured=True,
    )  # fmt: skip


def _rate(
    key: int, code: str, name: Promise, meaning: Promise, parts: tuple[str, str], *,
    measure: str = Measure.SHARE, by_day: bool = True,
) -> Definition:  # fmt: skip
    return Definition(
        key, code, name, meaning, Aggregation.RATIO, measure, *parts,
        target=False, by_day=by_day, group=Group.QUALITY,
    )  # fmt: skip


COUNTS = (
    _counted(10, "leads", _("Leads"), _("New leads taken up on the day.")),
    _counted(11, "calls", _("Calls"), _("Follow-ups by telephone on the day.")),
    _counted(12, "visits", _("Visits"), _("Follow-ups at the customer's on the day.")),
    _counted(
        13, "effective_visits", _("Effective visits"),
        _("Visits that noted a need or feedback and agreed a next step with its date."),
    ),
    _counted(14, "proposals", _("Proposals"), _("Opportunities that reached the proposal stage on the day.")),
    _counted(
        15, "new_customers", _("New customers"),
        _("Customers whose first deal ever was closed on the day."), Group.RESULT,
    ),
    _counted(16, "deals_won", _("Deals won"), _("Opportunities won on the day."), Group.RESULT),
    _counted(32, "follow_ups", _("Follow-ups"), _("Contacts with customers recorded for the day.")),
    _counted(33, "deals_closed", _("Deals closed"), _("Opportunities won or lost on the day.")),
)  # fmt: skip
DEPTH = (
    _counted(
        34, "discovery_questions", _("Discovery questions"),
        _("Questions of the discovery gate of opportunities that left discovery on the day."), Group.QUALITY,
    ),
    _counted(
        35, "discovery_answers", _("Discovery answers"),
        _("Questions of the discovery gate that were answered when the opportunity left discovery."),
        Group.QUALITY,
    ),
    _counted(
        36, "lead_answers_due", _("Lead answers due"),
        _("Leads whose first answer was given on the day, or was due by then and not given."), Group.QUALITY,
    ),
    _counted(
        37, "lead_answers_in_time", _("Leads answered in time"),
        _("Leads whose first answer was given on the day, in time."), Group.QUALITY,
    ),
    _counted(
        38, "handovers_made", _("Hand-overs"),
        _("Accounts handed over to the next team that were accepted or sent back on the day."), Group.QUALITY,
    ),
    _counted(
        39, "handovers_accepted", _("Hand-overs accepted"),
        _("Hand-overs accepted at the first try."), Group.QUALITY,
    ),
)  # fmt: skip
STATES = (
    _state(17, "named_accounts", _("Named accounts"), _("Accounts on the list at the end of the month.")),
    _state(
        18, "accounts_covered", _("Accounts covered"),
        _("Named accounts that somebody owns and has a plan for, at the end of the month."),
    ),
    _state(
        19, "accounts_reached", _("Accounts reached"),
        _("Named accounts with a contact to a decision maker, at the end of the month."),
    ),
    _state(
        20, "accounts_penetrated", _("Accounts penetrated"),
        _("Named accounts with a need confirmed by several people there, at the end of the month."),
    ),
    _state(
        21, "accounts_signed", _("Accounts signed"),
        _("Named accounts with a contract, at the end of the month."),
    ),
)  # fmt: skip
SERVICE = (
    _number(
        22, "reviews_submitted", _("Solutions reviewed"),
        _("Solutions that had their first review on the day."), Group.QUALITY,
    ),
    _number(
        23, "reviews_passed_first", _("Passed at first review"),
        _("Solutions that passed at their first review."), Group.QUALITY,
    ),
    _number(
        24, "requests_received", _("Support requests"),
        _("Requests for support whose answer was due on the day."), Group.QUALITY,
    ),
    _number(
        25, "requests_answered", _("Answered in time"),
        _("Requests for support answered in time."), Group.QUALITY,
    ),
    _number(26, "milestones_due", _("Milestones due"), _("Project milestones due on the day.")),
    _number(
        27, "milestones_done", _("Milestones reached in time"),
        _("Project milestones reached by the day they were due."),
    ),
    _number(
        28, "satisfaction_points", _("Satisfaction points"),
        _("Points that customers gave, 0 to 100 an answer, added up."), Group.QUALITY,
    ),
    _number(
        29, "satisfaction_answers", _("Satisfaction answers"),
        _("Customers who answered how satisfied they are."), Group.QUALITY,
    ),
    _number(
        30, "customers_due_renewal", _("Customers due for renewal"),
        _("Customers whose contract or yearly purchase was due for renewal on the day."), Group.QUALITY,
    ),
    _number(
        31, "customers_renewed", _("Customers renewed"),
        _("Customers due for renewal who renewed."), Group.QUALITY,
    ),
)  # fmt: skip
RATES = (
    _rate(40, "lead_conversion", _("Lead conversion"), _("Deals won ÷ leads."), ("deals_won", "leads")),
    _rate(
        41, "coverage", _("Coverage"),
        _("Accounts covered ÷ named accounts."), ("accounts_covered", "named_accounts"), by_day=False,
    ),
    _rate(
        42, "reach", _("Reach"),
        _("Accounts reached ÷ named accounts."), ("accounts_reached", "named_accounts"), by_day=False,
    ),
    _rate(
        43, "penetration", _("Penetration"),
        _("Accounts penetrated ÷ named accounts."), ("accounts_penetrated", "named_accounts"), by_day=False,
    ),
    _rate(
        44, "signing_rate", _("Signing rate"),
        _("Accounts signed ÷ named accounts."), ("accounts_signed", "named_accounts"), by_day=False,
    ),
    _rate(
        45, "first_pass_rate", _("First-pass rate"),
        _("Passed at first review ÷ solutions reviewed."), ("reviews_passed_first", "reviews_submitted"),
    ),
    _rate(
        46, "response_rate", _("Response rate"),
        _("Answered in time ÷ support requests."), ("requests_answered", "requests_received"),
    ),
    _rate(
        47, "milestone_rate", _("Milestone rate"),
        _("Milestones reached in time ÷ milestones due."), ("milestones_done", "milestones_due"),
    ),
    _rate(
        48, "satisfaction", _("Satisfaction"),
        _("Satisfaction points ÷ satisfaction answers: points of 100."),
        ("satisfaction_points", "satisfaction_answers"), measure=Measure.COUNT,
    ),
    _rate(
        49, "retention", _("Retention"),
        _("Customers renewed ÷ customers due for renewal."), ("customers_renewed", "customers_due_renewal"),
    ),
    _rate(
        50, "effective_visit_rate", _("Effective visit rate"),
        _("Effective visits ÷ visits."), ("effective_visits", "visits"),
    ),
    _rate(51, "win_rate", _("Win rate"), _("Deals won ÷ deals closed."), ("deals_won", "deals_closed")),
    _rate(
        52, "discovery_depth", _("Discovery depth"),
        _("Discovery answers ÷ discovery questions."), ("discovery_answers", "discovery_questions"),
    ),
    _rate(
        53, "lead_response_rate", _("Lead response rate"),
        _("Leads answered in time ÷ lead answers due."), ("lead_answers_in_time", "lead_answers_due"),
    ),
    _rate(
        54, "handover_rate", _("Hand-over acceptance"),
        _("Hand-overs accepted ÷ hand-overs."), ("handovers_accepted", "handovers_made"),
    ),
)  # fmt: skip
PROCESS = (*COUNTS, *DEPTH, *STATES, *SERVICE, *RATES)
