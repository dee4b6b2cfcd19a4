"""An action of the list."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Action:
    """`title` says what to do, `about` for whom, `reason` why now, `how` where its worth comes from.

    `key` is what it is known by when somebody answers it; `share` the part of its worth in the fiscal year.
    """

    kind: str
    key: str
    title: str
    about: str
    reason: str
    url: str
    worth: int
    minutes: int
    how: str = ""
    share: float = 1.0
    due: date | None = None

    @property
    def ident(self) -> str:
        return f"{self.kind}:{self.key}"
