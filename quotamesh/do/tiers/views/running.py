"""Sorting all customers on demand."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quotamesh.base.jobs.actions import enqueue
from quotamesh.base.shell.formats import local_date
from quotamesh.base.shell.notices import done
from quotamesh.do.customers.models import Customer
from quotamesh.do.tiers.actions import OlderRun, run_tiers
from quotamesh.do.tiers.views.common import must_set
from quotamesh.do.tiers.wording import run_in_words

AT_ONCE = 20_000


@require_POST
@login_required
def run(request):
    """Few customers at once, many as a job whose progress is shown."""
    must_set(request)
    if Customer.objects.all()[AT_ONCE : AT_ONCE + 1].exists():
        parameters = {"as_of": request.today.isoformat()}
        job = enqueue(
            request.actor, "tiers", _("Sort customers into tiers"), parameters, language=get_language()
        )
        return redirect("jobs:detail", job.uid)
    try:
        found = run_tiers(request.actor, request.today)
    except OlderRun as error:
        messages.error(
            request, _("There is a later run already, of %(day)s.") % {"day": local_date(error.last)}
        )
        return redirect("tiers:list")
    done(request, run_in_words(found.moved))
    return redirect("tiers:list")
