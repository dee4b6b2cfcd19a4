"""Key accounts of a sales plan where both of two customers that become one are in it."""

from django.utils.translation import gettext as _

from quotamesh.base.shell.formats import month_word
from quotamesh.plan.salesplans.models import PlannedAccount


def told(row: PlannedAccount) -> str:
    values = {"month": month_word(row.plan.month), "calls": row.calls, "visits": row.visits}
    return _("Key account in a plan of %(month)s: %(calls)d calls, %(visits)d visits") % values
