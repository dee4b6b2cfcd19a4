"""One project: how far it has come, who has a say, what was decided."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from quotamesh.base.shell.formats import local_day, percent, short_money
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.projects.access import find, may_change, may_override
from quotamesh.plan.projects.drawing import stakeholder_map
from quotamesh.plan.projects.forms import ReviewForm, RolesForm, StakeholderForm, people_for
from quotamesh.plan.projects.queries import Standing, by_quarter, standing_of
from quotamesh.plan.projects.views.common import course_of, end_said
from quotamesh.plan.projects.views.lists import quarter_table, slip_word


@require_GET
@login_required
def project(request, uid):
    return shown(request, find(request.viewer, uid))


def shown(request, found, *, status: int = 200, **forms):
    """The page, with forms as they were typed where something of them was refused."""
    standing = standing_of(found, request.today)
    stakeholders = list(found.stakeholders.select_related("listens_to", "owner"))
    people = people_for(request.viewer, request.today, found)
    context = {
        "project": found,
        "opportunity": found.opportunity,
        "standing": standing,
        "headline": headline(standing),
        "courses": [(course_of(standing), str(found), "", "", end_said(standing))],
        "steps": [_step(standing, place) for place in range(len(standing.steps))],
        "quarters": quarter_table(
            by_quarter([standing], FiscalCalendar(request.company.fiscal_start)), request.company.currency
        ),
        "stakeholders": stakeholders,
        "map": stakeholder_map(stakeholders),
        "reviews": list(found.reviews.select_related("step")),
        "may": may_change(request.viewer),
        "may_override": may_override(request.viewer),
        "today": request.today,
        "roles": forms.get("roles") or RolesForm(initial=_roles(found), people=people, prefix="roles"),
        "stakeholder": forms.get("stakeholder")
        or StakeholderForm(project=found, people=people, prefix="who"),
        "review": forms.get("review") or _review(found, standing, request.today),
    }
    return render(request, "projects/project.html", context, status=status)


def _review(found, standing: Standing, today) -> ReviewForm:
    first = {"held_on": today, "step": standing.next.uid if standing.next else None}
    return ReviewForm(project=found, initial=first, prefix="review")


def _roles(found) -> dict:
    return {
        name: getattr(found, name) and getattr(found, name).code for name in ("pmo", "commercial", "solution")
    }


def headline(standing: Standing) -> str:
    if standing.next is None:
        return _("All milestones are reached.")
    values = {
        "next": standing.next.name,
        "due": local_day(standing.next.due),
        "slip": slip_word(standing.slip),
        "worth": short_money(standing.worth),
        "chance": percent(standing.chance_bp / 10_000, 0),
    }
    return _("Next: %(next)s, due %(due)s. The end is %(slip)s; worth %(worth)s at %(chance)s.") % values


def _step(standing: Standing, place: int) -> dict:
    step = standing.steps[place]
    return {
        "step": step,
        "foreseen": standing.foreseen[place],
        "part": standing.parts[place],
        "is_next": step == standing.next,
        "late": step.reached_on is None and step.due < standing.today,
        "moved": step.due != step.first_due,
        "criteria": list(enumerate(step.criteria)),
    }
