"""What every part of the REST interface shares: the form of an answer that is not the one hoped for."""

from typing import Any

from ninja import Schema


class Problem(Schema):
    """`code` for programs, `message` for people in their language, `details` by kind of problem."""

    code: str
    message: str
    details: Any = None


PROBLEMS = {400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem}


class ProblemRaised(Exception):
    """Raised in an API view; answered as a Problem with its status."""

    def __init__(self, status: int, code: str, message: str = "", details: Any = None):
        super().__init__(status, code)
        self.status, self.problem = status, {"code": code, "message": message, "details": details}
