"""Watching and stopping long work."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from quotamesh.base.jobs import actions
from quotamesh.base.jobs.models import Job
from quotamesh.base.people.viewer import Viewer

RECENT = 100


def visible_jobs(viewer: Viewer) -> QuerySet[Job]:
    """One's own jobs; administrators see all."""
    return Job.objects.all() if viewer.can("administer") else Job.objects.filter(owner_id=viewer.user_id)


@login_required
@require_GET
def index(request):
    return render(request, "jobs/index.html", {"jobs": visible_jobs(request.viewer)[:RECENT]})


@login_required
@require_GET
def detail(request, uid):
    return render(
        request, "jobs/detail.html", {"job": get_object_or_404(visible_jobs(request.viewer), uid=uid)}
    )


@login_required
@require_GET
def progress(request, uid):
    """The bar alone, for a page that asks again and again; the page comes anew once the work has ended."""
    job = get_object_or_404(visible_jobs(request.viewer), uid=uid)
    if job.ended:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "jobs/progress.html", {"job": job})


@login_required
@require_POST
def cancel(request, uid):
    job = get_object_or_404(visible_jobs(request.viewer), uid=uid)
    if not job.ended:
        actions.cancel(job)
        messages.info(request, _("The work is asked to stop; what it has not finished is undone."))
    return redirect("jobs:detail", job.uid)
