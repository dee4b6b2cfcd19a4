"""What every part of the REST interface shares: the form of an answer that is not the one hoped for."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from ninja import Schema
from pydantic import AfterValidator


class Problem(Schema):
    """`code` for programs, `message` for people in their language, `details` by kind of problem."""

    code: str
    message: str
    details: Any = None


PROBLEMS = {400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 413: Problem, 422: Problem}


class ProblemRaised(Exception):
    """Raised in an API view; answered as a Problem with its status."""

    def __init__(self, status: int, code: str, message: str = "", details: Any = None):
        super().__init__(status, code)
        self.status, self.problem = status, {"code": code, "message": message, "details": details}


Errors = type[Exception] | tuple[type[Exception], ...]


def telling(
    errors: Errors, problem_of: Callable[[Any, Any], ProblemRaised]
) -> Callable[[Callable], Callable]:
    """A decorator for views: what stands in the way is answered as the Problem that `problem_of` makes of it."""

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def answer(request, *args, **kwargs):
            try:
                return view(request, *args, **kwargs)
            except errors as error:
                raise problem_of(request, error) from error

        return answer

    return decorate


def refusal(error: Exception, message: str, *, denied: Errors = (), stale: Errors = ()) -> ProblemRaised:
    """The Problem of an error by its class: 403 for `denied`, 409 for `stale`, else 422; its fields are the details."""
    status = 403 if isinstance(error, denied) else 409 if isinstance(error, stale) else 422
    return ProblemRaised(status, code_of(error), message, dict(vars(error)))


def code_of(error: Exception) -> str:
    """`StaleLead` is told to programs as `stale_lead`."""
    name = type(error).__name__
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


def _no_nul(text: str) -> str:
    if "\x00" in text:
        raise ValueError("holds a NUL character")
    return text


# PostgreSQL stores no NUL in a text; `Annotated[str, Field(…), NO_NUL]` refuses it where it stands.
NO_NUL = AfterValidator(_no_nul)
