"""The visual language on one page, open to everybody."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_GET

from . import sample


@login_not_required
@require_GET
def styleguide(request):
    return render(request, "shell/styleguide/page.html", sample.context(request.GET))
