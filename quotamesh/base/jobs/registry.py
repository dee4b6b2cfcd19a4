"""Which function does which kind of job. Features register theirs when their app is ready."""

from collections.abc import Callable
from typing import Any

from quotamesh.base.jobs.progress import Progress
from quotamesh.base.trail.actions import Actor

Work = Callable[[dict[str, Any], Actor, Progress], dict[str, Any]]
_works: dict[str, Work] = {}


def job(kind: str) -> Callable[[Work], Work]:
    """Decorate the function that does a kind of job: (parameters, actor, progress) -> result."""

    def register(work: Work) -> Work:
        _works[kind] = work
        return work

    return register


def work_for(kind: str) -> Work:
    return _works[kind]
