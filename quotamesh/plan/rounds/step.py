"""A step on the way from what the board wants to what a person does next week."""

from dataclasses import dataclass
from datetime import date

from quotamesh.base.people.models import Company
from quotamesh.base.people.viewer import Viewer

DONE, UNDER_WAY, OPEN, ATTENTION = "done", "under_way", "open", "attention"


@dataclass(frozen=True)
class Ground:
    """Whose round it is: who looks, at which fiscal year, on which day."""

    viewer: Viewer
    company: Company
    fiscal_year: int
    today: date


@dataclass(frozen=True)
class Step:
    """Where one step stands, in a sentence; `act` names what its page is opened for."""

    code: str
    name: str
    icon: str
    url: str
    state: str
    told: str
    act: str
    purpose: str

    @property
    def stands(self) -> bool:
        return self.state == DONE
