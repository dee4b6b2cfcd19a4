"""Milestones: the steps of a line's projects, with what must be there at each."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from quotamesh.base.shell.formats import percent
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import shown_table
from quotamesh.plan.paradigms.access import may_edit
from quotamesh.plan.paradigms.actions import Step, set_milestones
from quotamesh.plan.paradigms.finding import find, refuse_reader
from quotamesh.plan.paradigms.forms import BP, MilestoneForms
from quotamesh.plan.paradigms.models import Milestone
from quotamesh.plan.paradigms.queries import milestones_of
from quotamesh.plan.paradigms.views.answers import frame, page


@require_http_methods(["GET", "POST"])
@page
def milestones(request, uid, year):
    found = find(request.viewer, uid, year)
    steps = milestones_of(found.product)
    table = _table(steps)
    if file := shown_table(request, table, f"milestones {found.product}"):
        return file
    forms = MilestoneForms(
        request.POST if request.method == "POST" else None, initial=[_typed(step) for step in steps]
    )
    if request.method == "POST":
        refuse_reader(request.viewer)
        if forms.is_valid():
            set_milestones(request.actor, found.product, [_step(values) for values in forms.steps])
            done(request, _("The milestones are set."))
            return redirect("paradigms:milestones", uid, year)
    context = frame(request, found, "milestones") | {
        "steps": steps,
        "table": table,
        "forms": forms if may_edit(request.viewer) else None,
        "headline": headline(steps, found.product.name),
    }
    refused = request.method == "POST"
    return render(request, "paradigms/milestones.html", context, status=422 if refused else 200)


def headline(steps: list[Milestone], product: str) -> str:
    if not steps:
        return _("%(line)s: no milestones yet.") % {"line": product}
    values = {"line": product, "count": len(steps), "days": sum(step.usual_days for step in steps)}
    return (
        ngettext(
            "%(line)s: a project takes %(count)d step and about %(days)d days.",
            "%(line)s: a project takes %(count)d steps and about %(days)d days.",
            len(steps),
        )
        % values
    )


def _table(steps: list[Milestone]) -> Table:
    columns = [
        Column("position", _("No."), "number"),
        Column("name", _("Milestone"), "strong"),
        Column("party", _("Who")),
        Column("days", _("Usual days"), "number"),
        Column("criteria", _("Exit criteria")),
        Column("close", _("Close probability"), "percent", digits=0),
        Column("recognised", _("Revenue recognised"), "percent", digits=0),
    ]
    rows = [
        {
            "position": step.position,
            "name": step.name,
            "party": step.get_party_display(),
            "days": step.usual_days,
            "criteria": _("; ").join(step.criteria),
            "close": step.close_bp / BP,
            "recognised": step.recognised_bp / BP,
        }
        for step in steps
    ]
    return Table(columns, rows, _("Milestones"), cards=True)


def _typed(step: Milestone) -> dict:
    return {
        "name": step.name,
        "party": step.party,
        "usual_days": step.usual_days,
        "criteria": "\n".join(step.criteria),
        "close_bp": percent(step.close_bp / BP, 0),
        "recognised_bp": percent(step.recognised_bp / BP, 0),
    }


def _step(values: dict) -> Step:
    criteria = tuple(line.strip() for line in values["criteria"].splitlines() if line.strip())
    return Step(**(values | {"criteria": criteria, "party": values["party"] or Milestone.Party.PMO}))
