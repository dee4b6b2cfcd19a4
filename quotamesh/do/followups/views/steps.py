"""下一步 Next steps: what was agreed and is not done, the longest overdue first."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from quotamesh.base.shell.notices import done as say_done
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import shown_table
from quotamesh.do.followups import actions, queries
from quotamesh.do.followups.access import may_tick, may_write
from quotamesh.do.followups.models import FollowUp
from quotamesh.do.followups.texts import beginning, harmless
from quotamesh.do.followups.views.common import find, tabs

MOST = 200


@require_GET
@login_required
def show(request):
    people = queries.people_in_sight(request.viewer, request.today)
    asked = request.GET.get("person", "")
    chosen = [person for person in people if not asked or person.code == asked][:MOST]
    if asked and not chosen:
        raise Http404(asked)
    if not asked and people and people[0].pk == request.viewer.person_id:
        chosen = people[:1]
    rows = list(queries.open_steps([person.pk for person in chosen])[:MOST])
    table = _table(rows)
    if file := shown_table(request, table, "next-steps"):
        return file
    overdue = sum(row.due < request.today for row in rows)
    context = {
        "headline": _headline(len(rows), overdue),
        "rows": [_item(request, row) for row in rows],
        "people": people,
        "chosen": chosen[0].code if len(chosen) == 1 else "",
        "several": len(chosen) > 1,
        "tabs": tabs("steps"),
        "may_write": may_write(request.viewer),
    }
    return render(request, "followups/steps.html", context)


def _headline(count: int, overdue: int) -> str:
    values = {"count": count, "overdue": overdue}
    if not count:
        return _("No next step is open.")
    if overdue:
        return (
            ngettext(
                "%(count)d next step is open, %(overdue)d overdue.",
                "%(count)d next steps are open, %(overdue)d overdue.",
                count,
            )
            % values
        )
    return ngettext("%(count)d next step is open.", "%(count)d next steps are open.", count) % values


def _item(request, row: FollowUp) -> dict:
    return {
        "row": row,
        "text": beginning(row.next_step, 200),
        "customer": harmless(row.customer.name),
        "overdue": row.due < request.today,
        "today": row.due == request.today,
        "may": may_tick_of(request.viewer, row),
    }


def may_tick_of(viewer, row: FollowUp) -> bool:
    return viewer.person_id == row.person_id or may_tick(viewer, row)


def _table(rows: list[FollowUp]) -> Table:
    columns = [
        Column("due", _("Due"), "date"),
        Column("next_step", _("Next step")),
        Column("customer", _("Customer")),
        Column("person", _("Person")),
    ]
    cells = [
        {
            "due": row.due,
            "next_step": harmless(row.next_step),
            "customer": harmless(row.customer.name),
            "person": row.person.name,
        }
        for row in rows
    ]
    return Table(columns, cells, _("Next steps"))


@require_POST
@login_required
def done(request, uid):
    """The next step of a follow-up is done; `undo` says it is not after all."""
    row = find(request.viewer, uid)
    if not may_tick(request.viewer, row):
        raise PermissionDenied
    if request.POST.get("undo") or request.GET.get("undo"):
        actions.untick(request.actor, row)
        say_done(request, _("%(step)s: open again.") % {"step": beginning(row.next_step, 60)})
    else:
        actions.tick(request.actor, row, request.today)
        undo = reverse("followups:done", args=[uid]) + "?undo=1"
        say_done(request, _("%(step)s: done.") % {"step": beginning(row.next_step, 60)}, undo=undo)
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()})
    return redirect(back if safe else reverse("followups:one", args=[uid]))
