"""Follow-ups on the page of a customer: what comes next, and the way to note what was."""

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.base.people.viewer import Viewer
from quotamesh.base.shell.formats import local_day
from quotamesh.do.customers.models import Customer
from quotamesh.do.customers.panels import Action, Panel
from quotamesh.do.followups.access import may_write
from quotamesh.do.followups.models import FollowUp
from quotamesh.do.followups.texts import beginning

MOST = 5


def panel(viewer: Viewer, customer: Customer, today: date) -> Panel:
    """The page is shown to those who see the customer: the steps of all who are in touch are theirs to know."""
    asked = "?" + urlencode({"customer": customer.code})
    rows = FollowUp.objects.filter(
        customer=customer, done_on__isnull=True, due__isnull=False, withdrawn_at__isnull=True
    )
    steps = list(rows.select_related("person").order_by("due", "id")[:MOST])
    actions = (Action(_("New follow-up"), reverse("followups:new") + asked, "notebook-pen", main=True),)
    first = steps[0] if steps else None
    return Panel(
        title=_("Next steps") if steps else "",
        template="followups/panel.html" if steps else "",
        context={"steps": steps, "today": today},
        actions=actions if may_write(viewer) else (),
        next=_next(first, today) if first else "",
        due=first.due if first else None,
        order=20,
    )


def _next(row: FollowUp, today: date) -> str:
    values = {"step": beginning(row.next_step, 60), "day": local_day(row.due)}
    if row.due < today:
        return _("%(step)s, overdue since %(day)s") % values
    return _("%(step)s by %(day)s") % values
