"""What can stand in the way of an approval; `wording.py` says it in the user's language."""


class ApprovalError(Exception):
    """Nothing was written."""


class BadBands(ApprovalError):
    """`reason`: empty, no_steps, order, gap, named, many, negative. `band` counts from one, `limit` ends it."""

    def __init__(self, reason: str, band: int = 0, limit: int | None = None):
        super().__init__(reason, band, limit)
        self.reason, self.band, self.limit = reason, band, limit


class NobodyApproves(ApprovalError):
    """A step `who` of `kind` has no holder for `unit`; `only_self`: the one who asks is the only one."""

    def __init__(self, kind: str, who: str, unit: str, only_self: bool = False):
        super().__init__(kind, who, unit, only_self)
        self.kind, self.who, self.unit, self.only_self = kind, who, unit, only_self


class UnknownKind(ApprovalError):
    def __init__(self, kind: str):
        super().__init__(kind)
        self.kind = kind


class NotYours(ApprovalError):
    """Others decide this step, or it is one's own request."""


class NotOpen(ApprovalError):
    """The request is decided already: `state`, `by`."""

    def __init__(self, state: str, by: str = ""):
        super().__init__(state, by)
        self.state, self.by = state, by


class StepDecided(ApprovalError):
    """The step one saw was decided meanwhile by `by`; the request stands at another."""

    def __init__(self, by: str):
        super().__init__(by)
        self.by = by


class ReasonMissing(ApprovalError):
    """A refusal says why."""


class StaleRule(ApprovalError):
    """Somebody changed the rule meanwhile: `seen` and `now` are its revisions."""

    def __init__(self, seen: int, now: int):
        super().__init__(seen, now)
        self.seen, self.now = seen, now


class BadDeputy(ApprovalError):
    """`reason`: upside_down, oneself, past, twice, circle; `names` are those on the circle."""

    def __init__(self, reason: str, names: tuple[str, ...] = ()):
        super().__init__(reason, names)
        self.reason, self.names = reason, names
