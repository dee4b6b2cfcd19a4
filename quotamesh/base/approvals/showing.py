"""A request as pages and files show it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotamesh.base.approvals.kinds import name_of
from quotamesh.base.approvals.models import Request, Step
from quotamesh.base.approvals.queries import asked_of
from quotamesh.kernel.money import format_plain, minor_units

STATES = {"open": "none", "approved": "good", "refused": "bad", "withdrawn": "none", "expired": "watch"}
FILE_COLUMNS = (
    gettext_lazy("Request"),
    gettext_lazy("Kind"),
    gettext_lazy("Unit"),
    gettext_lazy("Amount"),
    gettext_lazy("Asked by"),
    gettext_lazy("Asked on"),
    gettext_lazy("State"),
    gettext_lazy("With"),
    gettext_lazy("Reason"),
)


@dataclass(frozen=True)
class StepLine:
    step: Step
    present: bool
    names: list[str]

    @property
    def state(self) -> str:
        return {"approved": "good", "refused": "bad"}.get(
            self.step.state, "watch" if self.present else "none"
        )

    @property
    def word(self) -> str:
        if self.step.state != Step.State.WAITING:
            return self.step.get_state_display()
        return _("to decide now") if self.present else _("not asked yet")


@dataclass(frozen=True)
class Card:
    """A request with its steps, and how late it is."""

    row: Request
    kind: str
    state: str
    word: str
    late: int
    steps: list[StepLine]

    @property
    def with_whom(self) -> list[str]:
        return next((line.names for line in self.steps if line.present), [])

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What the feature that asks says about it: the texts of the payload under `shown`."""
        shown = self.row.payload.get("shown", []) if isinstance(self.row.payload, dict) else []
        return [(str(name), str(value)) for name, value in shown]


def card_of(row: Request, day: date) -> Card:
    late = max((day - row.due_on).days, 0) if row.open else 0
    steps = [
        StepLine(step, row.open and step.order == row.at_step, asked_of(step)) for step in row.steps.all()
    ]
    word = _("overdue") if late else row.get_state_display()
    return Card(row, name_of(row.kind), "watch" if late else STATES[row.state], word, late, steps)


def file_row(row: Request, currency: str) -> tuple:
    present = next((step for step in row.steps.all() if row.open and step.order == row.at_step), None)
    return (
        row.label,
        name_of(row.kind),
        row.unit.name,
        "" if row.amount is None else format_plain(row.amount, minor_units(currency)),
        row.asked_by,
        row.asked_at.date(),
        row.get_state_display(),
        ", ".join(asked_of(present)) if present else "",
        row.reason,
    )
