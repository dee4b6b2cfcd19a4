"""What stands in the way of a change to deals or flows."""

from collections.abc import Mapping, Sequence


class PipelineError(Exception):
    """Base of all."""


class NotAllowed(PipelineError):
    """The viewer sees the deal but does not change it."""


class GateShut(PipelineError):
    """The gate of a stage lacks something: names of what is demanded, and points."""

    def __init__(self, stage: str, lacking: Sequence[str], points: int):
        super().__init__(stage, lacking, points)
        self.stage, self.lacking, self.points = stage, list(lacking), points


class NoName(PipelineError):
    """A stage or an item is called something in at least one language."""


class NoReason(PipelineError):
    """An override, a loss or a removal needs its reason."""


class MayNotOverride(PipelineError):
    """Only leaders let a deal through a gate that is not met."""


class StaleOpportunity(PipelineError):
    """Somebody else changed the deal meanwhile: {field: [mine, theirs]}."""

    def __init__(self, name: str, fields: dict[str, list[str]]):
        super().__init__(name)
        self.name, self.fields = name, fields


class StaleFlow(PipelineError):
    """Somebody else changed the flow meanwhile."""


class StaleReason(PipelineError):
    """Somebody else changed the reason for losses meanwhile: {field: [mine, theirs]}."""

    def __init__(self, name: str, fields: dict[str, list[str]]):
        super().__init__(name)
        self.name, self.fields = name, fields


class NameTaken(PipelineError):
    """Another reason for losses bears the name."""

    def __init__(self, name: str):
        super().__init__(name)
        self.name = name


class UnknownReason(PipelineError):
    """The reason is not offered, or not any more."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


class ClosedAlready(PipelineError):
    """A closed deal is reopened before it is changed or moved."""


class OpenStill(PipelineError):
    """Only a closed deal can be reopened."""


class OtherFlow(PipelineError):
    """The stage belongs to another line's flow."""


class WrongDay(PipelineError):
    """Closed in the future, or before it was opened."""


class WrongSum(PipelineError):
    """The lines do not add up to the amount."""

    def __init__(self, amount: int, lines: int):
        super().__init__(amount, lines)
        self.amount, self.lines = amount, lines


class LineTwice(PipelineError):
    """A product stands on two lines of the deal."""


class NoSeat(PipelineError):
    """The owner holds no seat, and never did."""

    def __init__(self, person: str):
        super().__init__(person)
        self.person = person


class CodeTaken(PipelineError):
    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


class WrongAnswer(PipelineError):
    """The item asks for a file, for words, or for a field of the deal, and was sent something else."""

    def __init__(self, item: str, what: str):
        super().__init__(item, what)
        self.item, self.what = item, what


class StageInUse(PipelineError):
    """Deals stand in the stage: how many, and some of them by name."""

    def __init__(self, stage: str, count: int, some: Sequence[str]):
        super().__init__(stage, count)
        self.stage, self.count, self.some = stage, count, list(some)


class LastStage(PipelineError):
    """A flow needs a first stage, and its ends."""


class NotYet(PipelineError):
    """Deals are handed over from a day that has come."""


class HandOverRefused(PipelineError):
    """Deals that cannot go over: names (of those out of sight their identities) by what stands in the way."""

    STALE, CLOSED, THEIRS, LATER, MISSING = "stale", "closed", "theirs", "later", "missing"

    def __init__(self, problems: Mapping[str, Sequence[str]]):
        super().__init__(problems)
        self.problems = {why: list(names) for why, names in problems.items()}


class InUse(PipelineError):
    """Other records point to the deal."""
