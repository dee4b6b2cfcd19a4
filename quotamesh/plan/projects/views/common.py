"""What the pages of projects share: whose hands, what is refused and how it is said."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.shortcuts import redirect
from django.urls import reverse

from quotamesh.base.shell.formats import local_day
from quotamesh.base.shell.notices import done
from quotamesh.plan.projects.access import find, may_change
from quotamesh.plan.projects.errors import ProjectError
from quotamesh.plan.projects.models import Project
from quotamesh.plan.projects.queries import Standing
from quotamesh.plan.projects.wording import sentence


def changeable(request, uid) -> Project:
    project = find(request.viewer, uid)
    if not may_change(request.viewer):
        raise PermissionDenied
    return project


def answered(request, project: Project, act: Callable[[], object], said: str, anchor: str = ""):
    """Do it and go back to the project; what stands in the way is said there."""
    try:
        act()
    except ProjectError as error:
        messages.error(request, sentence(error))
    else:
        done(request, said)
    return _back(project, anchor)


def refused(request, project: Project, form: Form, anchor: str):
    """Nothing is done with a form that cannot be read; what is wrong in it is said on the project's page."""
    for name, errors in form.errors.items():
        messages.error(request, f"{form.fields[name].label}: {' '.join(errors)}")
    return _back(project, anchor)


def _back(project: Project, anchor: str):
    return redirect(reverse("projects:project", args=[project.uid]) + (f"#{anchor}" if anchor else ""))


def course_of(standing: Standing):
    from quotamesh.base.shell.charts import Course

    planned = [mark.first for mark in standing.marks]
    return Course(standing.project.started, planned, standing.foreseen, standing.done)


def slip_state(standing: Standing) -> str:
    return "bad" if standing.slip > 30 else "watch" if standing.slip > 0 or standing.late else "good"


def end_said(standing: Standing) -> str:
    return local_day(standing.foreseen[-1]) if standing.foreseen else ""
