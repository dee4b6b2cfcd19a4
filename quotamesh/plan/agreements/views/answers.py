"""What the pages of agreements share: who may come in, and how a refused action is told."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from quotamesh.plan.agreements.errors import NotAllowed
from quotamesh.plan.agreements.wording import WORDED, sentence
from quotamesh.plan.targets import wording as targets


def page(view: Callable) -> Callable:
    """For those who are signed in; what one may read but not do is forbidden."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except NotAllowed as error:
            raise PermissionDenied from error

    return login_required(answer)


def verb(back: str) -> Callable:
    """A button: what stands in the way is shown on the page `back`, which takes the same address values."""

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def answer(request, *args, **kwargs):
            try:
                return view(request, *args, **kwargs)
            except NotAllowed:
                raise
            except WORDED as error:
                messages.error(request, sentence(error))
            except targets.WORDED as error:
                messages.error(request, targets.sentence(error, request.company.currency))
            return redirect(back, *args, **kwargs)

        return require_POST(page(answer))

    return decorate
