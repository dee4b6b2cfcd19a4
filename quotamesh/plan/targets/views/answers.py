"""What the pages of target plans share: who may come in, and how a refused action is told."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from quotamesh.plan.targets.errors import NotAllowed
from quotamesh.plan.targets.wording import WORDED, sentence


def page(view: Callable) -> Callable:
    """A page for those who are signed in; what one may read but not change is forbidden, not hidden."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except NotAllowed as error:
            raise PermissionDenied from error

    return login_required(answer)


def verb(view: Callable) -> Callable:
    """A button: what stands in the way is shown on the page one came from."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except WORDED as error:
            if isinstance(error, NotAllowed):
                raise
            messages.error(request, sentence(error, request.company.currency))
            return redirect("targets:plans")

    return require_POST(page(answer))
