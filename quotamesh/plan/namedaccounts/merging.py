"""Named accounts of two customers that become one: one of them stands on the list of a year and team."""

from django.utils.translation import gettext as _

from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import today_of
from quotamesh.base.trail.actions import Actor
from quotamesh.do.customers.models import Customer
from quotamesh.plan.namedaccounts.actions import end_account, take_up
from quotamesh.plan.namedaccounts.models import NamedAccount


def told(row: NamedAccount) -> str:
    values = {
        "year": row.fiscal_year,
        "team": row.get_team_display(),
        "planned": row.planned,
        "step": row.next_step,
    }
    if row.next_step:
        return _("Named account FY%(year)d, %(team)s: %(planned)d contacts planned, next: %(step)s") % values
    return _("Named account FY%(year)d, %(team)s: %(planned)d contacts planned") % values


def step_down(actor: Actor, row: NamedAccount, winner: Customer) -> str:
    """Returns the reason it was ended for."""
    why = _("merged into %(customer)s") % {"customer": f"{winner.name[:120]} ({winner.code})"}
    return end_account(actor, row, today_of(company(), actor.at), why).ended_why


def step_up(actor: Actor, row: NamedAccount, why: str) -> None:
    """What was taken up, or ended for another reason, meanwhile stays as it is."""
    if row.ended_on is not None and row.ended_why == why:
        take_up(actor, row)
