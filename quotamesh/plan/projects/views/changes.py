"""What is done on a project's page: each form is one verb."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from quotamesh.base.shell.seen import seen
from quotamesh.plan.projects import actions
from quotamesh.plan.projects.access import may_override
from quotamesh.plan.projects.errors import ProjectError
from quotamesh.plan.projects.forms import (
    MoveForm,
    ReachForm,
    ReviewForm,
    RolesForm,
    StakeholderForm,
    people_for,
)
from quotamesh.plan.projects.models import Project, Stakeholder, Step
from quotamesh.plan.projects.views.common import answered, changeable, refused
from quotamesh.plan.projects.views.project import shown
from quotamesh.plan.projects.wording import sentence


def _step(project: Project, uid) -> Step:
    return get_object_or_404(project.steps, uid=uid)


@require_POST
@login_required
def criterion(request, uid, step, at):
    project = changeable(request, uid)
    milestone = _step(project, step)
    if at >= len(milestone.criteria):
        raise Http404
    met = request.POST.get("met") == "1"
    said = _("Noted.") if met else _("It is open again.")
    return answered(
        request,
        project,
        lambda: actions.meet_criterion(
            request.actor, project, milestone, at, met, day=request.today, seen=seen(request)
        ),
        said,
        f"step-{milestone.position}",
    )


@require_POST
@login_required
def reach(request, uid, step):
    project = changeable(request, uid)
    milestone = _step(project, step)
    form = ReachForm(request.POST)
    if not form.is_valid():
        return refused(request, project, form, f"step-{milestone.position}")
    day, anyway = form.cleaned_data["day"], form.cleaned_data["anyway"]
    if anyway and not may_override(request.viewer):
        raise PermissionDenied
    return answered(
        request,
        project,
        lambda: actions.reach_step(request.actor, project, milestone, day, anyway=anyway, seen=seen(request)),
        _("%(name)s is reached.") % {"name": milestone.name},
        f"step-{milestone.position}",
    )


@require_POST
@login_required
def move(request, uid, step):
    project = changeable(request, uid)
    milestone = _step(project, step)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return refused(request, project, form, f"step-{milestone.position}")
    due, why = form.cleaned_data["due"], form.cleaned_data["why"]
    return answered(
        request,
        project,
        lambda: actions.move_step(request.actor, project, milestone, due, why, seen=seen(request)),
        _("The day is moved."),
        f"step-{milestone.position}",
    )


@require_POST
@login_required
def roles(request, uid):
    project = changeable(request, uid)
    form = RolesForm(request.POST, people=people_for(request.viewer, request.today, project), prefix="roles")
    return _with(request, project, form, "roles", actions.set_roles, _("The roles are set."))


@require_POST
@login_required
def stakeholder(request, uid):
    project = changeable(request, uid)
    form = StakeholderForm(
        request.POST, project=project, people=people_for(request.viewer, request.today, project), prefix="who"
    )
    return _with(request, project, form, "stakeholder", actions.add_stakeholder, _("Stands on the map."))


@require_http_methods(["GET", "POST"])
@login_required
def one_stakeholder(request, uid, person):
    """What somebody on the map thinks changes while the project goes on."""
    project = changeable(request, uid)
    found = get_object_or_404(project.stakeholders, uid=person)
    people = people_for(request.viewer, request.today, project)
    data = request.POST if request.method == "POST" else None
    initial = {name: getattr(found, name) for name in StakeholderForm.base_fields}
    form = StakeholderForm(data, project=project, people=people, but=found, initial=initial, prefix="who")
    if data is not None and form.is_valid() and _changed(request, project, found, form):
        return answered(request, project, lambda: None, _("%(name)s is noted.") % {"name": found.name}, "map")
    context = {"project": project, "person": found, "form": form}
    return render(request, "projects/stakeholder.html", context, status=422 if form.errors else 200)


def _changed(request, project: Project, found: Stakeholder, form: StakeholderForm) -> bool:
    try:
        actions.change_stakeholder(request.actor, project, found, seen=seen(request), **form.cleaned_data)
    except ProjectError as error:
        form.add_error(None, sentence(error))
        return False
    return True


@require_POST
@login_required
def remove(request, uid, person):
    project = changeable(request, uid)
    found = get_object_or_404(project.stakeholders, uid=person)
    said = _("%(name)s is taken off the map.") % {"name": found.name}
    return answered(
        request,
        project,
        lambda: actions.remove_stakeholder(request.actor, project, found, seen=seen(request)),
        said,
        "map",
    )


@require_POST
@login_required
def review(request, uid):
    project = changeable(request, uid)
    form = ReviewForm(request.POST, project=project, prefix="review")
    return _with(request, project, form, "review", actions.note_review, _("The review is noted."))


def _with(request, project: Project, form, name: str, verb, said: str):
    """Take a form: what is refused comes back with everything that was typed."""
    if form.is_valid():
        try:
            verb(request.actor, project, seen=seen(request), **form.cleaned_data)
        except ProjectError as error:
            form.add_error(None, sentence(error))
        else:
            return answered(request, project, lambda: None, said, name)
    return shown(request, project, status=422, **{name: form})
