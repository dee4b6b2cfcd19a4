"""How a refused action is told on the pages of approvals."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from quotamesh.base.approvals.errors import ApprovalError, NotYours
from quotamesh.base.approvals.wording import sentence


def verb(back: str) -> Callable[[Callable], Callable]:
    """A button: what stands in the way is told on the page `back`, with the uid of the address where it takes one."""

    def guard(view: Callable) -> Callable:
        @require_POST
        @login_required
        @wraps(view)
        def answer(request, *args, **kwargs):
            try:
                return view(request, *args, **kwargs)
            except NotYours as error:
                raise PermissionDenied from error
            except ApprovalError as error:
                messages.error(request, sentence(error, request.company.currency))
                return redirect(back, *args, **(kwargs if back == "approvals:request" else {}))

        return answer

    return guard
