"""What stands in the way of a change, as an answer: code, sentence, details, and the HTTP status."""

from django.http import Http404
from django.utils.translation import gettext as _

from quotamesh.base.shell.api import Problem, code_of
from quotamesh.plan.targets import errors
from quotamesh.plan.targets.wording import WORDED, sentence

FORBIDDEN = (errors.NotAllowed,)
CONFLICTS = (errors.StaleCell, errors.PlanMoved, errors.NotEditable, errors.NameTaken, errors.StillNeeded)
EXPECTED = (*WORDED, Http404)


def status_of(error: Exception) -> int:
    if isinstance(error, Http404):
        return 404
    if isinstance(error, FORBIDDEN):
        return 403
    return 409 if isinstance(error, CONFLICTS) else 422


def problem_of(error: Exception, currency: str) -> Problem:
    if isinstance(error, Http404):
        return Problem(code="not_found", message=_("There is nothing here that you can see."), details={})
    return Problem(code=code_of(error), message=sentence(error, currency), details=details_of(error))


def details_of(error: Exception) -> dict:
    return {name: value for name, value in vars(error).items() if value is not None}
